import { attributionLine } from './attribution-line.ts';
import { type BenchmarkGroups, type ComparedBenchmark, changedBenchmarks } from './benchmarks.ts';
import { code, link } from './escape.ts';
import type { Lengths, Room } from './fit.ts';
import { flameGraphAnchor } from './flame-graph/anchor.ts';
import { formatBytes, formatCount, formatDelta, formatQuantity, formatShare } from './numbers.ts';
import { markdownOf } from './phrase.ts';
import type { MeasuredBenchmark } from './schema.ts';
import { omission } from './table.ts';

type ReportedSite = MeasuredBenchmark['sites'][number];

/** From this share of stacks that are lost or nameless on, a list of sites may miss the one that matters. */
const noticeableShare = 0.01;
const callersShown = 3;

/** The sites that grew (of an improvement: that shrank), largest change first; none where it was not recorded. */
export function movedSites({ benchmark, delta }: ComparedBenchmark): readonly ReportedSite[] {
  const direction = directionOf(benchmark, delta.total);
  return benchmark.sites
    .filter((site) => site.delta * direction > 0)
    .toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
}

/** Which way the sites of {@link movedSites} went. */
export function movement({ benchmark, delta }: ComparedBenchmark): 'grew' | 'shrank' {
  return directionOf(benchmark, delta.total) > 0 ? 'grew' : 'shrank';
}

/** The changed benchmarks of which some site is known that moved, in the order in which they are shown. */
export function explainedBenchmarks(groups: BenchmarkGroups): readonly ComparedBenchmark[] {
  return changedBenchmarks(groups).filter(({ benchmark, delta }) => {
    const direction = directionOf(benchmark, delta.total);
    return benchmark.sites.some((site) => site.delta * direction > 0);
  });
}

/** Lists of sites as Markdown, for the benchmarks that moved most; each site leads to its frame in the flame graph. */
export function grownSites(
  groups: BenchmarkGroups,
  lengths: Lengths,
  room: Room,
  flameGraphUrl: string | null,
): readonly string[] {
  const moved = changedBenchmarks(groups);
  const explained = explainedBenchmarks(groups);
  let left = room.sites;
  const sections: string[] = [];
  for (const compared of explained.slice(0, lengths.benchmarksWithSites)) {
    const list = siteList(compared, lengths.sitesPerBenchmark, left, room.callers, flameGraphUrl);
    left -= Math.min(left, lengths.sitesPerBenchmark, movedSites(compared).length);
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
  flameGraphUrl: string | null,
): string {
  const { benchmark } = compared;
  const sites = movedSites(compared);
  const shown = sites.slice(0, Math.min(length, room));
  const title = `**Call sites that ${movement(compared)}** in ${code(benchmark.name)}, allocations per ${benchmark.unit}:`;
  const lines = shown.map((site) => `- ${siteLine(site, callers, frameAddress(flameGraphUrl, benchmark.name, site))}`);
  const omitted = omission(sites.length - shown.length, 'call site');
  const origins = markdownOf(attributionLine(compared));
  return [title, lines.join('\n'), omitted, origins, incompleteness(benchmark)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Where the flame graph shows the site, below its nearest callers; null without a flame graph. */
function frameAddress(flameGraphUrl: string | null, benchmark: string, { name, callers }: ReportedSite): string | null {
  return flameGraphUrl === null ? null : flameGraphUrl + flameGraphAnchor(benchmark, [...callers.toReversed(), name]);
}

function siteLine(
  { name, module, callers, count, bytes, delta, baselineCount }: ReportedSite,
  room: number,
  address: string | null,
): string {
  const moved = address === null ? formatDelta(delta) : link(formatDelta(delta), address);
  const size = bytes === null ? '' : `, ${formatBytes(bytes)}`;
  const before = baselineCount === 0 ? 'new' : `${formatCount(baselineCount)} → ${formatCount(count)}`;
  const chain = callers.slice(0, Math.min(callersShown, room)).map((caller) => ` ← ${code(caller, 100)}`);
  return `**${moved}** (${before}${size}) ${code(name)} in ${code(module, 60)}${chain.join('')}`;
}

/** What the recording missed, in words; empty where it missed next to nothing. */
export function incompleteness({ stacks }: MeasuredBenchmark): string {
  if (stacks === null) return '';
  const { samples, lost, untrusted, unresolved } = stacks;
  const lostShare = samples + lost === 0 ? 0 : lost / (samples + lost);
  const remarks = [
    ...(lostShare >= noticeableShare ? [`${formatShare(lostShare)} of the stacks were lost`] : []),
    ...(untrusted >= noticeableShare ? [`${formatShare(untrusted)} lack callers, for want of frame pointers`] : []),
    ...(unresolved >= noticeableShare ? [`${formatShare(unresolved)} hold a frame without a name`] : []),
  ];
  return remarks.length > 0
    ? `These call sites may be incomplete: ${remarks.join(', ')}. The counts are not affected.`
    : '';
}

function missingStacks(moved: readonly ComparedBenchmark[]): readonly string[] {
  const regressed = moved.filter(({ benchmark }) => benchmark.verdict === 'regression');
  const unrecorded = regressed.length > 0 && regressed.every(({ benchmark }) => benchmark.stacks === null);
  return unrecorded ? ['Call sites are not known, because no stacks were recorded.'] : [];
}

function directionOf({ verdict }: MeasuredBenchmark, totalDelta: number): 1 | -1 {
  return verdict !== 'regression' && totalDelta < 0 ? -1 : 1;
}
