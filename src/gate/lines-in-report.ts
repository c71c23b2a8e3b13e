import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageMeasurement } from '../measure/measure-package.ts';
import type { AllocatedType, NamedStack, Recording } from '../model/recording.ts';
import type { MeasuredBenchmark, Report } from '../model/report.ts';
import { mostLines } from '../model/report.ts';
import { mainLine, placeOfSite } from '../report/site-line.ts';
import { addTypes } from '../stacks/allocated-types.ts';
import { siteFrame, siteKey } from '../stacks/sites.ts';
import { storedName } from '../system/git.ts';
import type { Run } from '../system/process.ts';

type ReportedSite = MeasuredBenchmark['sites'][number];

/** The report with the lines of its sites, as they were recorded. */
export function withLines(report: Report, { benchmarks }: PackageMeasurement): Report {
  const recordings = new Map(
    benchmarks.flatMap((outcome) =>
      outcome.outcome === 'measured' && outcome.recording !== null
        ? [[outcome.benchmark.name, outcome.recording] as const]
        : [],
    ),
  );
  return mapSites(report, ({ name }) => {
    const recording = recordings.get(name);
    if (recording === undefined) return (site) => site;
    const lines = linesOfSites(recording);
    return (site) => {
      const known = lines.get(siteKey(site)) ?? [];
      return known.length === 0 ? site : withMainLine(site, known);
    };
  });
}

/** The report with the lines that another report has of the same sites: they are the same recording. */
export function withLinesOf(report: Report, recorded: Report): Report {
  return mapSites(report, ({ name }) => {
    const same = recorded.benchmarks.find((one) => one.name === name);
    const known = new Map(
      same === undefined || same.verdict === 'failed' ? [] : same.sites.map((site) => [siteKey(site), site]),
    );
    return (site) => {
      const { lines, text, file, line } = known.get(siteKey(site)) ?? {};
      if (lines === undefined) return site;
      const chosen = withMainLine(site, lines);
      return text !== undefined && chosen.file === file && chosen.line === line ? { ...chosen, text } : chosen;
    };
  });
}

function mapSites(
  report: Report,
  mapper: (benchmark: MeasuredBenchmark) => (site: ReportedSite) => ReportedSite,
): Report {
  const benchmarks = report.benchmarks.map((one) =>
    one.verdict === 'failed' ? one : { ...one, sites: one.sites.map(mapper(one)) },
  );
  return { ...report, benchmarks };
}

type ReportedLines = NonNullable<ReportedSite['lines']>;

function withMainLine(site: ReportedSite, lines: ReportedLines): ReportedSite {
  return { ...site, ...mainLine({ ...site, lines }), lines: lines.slice(0, mostLines) };
}

/**
 * The lines at which sites allocate, by {@link siteKey}: a line once for each type, counts per unit, those of a site with
 * the largest count first.
 */
function linesOfSites({ stacks, units }: Recording): ReadonlyMap<string, ReportedLines> {
  const bySite = new Map<string, NamedStack['types'][]>();
  for (const { frames, types } of stacks) {
    const key = siteKey(siteFrame(frames));
    const known = bySite.get(key);
    if (known === undefined) bySite.set(key, [types]);
    else known.push(types);
  }
  return new Map(
    Array.from(bySite, ([key, all]) => {
      const types = addTypes(all.flatMap((each) => each ?? []));
      return [key, types.flatMap((one) => reportedLine(one, units) ?? [])];
    }),
  );
}

/** Blocks of one type that are allocated at one line; null where the line is not known. */
function reportedLine({ name, line, count }: AllocatedType, units: number): ReportedLines[number] | null {
  if (line === null) return null;
  return {
    file: line.file,
    ...(line.package === null ? {} : { package: line.package }),
    line: line.line,
    ...(name === null ? {} : { type: name }),
    count: count / units,
  };
}

/** What is looked at of each benchmark: more sites are not shown in a comment. */
const sitesLookedAt = 5;
const filesLookedAt = 50;
/** A source file of more is made by a program. */
const largestFile = 4 * 1024 * 1024;
const longestText = 200;

/** By path, the SHA-1 by which git calls what the head commit has of files; null where nobody can tell. */
export type BlobsAtHead = (files: readonly string[]) => Promise<ReadonlyMap<string, string> | null>;

/** What is needed to look at source files. */
export interface SourceTree {
  readonly repository: string;
  readonly run: Run;
  readonly blobsAtHead: BlobsAtHead;
}

/** The report with the text of the lines that it shows, and with the files that are the same at the head commit. */
export async function withSources(report: Report, { repository, run, blobsAtHead }: SourceTree): Promise<Report> {
  const shown = report.benchmarks
    .flatMap((one) => (one.verdict === 'failed' ? [] : one.sites.filter(isChanged).slice(0, sitesLookedAt)))
    .flatMap((site) => placeOfSite(site) ?? [])
    .filter((place) => place.package === undefined);
  const files = [...new Set(shown.map(({ file }) => file))].slice(0, filesLookedAt);
  if (files.length === 0) return report;
  const texts = new Map<string, readonly string[]>();
  for (const file of files) texts.set(file, await readLines(join(repository, file)));
  const atHead = await blobsAtHead(files);
  const filesAtHead: string[] = [];
  for (const file of atHead === null ? [] : files) {
    const blob = atHead?.get(file);
    if (blob !== undefined && blob === (await storedName(run, repository, file))) filesAtHead.push(file);
  }
  const withText = mapSites(report, () => (site) => {
    const place = isChanged(site) ? placeOfSite(site) : null;
    const lines = place === null || place.package !== undefined ? undefined : texts.get(place.file);
    const text = lines?.[(place?.line ?? 0) - 1]?.trim().slice(0, longestText) ?? '';
    return text === '' ? site : { ...site, text };
  });
  return atHead === null ? withText : { ...withText, filesAtHead };
}

function isChanged({ delta, movedFrom }: ReportedSite): boolean {
  return delta !== 0 || movedFrom !== undefined;
}

async function readLines(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile() || found.size > largestFile) return [];
  return (await readFile(path, 'utf8').catch(() => '')).split('\n');
}
