import type { MeasuredBenchmark } from '../model/report.ts';
import { isMove } from './benchmarks.ts';
import { formatCount, formatDelta } from './numbers.ts';
import { type Phrase, separated } from './phrase.ts';

type ReportedSite = MeasuredBenchmark['sites'][number];

/** What a site's number is of: by how much a type moved, or how many there are of it. */
interface Share {
  readonly name: string;
  readonly count: number;
  /** The site has this type now and had it not. */
  readonly isNew: boolean;
}

const typesShown = 3;

/**
 * The types that a site's change is of, those that went its way first, largest first: they add up to it. Where nothing is
 * compared, those of its count. None where the types are not known, or not which of them moved.
 */
export function sharesOf(site: ReportedSite, isCompared: boolean): readonly Share[] {
  const { allocates = [], delta } = site;
  if (!isCompared) return allocates.map(({ name, count }) => ({ name, count, isNew: false }));
  const [only, ...others] = allocates;
  if (allocates.some(({ baselineCount }) => baselineCount === undefined)) {
    return only === undefined || others.length > 0 ? [] : [{ name: only.name, count: delta, isNew: false }];
  }
  return allocates
    .map(({ name, count, baselineCount = 0 }) => {
      return { name, count: count - baselineCount, isNew: baselineCount === 0 && site.baselineCount > 0 };
    })
    .filter(({ count }) => isMove(count))
    .toSorted((a, b) => (delta < 0 ? a.count - b.count : b.count - a.count));
}

/** `RequestHead`; of several +10 `RequestHead`, −2 `String storage` and 3 others; empty where it is not known. */
export function allocatedWords(site: ReportedSite, isCompared: boolean): Phrase {
  const shares = sharesOf(site, isCompared);
  const [only, ...others] = shares;
  if (only === undefined) return [];
  if (others.length === 0) return [{ code: only.name }];
  const number = isCompared ? formatDelta : formatCount;
  const shown = shares.slice(0, typesShown);
  const more = shares.length - shown.length;
  const parts = shown.map(({ name, count }): Phrase => [`${number(count)} `, { code: name }]);
  return [...separated(parts), ...(more > 0 ? [` and ${more} more`] : [])];
}

/** `RequestHead` is new; empty where no type of a site that was there is. */
export function newTypeWords(site: ReportedSite): Phrase {
  const [first] = sharesOf(site, true);
  return first?.isNew === true && site.delta > 0 ? [{ code: first.name }, ' is new'] : [];
}
