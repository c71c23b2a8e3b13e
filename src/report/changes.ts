import { displayName, functionsInTotal } from '../model/counts.ts';
import type { MeasuredBenchmark, Report } from '../model/report.ts';
import { type ComparedBenchmark, changedFunctions, decidingMove, groupBenchmarks, isMove } from './benchmarks.ts';
import { limitWords } from './limit-words.ts';
import { formatCount, formatDelta, formatPercent, formatQuantity } from './numbers.ts';
import type { Phrase } from './phrase.ts';

/** One row of the table of changes, its numbers written out. */
export interface Change {
  /** `total` or the function, as people write it. */
  readonly quantity: string;
  readonly baseline: string;
  readonly now: string;
  readonly delta: string;
  /** Empty where the baseline is 0. */
  readonly percent: string;
  /** Empty where the quantity has no limit of its own. */
  readonly limit: string;
  /** Whether the verdict on the benchmark is about this row. */
  readonly decides: boolean;
}

/** The rows of one benchmark: its total, then the functions that moved. */
export function changesOf(compared: ComparedBenchmark): readonly Change[] {
  return unwrittenChangesOf(compared).map((write) => write());
}

/** As {@link changesOf}, each row written out when it is asked for: of very many there is room for few. */
export function unwrittenChangesOf(compared: ComparedBenchmark): readonly (() => Change)[] {
  const { benchmark, baseline, delta } = compared;
  const deciding = benchmark.decidedBy;
  const total = (): Change => ({
    quantity: benchmark.unit === 'iteration' ? 'total per iteration' : 'total',
    ...numbers(baseline.total, benchmark.total, delta.total),
    limit: limitWords(benchmark, 'total'),
    decides: deciding === 'total',
  });
  const functions = changedFunctions(compared).map(
    (name) => (): Change => ({
      quantity: displayName(name),
      ...numbers(baseline.counts[name], benchmark.counts[name], delta[name]),
      limit: name === 'realloc' && deciding === 'realloc' ? limitWords(benchmark, 'realloc') : '',
      decides: name === deciding,
    }),
  );
  return [total, ...functions];
}

function numbers(baseline: number, now: number, delta: number) {
  return {
    baseline: formatCount(baseline),
    now: formatCount(now),
    delta: formatDelta(delta),
    percent: formatPercent(delta, baseline) ?? '',
  };
}

/** `+1,024 malloc per run in http-requests (+3.1 %, limit +1 %)`. */
export function changeIn(compared: ComparedBenchmark): Phrase {
  const { benchmark, baseline } = compared;
  const deciding = benchmark.decidedBy;
  if (deciding === 'site') return siteBeyondLimit(compared);
  const move = decidingMove(compared);
  if (!isMove(move)) {
    return [`the same number of allocations per ${benchmark.unit}, by other functions, in `, { code: benchmark.name }];
  }
  const before = deciding === 'total' ? baseline.total : baseline.counts.realloc;
  const limit = benchmark.verdict === 'improvement' ? [] : [`limit ${limitWords(benchmark, deciding)}`];
  const remarks = [formatPercent(move, before) ?? 'from 0', ...limit];
  return [
    `${formatDelta(move)} `,
    ...quantityOf(compared),
    ` per ${benchmark.unit} in `,
    { code: benchmark.name },
    ` (${remarks.join(', ')})`,
  ];
}

/** `+10 allocations per iteration in log(_:) of http-requests (limit of each call site 0)`. */
function siteBeyondLimit({ benchmark: { name, unit, limit, siteBeyondLimit: site } }: ComparedBenchmark): Phrase {
  if (site === undefined) return [{ code: name }];
  return [
    `${formatDelta(site.delta)} ${Math.abs(site.delta) === 1 ? 'allocation' : 'allocations'} per ${unit} in `,
    ...[{ code: site.name }, ' of ', { code: name }, ` (limit of each call site ${formatDelta(limit.site ?? 0)})`],
  ];
}

/** The function by name where it alone moved the total, else what its calls are. */
function quantityOf(compared: ComparedBenchmark): Phrase {
  const { benchmark, delta } = compared;
  if (benchmark.decidedBy === 'realloc') return [{ code: 'realloc' }, ' of existing blocks'];
  const only = functionsInTotal(benchmark.measurement.totalIncludes).filter((name) => isMove(delta[name]));
  const [name] = only;
  if (only.length !== 1 || name === undefined || name === 'realloc_null' || isMove(delta[name] - delta.total)) {
    return [Math.abs(delta.total) === 1 ? 'allocation' : 'allocations'];
  }
  return [{ code: name }];
}

/** A sentence for each benchmark that leaves more or fewer blocks unfreed than before, in the table's order. */
export function unfreedLines(report: Report): readonly Phrase[] {
  const { regressions, withinLimit, improvements, unchanged } = groupBenchmarks(report);
  return [...regressions, ...withinLimit, ...improvements, ...unchanged].flatMap(({ benchmark }) =>
    unfreedLine(benchmark, report),
  );
}

function unfreedLine(
  { name, unit, unfreed, baselineLine }: MeasuredBenchmark,
  { base }: Pick<Report, 'base'>,
): readonly Phrase[] {
  if (unfreed === undefined || unfreed.baseline === null || unfreed.change === null) return [];
  const { allocated, freed, baseline, change } = unfreed;
  if (change === 0) return [];
  const moved = `${formatQuantity(Math.abs(change), 'block')} ${change > 0 ? 'more' : 'fewer'} per ${unit}`;
  const now = `${formatCount(allocated)} allocated, ${formatCount(freed)} freed`;
  const before = `${formatCount(baseline.allocated)} and ${formatCount(baseline.freed)}`;
  // Without a line in the committed file, the numbers are those of the base commit.
  const reference = base !== null && baselineLine === null ? 'base commit' : 'baseline';
  return [[{ code: name }, ` leaves ${moved} unfreed than the ${reference}: ${now} (${reference}: ${before}).`]];
}

/**
 * A sentence for each benchmark whose runs differ by so much that one allocation more in an iteration, or in two hundred
 * of a run, could not have been told from noise, at any call site or at those that vary.
 */
export function noiseLines(report: Report): readonly Phrase[] {
  return report.benchmarks.flatMap((benchmark): readonly Phrase[] => {
    if (benchmark.verdict === 'failed' || benchmark.delta === null) return [];
    const { name, unit, total, resolution, comparedBy } = benchmark;
    if (resolution < (unit === 'iteration' ? 1 : Math.max(1, total / 200))) return [];
    const less = `what changes by less than ${formatQuantity(resolution, 'allocation')} per ${unit} is taken for noise`;
    const words =
      comparedBy === 'totals'
        ? ` differ: ${less}.`
        : ` differ at some call sites: there, ${less}. The others are compared exactly.`;
    return [['The runs of ', { code: name }, words]];
  });
}
