import type { MeasuredBenchmark } from '../model/report.ts';
import { sharesOf } from './allocated.ts';
import { isMove } from './benchmarks.ts';

type ReportedSite = MeasuredBenchmark['sites'][number];

/** A line of a source file, as a site of a report has it. */
export interface SitePlace {
  readonly file: string;
  readonly package?: string | undefined;
  readonly line: number;
}

/**
 * The line that a site's change is most likely from: of the type that moved most, where that is known, one at which there
 * are as many as it moved by, else the one with most. Where nothing changed, the one with most. Null where none is known,
 * or where nobody can tell which of several it is: the baseline had some, and as many as it moved by are at several of
 * them, or, with no type to tell them apart, at none.
 */
export function mainLine(site: ReportedSite): SitePlace | null {
  const { lines = [], delta } = site;
  const [share] = delta === 0 ? [] : sharesOf(site, true);
  const candidates = share === undefined ? lines : lines.filter(({ type }) => type === share.name);
  const moved = share?.count ?? delta;
  const fitting = candidates.filter(({ count }) => !isMove(count - moved));
  const likely = delta === 0 || share !== undefined ? candidates.slice(0, 1) : candidates;
  const [found, ...others] = fitting.length > 0 ? fitting : likely;
  if (found === undefined) return null;
  const isElsewhere = (other: SitePlace) => pathOf(other) !== pathOf(found) || other.line !== found.line;
  if (countBefore(site, share?.name) > 0 && others.some(isElsewhere)) return null;
  const { file, line } = found;
  return found.package === undefined ? { file, line } : { file, package: found.package, line };
}

/** How many the baseline has at a site, of one type where that is known. */
function countBefore({ allocates = [], baselineCount }: ReportedSite, type: string | undefined): number {
  return allocates.find(({ name }) => name === type)?.baselineCount ?? baselineCount;
}

/** The place that a site names; null where it names none. */
export function placeOfSite({ file, package: dependency, line }: ReportedSite): SitePlace | null {
  return file === undefined || line === undefined ? null : { file, package: dependency, line };
}

/** `Sources/App/Headers.swift`, `swift-nio/Sources/NIOCore/Channel.swift`. */
export function pathOf({ file, package: dependency }: SitePlace): string {
  return dependency === undefined ? file : `${dependency}/${file}`;
}

/** `Headers.swift:35`; of a dependency its whole path, since people do not know its files. */
export function shortPlace(place: SitePlace): string {
  const path = pathOf(place);
  return `${place.package === undefined ? path.slice(path.lastIndexOf('/') + 1) : path}:${place.line}`;
}
