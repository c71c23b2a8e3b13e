import { type BenchmarkGroups, type ComparedBenchmark, groupBenchmarks } from './benchmarks.ts';
import { changeIn } from './change-phrase.ts';
import { largestExcess, sourcesOf } from './imported.ts';
import { formatCount, formatQuantity } from './numbers.ts';
import type { Phrase } from './phrase.ts';
import type { MeasuredBenchmark, Report } from './schema.ts';

/**
 * The verdict in one sentence: the worst of it in bold with its largest case, then how many benchmarks say
 * something else, then whether the gate's settings see it otherwise.
 */
export function verdictSentence(report: Report, groups: BenchmarkGroups = groupBenchmarks(report)): Phrase {
  if (report.failure !== null) {
    return [{ strong: 'Allocations could not be measured' }, ': ', { prose: ended(report.failure.message) }];
  }
  const [first, ...rest] = statements(groups, report);
  if (first === undefined) return [{ strong: 'Nothing was measured' }, '.', ...policyOf(report)];
  const gone = report.removed.length;
  const removed = gone > 0 ? [`${gone} ${gone === 1 ? 'is' : 'are'} not measured any more`] : [];
  const others = [...rest.map(({ summary }) => summary), ...removed];
  const tail = others.length > 0 ? [` Besides, ${others.join(', ')}.`] : [];
  return [{ strong: first.claim }, ...first.detail, '.', ...tail, ...policyOf(report)];
}

/** The verdict in a few words of ours, nothing foreign in them: `1 benchmark allocates more, 3 are unchanged`. */
export function verdictWords(report: Report, groups: BenchmarkGroups): string {
  if (report.failure !== null) return 'allocations could not be measured';
  const [first, ...rest] = statements(groups, report);
  return first === undefined ? 'nothing was measured' : [first.claim, ...rest.map(({ summary }) => summary)].join(', ');
}

/** The one sign that stands before the sentence where pictures are shown. */
export function verdictSign(report: Report): '✅' | '⚠️' | '❌' {
  if (!report.passes) return '❌';
  const doubtful = report.benchmarks.some((benchmark) => benchmark.verdict !== 'failed' && benchmark.suspicious);
  return !doubtful && (report.verdict === 'pass' || report.verdict === 'improvement') ? '✅' : '⚠️';
}

/** What to say of a benchmark that fell to almost nothing. */
export function suspicion({ benchmark: { name, total, unit }, baseline }: ComparedBenchmark): Phrase {
  const fall = ` fell from ${formatCount(baseline.total)} to ${formatQuantity(total, 'allocation')} per ${unit}`;
  return [{ code: name }, `${fall}: it probably no longer does its work.`];
}

interface Statement {
  /** In bold, when this is the worst there is to say. */
  readonly claim: string;
  readonly detail: Phrase;
  /** In a few words, when there is worse. */
  readonly summary: string;
}

/** What there is to say about the groups that are not empty, worst first. */
function statements(groups: BenchmarkGroups, report: Report): readonly Statement[] {
  const { failed, regressions, withinLimit, improvements, unchanged, incomparable, withoutBaseline } = groups;
  const { exceeding, within } = groups.imported;
  const all: Statement[] = [];
  const say = (size: number, statement: () => Statement) => {
    if (size > 0) all.push(statement());
  };
  say(failed.length, () => ({
    claim: `${formatQuantity(failed.length, 'benchmark')} could not be measured`,
    detail: nameOf(failed),
    summary: `${failed.length} could not be measured`,
  }));
  say(regressions.length, () => ({
    claim: `${formatQuantity(regressions.length, 'benchmark')} ${regressions.length === 1 ? 'allocates' : 'allocate'} more`,
    detail: largestOf(regressions),
    summary: `${regressions.length} ${regressions.length === 1 ? 'allocates' : 'allocate'} more`,
  }));
  say(exceeding.length, () => ({
    claim: `${formatQuantity(exceeding.length, 'benchmark')} ${exceeding.length === 1 ? 'exceeds its imported threshold' : 'exceed their imported thresholds'}`,
    detail: largestExcess(exceeding),
    summary: `${exceeding.length} ${exceeding.length === 1 ? 'exceeds its imported threshold' : 'exceed their imported thresholds'}`,
  }));
  say(incomparable.length, () => ({
    claim: `${formatQuantity(incomparable.length, 'benchmark')} cannot be compared`,
    detail: differenceOf(incomparable),
    summary: `${incomparable.length} cannot be compared`,
  }));
  say(withoutBaseline.length, () => noBaseline(withoutBaseline, report));
  say(improvements.length, () => ({
    claim: `${formatQuantity(improvements.length, 'benchmark')} ${improvements.length === 1 ? 'allocates' : 'allocate'} less`,
    detail: largestOf(improvements),
    summary: `${improvements.length} ${improvements.length === 1 ? 'allocates' : 'allocate'} less`,
  }));
  say(withinLimit.length, () => ({
    claim: `${formatQuantity(withinLimit.length, 'benchmark')} changed within ${withinLimit.length === 1 ? 'its limit' : 'their limits'}`,
    detail: largestOf(withinLimit),
    summary: `${withinLimit.length} changed within ${withinLimit.length === 1 ? 'its limit' : 'their limits'}`,
  }));
  say(within.length, () => ({
    claim: `${formatQuantity(within.length, 'benchmark')} ${within.length === 1 ? 'is within its imported threshold' : 'are within their imported thresholds'}`,
    detail: [`, from ${sourcesOf(within)}`],
    summary: `${within.length} ${within.length === 1 ? 'is within its imported threshold' : 'are within their imported thresholds'}`,
  }));
  say(unchanged.length, () => ({
    claim: unchanged.length === 1 ? 'Allocations are unchanged' : 'All allocations are unchanged',
    detail: [` in ${formatQuantity(unchanged.length, 'benchmark')}`],
    summary: `${unchanged.length} ${unchanged.length === 1 ? 'is' : 'are'} unchanged`,
  }));
  return all;
}

function noBaseline(benchmarks: readonly MeasuredBenchmark[], report: Report): Statement {
  const { length } = benchmarks;
  const summary = `${length} ${length === 1 ? 'has' : 'have'} no baseline yet`;
  if (report.baselineFile?.exists === true || report.base !== null) {
    const claim = `${formatQuantity(length, 'benchmark')} ${length === 1 ? 'has' : 'have'} no baseline yet`;
    return { claim, detail: nameOf(benchmarks), summary };
  }
  const detail = `: ${formatQuantity(length, 'benchmark')} ${length === 1 ? 'was' : 'were'} measured, with nothing to compare`;
  return { claim: 'There is no baseline yet', detail: [detail], summary };
}

/** `: +1,024 malloc per run in http-requests (+3.1 %, limit +1 %) and 2 others`. */
function largestOf(benchmarks: readonly ComparedBenchmark[]): Phrase {
  const [largest] = benchmarks;
  return largest === undefined ? [] : [': ', ...changeIn(largest), ...andOthers(benchmarks.length - 1)];
}

function nameOf(benchmarks: readonly { readonly name: string }[]): Phrase {
  const [first] = benchmarks;
  return first === undefined ? [] : [': ', { code: first.name }, ...andOthers(benchmarks.length - 1)];
}

function andOthers(count: number): Phrase {
  return count > 0 ? [` and ${formatQuantity(count, 'other')}`] : [];
}

/** `: the baseline's swift is 6.2.1, this is 6.3.0`. */
function differenceOf(benchmarks: readonly MeasuredBenchmark[]): Phrase {
  const difference = benchmarks.flatMap(({ differences }) => differences)[0];
  if (difference === undefined) return nameOf(benchmarks);
  const { field, baseline, measured } = difference;
  return [
    ': the baseline was measured with ',
    { code: field },
    ' ',
    { code: baseline },
    ', this with ',
    { code: measured },
  ];
}

/** Said only where the verdict alone does not tell whether the gate is open. */
export function policyOf({ verdict, passes }: Pick<Report, 'verdict' | 'passes'>): Phrase {
  switch (verdict) {
    case 'pass':
    case 'improvement':
      return passes ? [] : [" This gate's settings fail it all the same."];
    case 'regression':
    case 'failed':
      return passes ? [" This gate's settings let it pass."] : [];
    case 'no-baseline':
    case 'incomparable':
      return [passes ? ' This does not fail the check.' : ' This fails the check.'];
  }
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence.trim()) ? sentence : `${sentence.trim()}.`;
}
