import { type AllocationFunction, allocationFunctions } from '../baseline/counts.ts';
import { type ImportedGroups, importedBenchmarks } from './imported.ts';
import type { BenchmarkReport, FailedBenchmark, MeasuredBenchmark, Report } from './schema.ts';

type Quantities = NonNullable<MeasuredBenchmark['delta']>;

/** A benchmark with something to compare it with. */
export interface ComparedBenchmark {
  readonly benchmark: MeasuredBenchmark;
  readonly baseline: NonNullable<MeasuredBenchmark['baseline']>;
  readonly delta: Quantities;
}

/** The report's benchmarks by what there is to say about them, each group in the order in which it is shown. */
export interface BenchmarkGroups {
  readonly failed: readonly FailedBenchmark[];
  readonly regressions: readonly ComparedBenchmark[];
  /** A count moved, but not past its limit. */
  readonly withinLimit: readonly ComparedBenchmark[];
  readonly improvements: readonly ComparedBenchmark[];
  readonly unchanged: readonly ComparedBenchmark[];
  readonly incomparable: readonly MeasuredBenchmark[];
  readonly withoutBaseline: readonly MeasuredBenchmark[];
  /** Compared with a threshold imported from another tool. */
  readonly imported: ImportedGroups;
}

/** Groups and orders the benchmarks: the largest change first, equal ones by name. */
export function groupBenchmarks(report: Report): BenchmarkGroups {
  const measured = report.benchmarks.filter((benchmark) => benchmark.verdict !== 'failed');
  const compared = measured.flatMap((benchmark) => {
    const { verdict, baseline, delta } = benchmark;
    if (verdict === 'incomparable' || verdict === 'no-baseline' || baseline === null || delta === null) return [];
    return [{ benchmark, baseline, delta }];
  });
  const changed = compared.toSorted(largestChangeFirst);
  const passing = changed.filter(({ benchmark }) => benchmark.verdict === 'pass');
  return {
    failed: report.benchmarks.filter((benchmark) => benchmark.verdict === 'failed').toSorted(byName),
    regressions: changed.filter(({ benchmark }) => benchmark.verdict === 'regression'),
    withinLimit: passing.filter(hasChange),
    improvements: changed.filter(({ benchmark }) => benchmark.verdict === 'improvement'),
    unchanged: passing.filter((each) => !hasChange(each)),
    incomparable: measured.filter(({ verdict }) => verdict === 'incomparable').toSorted(byName),
    withoutBaseline: measured.filter(({ verdict }) => verdict === 'no-baseline').toSorted(byName),
    imported: importedBenchmarks(report),
  };
}

/** The compared benchmarks in which a count moved, regressions first. */
export function changedBenchmarks(groups: BenchmarkGroups): readonly ComparedBenchmark[] {
  return [...groups.regressions, ...groups.withinLimit, ...groups.improvements];
}

/** Whether any count of a benchmark differs from what it was compared with. */
export function hasMoved(benchmark: BenchmarkReport): boolean {
  return benchmark.verdict !== 'failed' && Object.values(benchmark.delta ?? {}).some((delta) => delta !== 0);
}

/** The functions whose count moved, in the order in which functions are shown. */
export function changedFunctions({ delta }: ComparedBenchmark): readonly AllocationFunction[] {
  return allocationFunctions.filter((name) => isMove(delta[name]));
}

/**
 * What the verdict on a benchmark is about: `realloc` of existing blocks where only that moved past what is
 * allowed (it makes no new block, so it is not in the total), else the total.
 */
export function decidingQuantity({ benchmark, baseline, delta }: ComparedBenchmark): 'total' | 'realloc' {
  switch (benchmark.verdict) {
    case 'regression':
      return delta.total > (benchmark.allowed ?? 0) + rounding || delta.realloc <= 0 ? 'total' : 'realloc';
    case 'improvement':
      return -delta.total > baseline.spread.total + rounding || delta.realloc >= 0 ? 'total' : 'realloc';
    default:
      return 'total';
  }
}

/** Counts per iteration are quotients: their difference may be off by this without any allocation more or less. */
const rounding = 1e-9;

/** Whether a delta is more than rounding. */
export function isMove(delta: number): boolean {
  return Math.abs(delta) > rounding;
}

function hasChange(compared: ComparedBenchmark): boolean {
  return isMove(compared.delta.total) || changedFunctions(compared).length > 0;
}

function largestChangeFirst(a: ComparedBenchmark, b: ComparedBenchmark): number {
  const change = (compared: ComparedBenchmark) => Math.abs(compared.delta[decidingQuantity(compared)]);
  return change(b) - change(a) || byName(a.benchmark, b.benchmark);
}

function byName(a: BenchmarkReport, b: BenchmarkReport): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
