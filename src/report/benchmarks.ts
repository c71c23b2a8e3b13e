import { isChanged } from '../judge/compare.ts';
import { type AllocationFunction, allocationFunctions } from '../model/counted-functions.ts';
import type { CountsAndTotal } from '../model/measurement.ts';
import type { BenchmarkReport, FailedBenchmark, MeasuredBenchmark, Report } from '../model/report.ts';

/** A benchmark with something to compare it with. */
export interface ComparedBenchmark {
  readonly benchmark: MeasuredBenchmark;
  readonly baseline: NonNullable<MeasuredBenchmark['baseline']>;
  readonly delta: CountsAndTotal;
}

/** A benchmark that was compared with a threshold imported from another tool: its total alone. */
export interface ImportedBenchmark {
  readonly benchmark: MeasuredBenchmark;
  readonly imported: NonNullable<MeasuredBenchmark['imported']>;
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
  /** Above its imported threshold by more than the limit. */
  readonly exceeding: readonly ImportedBenchmark[];
  readonly withinThreshold: readonly ImportedBenchmark[];
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
  const imported = measured
    .flatMap((benchmark) => (benchmark.imported === undefined ? [] : [{ benchmark, imported: benchmark.imported }]))
    .toSorted((a, b) => byName(a.benchmark, b.benchmark));
  const passing = changed.filter(({ benchmark }) => benchmark.verdict === 'pass');
  return {
    failed: report.benchmarks.filter((benchmark) => benchmark.verdict === 'failed').toSorted(byName),
    regressions: changed.filter(({ benchmark }) => benchmark.verdict === 'regression'),
    withinLimit: passing.filter(hasChange),
    improvements: changed.filter(({ benchmark }) => benchmark.verdict === 'improvement'),
    unchanged: passing.filter((each) => !hasChange(each)),
    incomparable: measured.filter(({ verdict }) => verdict === 'incomparable').toSorted(byName),
    withoutBaseline: measured.filter(({ verdict }) => verdict === 'no-baseline').toSorted(byName),
    exceeding: imported.filter(({ benchmark }) => benchmark.verdict === 'regression'),
    withinThreshold: imported.filter(({ benchmark }) => benchmark.verdict !== 'regression'),
  };
}

/** The compared benchmarks in which a count moved, regressions first. */
export function changedBenchmarks(groups: BenchmarkGroups): readonly ComparedBenchmark[] {
  return [...groups.regressions, ...groups.withinLimit, ...groups.improvements];
}

/** The benchmarks that were compared with imported thresholds, those above them first. */
export function importedBenchmarks({ exceeding, withinThreshold }: BenchmarkGroups): readonly ImportedBenchmark[] {
  return [...exceeding, ...withinThreshold];
}

/** Whether any count of a benchmark differs from what it was compared with. */
export function hasMoved(benchmark: BenchmarkReport): boolean {
  return benchmark.verdict !== 'failed' && benchmark.delta !== null && isChanged(benchmark);
}

/** The functions whose count moved, in the order in which functions are shown. */
export function changedFunctions({ delta }: ComparedBenchmark): readonly AllocationFunction[] {
  return allocationFunctions.filter((name) => isMove(delta[name]));
}

/** By how much the number moved that the verdict is about. */
export function decidingMove({ benchmark, delta }: ComparedBenchmark): number {
  const { decidedBy, siteBeyondLimit } = benchmark;
  return decidedBy === 'site' ? (siteBeyondLimit?.delta ?? 0) : delta[decidedBy];
}

/** Counts per iteration are quotients: their difference may be off by this without any allocation more or less. */
const rounding = 1e-9;

/** Whether a delta is more than rounding. */
export function isMove(delta: number): boolean {
  return Math.abs(delta) > rounding;
}

function hasChange({ benchmark }: ComparedBenchmark): boolean {
  return isChanged(benchmark);
}

function largestChangeFirst(a: ComparedBenchmark, b: ComparedBenchmark): number {
  return Math.abs(decidingMove(b)) - Math.abs(decidingMove(a)) || byName(a.benchmark, b.benchmark);
}

function byName(a: BenchmarkReport, b: BenchmarkReport): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
