import type { CallGraph } from '../model/recording.ts';
import { areSitesComparable, type MeasuredBenchmark } from '../model/report.ts';
import { allocatedWords, newTypeWords } from './allocated.ts';
import { attributionLine } from './attribution.ts';
import { type BenchmarkGroups, type ComparedBenchmark, changedBenchmarks } from './benchmarks.ts';
import { code, link } from './escape.ts';
import type { GroupedEnvironment } from './findings.ts';
import type { Lengths, Room } from './fit.ts';
import { flameGraphAnchor } from './flame-graph-anchor.ts';
import { lineUrl } from './links.ts';
import { formatBytes, formatCount, formatDelta, formatQuantity, formatShare } from './numbers.ts';
import { markdownOf, type Phrase } from './phrase.ts';
import { placeOfSite, shortPlace } from './site-line.ts';
import { omission, paragraphs } from './tables.ts';

type ReportedSite = MeasuredBenchmark['sites'][number];
type Stacks = NonNullable<MeasuredBenchmark['stacks']>;

/** From this share of stacks that are lost or nameless on, a list of sites may miss the one that matters. */
const noticeableShare = 0.01;
const callersShown = 3;

/**
 * The sites that grew, then those that shrank, then those that only have another name or place, largest change first, so
 * that they add up to the change; none where it was not recorded.
 */
export function movedSites({ benchmark }: Pick<ComparedBenchmark, 'benchmark'>): readonly ReportedSite[] {
  const rank = ({ delta }: ReportedSite) => (delta > 0 ? 0 : delta < 0 ? 1 : 2);
  return benchmark.sites
    .filter(({ delta, movedFrom }) => delta !== 0 || movedFrom !== undefined)
    .toSorted((a, b) => rank(a) - rank(b) || Math.abs(b.delta) - Math.abs(a.delta));
}

/** The sites to list: those that moved, or, where they cannot be compared with the baseline's, the largest of now. */
export function listedSites(compared: ComparedBenchmark): readonly ReportedSite[] {
  return areSitesCompared(compared) ? movedSites(compared) : compared.benchmark.sites;
}

export function areSitesCompared({ benchmark: { stacks } }: Pick<ComparedBenchmark, 'benchmark'>): boolean {
  return stacks === null || areSitesComparable(stacks);
}

/** What stands above a list of sites, without the benchmark's name. */
export function sitesTitle(compared: ComparedBenchmark): string {
  return areSitesCompared(compared) ? `Call sites that ${movement(compared)}` : 'Call sites, not compared,';
}

/** Which way the sites of {@link movedSites} went. */
export function movement({ benchmark }: Pick<ComparedBenchmark, 'benchmark'>): 'grew' | 'shrank' | 'changed' {
  const isAny = (direction: 1 | -1) => benchmark.sites.some(({ delta }) => delta * direction > 0);
  if (isAny(1) && isAny(-1)) return 'changed';
  return isAny(-1) ? 'shrank' : 'grew';
}

/** The changed benchmarks of which there are sites to list, in the order in which they are shown. */
export function explainedBenchmarks(groups: BenchmarkGroups): readonly ComparedBenchmark[] {
  return changedBenchmarks(groups).filter((compared) => listedSites(compared).length > 0);
}

/** Lists of sites as Markdown, for the benchmarks that moved most; each site leads to its frame in the flame graph. */
export function grownSites(environment: GroupedEnvironment, lengths: Lengths, room: Room): readonly string[] {
  const { groups } = environment;
  const moved = changedBenchmarks(groups);
  const explained = explainedBenchmarks(groups);
  let left = room('sites');
  const sections: string[] = [];
  for (const compared of explained.slice(0, lengths.benchmarksWithSites)) {
    const list = siteList(compared, lengths.sitesPerBenchmark, left, room('callers'), environment);
    left -= Math.min(left, lengths.sitesPerBenchmark, listedSites(compared).length);
    sections.push(list);
  }
  const benchmarksOmitted = explained.length - Math.min(explained.length, lengths.benchmarksWithSites);
  const more =
    benchmarksOmitted > 0
      ? `*Call sites of ${formatQuantity(benchmarksOmitted, 'more benchmark')} are in the job's summary.*`
      : '';
  return [...sections, ...missingStacks(moved), more];
}

function siteList(
  compared: ComparedBenchmark,
  length: number,
  room: number,
  callers: number,
  environment: GroupedEnvironment,
): string {
  const { benchmark } = compared;
  const sites = listedSites(compared);
  const shown = sites.slice(0, Math.min(length, room));
  const title = `**${sitesTitle(compared)}** in ${code(benchmark.name)}, allocations per ${benchmark.unit}:`;
  const isCompared = areSitesCompared(compared);
  const addresses = (site: ReportedSite) => addressesOf(environment, benchmark.name, site);
  const lines = shown.map((site) => `- ${siteLine(site, isCompared, callers, addresses(site))}`);
  const omitted = omission(sites.length - shown.length, 'call site');
  const origins = markdownOf(attributionLine(compared));
  return paragraphs(title, lines.join('\n'), omitted, origins, markdownOf(incompleteness(benchmark)));
}

/** Where a site leads to; null what is not known. */
interface Addresses {
  /** Its frame in the flame graph, below its nearest callers. */
  readonly frame: string | null;
  /** Its line at the head commit. */
  readonly line: string | null;
}

function addressesOf({ report, links }: GroupedEnvironment, benchmark: string, site: ReportedSite): Addresses {
  const { flameGraphUrl } = links;
  const { name, callers } = site;
  const place = placeOfSite(site);
  return {
    frame: flameGraphUrl === null ? null : flameGraphUrl + flameGraphAnchor(benchmark, [...callers.toReversed(), name]),
    line: place === null ? null : lineUrl(links, report, place),
  };
}

/** `**+10** (50 → 60, 3 KiB) RequestHead · Headers.swift:35 in parseHeaders(_:) of App ← runTurn(_:)`, and the line's text. */
function siteLine(site: ReportedSite, isCompared: boolean, room: number, { frame, line }: Addresses): string {
  const { name, module, callers, count, delta, text } = site;
  const number = isCompared ? changeWords(delta) : formatCount(count);
  const moved = frame === null ? number : link(number, frame);
  const remarks = siteRemarks(site, isCompared).map(markdownOf);
  const bracket = remarks.length === 0 ? '' : ` (${remarks.join(', ')})`;
  const place = placeOfSite(site);
  const shown = place === null ? '' : code(shortPlace(place), 100);
  const parts = [markdownOf(allocatedWords(site, isCompared)), line === null ? shown : link(shown, line)];
  const what = parts.filter((part) => part !== '').join(' · ');
  const [before, belongs] = what === '' ? ['', 'in'] : [`${what} in `, 'of'];
  const chain = callers.slice(0, Math.min(callersShown, room)).map((caller) => ` ← ${code(caller, 100)}`);
  // Without room for callers there is none for what stands in the line.
  const source = text === undefined || room === 0 ? '' : `<br>${code(text, 120)}`;
  return `**${moved}**${bracket} ${before}${code(name)} ${belongs} ${code(module, 60)}${chain.join('')}${source}`;
}

/** What is said of a site beside its change: where it came from, what of it is new, and how many bytes it asks for. */
function siteRemarks(site: ReportedSite, isCompared: boolean): readonly Phrase[] {
  const { count, bytes, baselineCount, delta, movedFrom } = site;
  const size: readonly Phrase[] = bytes === null ? [] : [[formatBytes(bytes)]];
  if (!isCompared) return size;
  const counts = `${formatCount(baselineCount)} → ${formatCount(count)}`;
  if (movedFrom !== undefined) {
    return [[`${delta === 0 ? formatCount(count) : counts}, was `, { code: movedFrom.name }], ...size];
  }
  const change: Phrase = [baselineCount === 0 ? 'new' : counts];
  return [change, newTypeWords(site), ...size].filter((remark) => remark.length > 0);
}

/** What stands for a change: nothing changed where a site only has another name or place. */
export function changeWords(delta: number): string {
  return delta === 0 ? 'moved' : formatDelta(delta);
}

/** What the recording missed, and with what it cannot be compared, in words; empty where there is nothing to say. */
export function incompleteness({ stacks }: MeasuredBenchmark): Phrase {
  if (stacks === null) return [];
  const { samples, lost, untrusted, unresolved, callGraph, whyNoLines } = stacks;
  const lostShare = samples + lost === 0 ? 0 : lost / (samples + lost);
  const why = callGraph === 'inside' ? 'are cut' : 'lack callers, for want of frame pointers';
  const remarks = [
    ...(lostShare >= noticeableShare ? [`${formatShare(lostShare)} of the stacks were lost`] : []),
    ...(untrusted >= noticeableShare ? [`${formatShare(untrusted)} ${why}`] : []),
    ...(unresolved >= noticeableShare ? [`${formatShare(unresolved)} hold a frame without a name`] : []),
  ];
  const sentences = [
    ...(remarks.length === 0
      ? []
      : [`These call sites may be incomplete: ${remarks.join(', ')}. The counts are not affected.`]),
    ...(areSitesComparable(stacks) ? [] : [notCompared(stacks)]),
    ...(stacks.recorder?.name === 'perf'
      ? ['What is allocated is not known: only the recorder inside a program sees it.']
      : []),
  ];
  const ours = sentences.join(' ');
  const space = ours === '' || whyNoLines === undefined ? [] : [' '];
  return [...(ours === '' ? [] : [ours]), ...space, ...(whyNoLines === undefined ? [] : [{ prose: whyNoLines }])];
}

function notCompared({ callGraph, baselineCallGraph, naming, baselineNaming }: Stacks): string {
  const byRecorder = (one: CallGraph) => (one === 'inside' ? 'recorded inside the program' : 'recorded by perf');
  const [here, there] =
    baselineCallGraph === undefined
      ? [namedWords[naming ?? 'older'], namedWords[baselineNaming ?? 'older']]
      : [byRecorder(callGraph), byRecorder(baselineCallGraph)];
  return (
    `The call sites of the baseline were ${there}, these ${here}, so they are not compared; ` +
    'the next baseline that is accepted has these.'
  );
}

const namedWords = {
  inlined: 'named with what the compiler had inlined',
  functions: 'named without what the compiler had inlined',
  mixed: 'named with what the compiler had inlined in some runs only',
  older: 'named by an older version',
} as const;

function missingStacks(moved: readonly ComparedBenchmark[]): readonly string[] {
  const regressed = moved.filter(({ benchmark }) => benchmark.verdict === 'regression');
  const unrecorded = regressed.length > 0 && regressed.every(({ benchmark }) => benchmark.stacks === null);
  return unrecorded ? ['Call sites are not known, because no stacks were recorded.'] : [];
}
