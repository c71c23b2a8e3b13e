import { isDeepStrictEqual } from 'node:util';
import { gitBlob } from '../baseline/file.ts';
import { parseCanonicalBaseline } from '../baseline/parse-text.ts';
import { undoDiff } from '../baseline/unified-diff.ts';
import { isChanged, judgeChange, judgeTotal, numbersOf } from '../judge/compare.ts';
import { type Baseline, benchmarkIn } from '../model/baseline.ts';
import { totalOf } from '../model/counts.ts';
import { UsageError } from '../model/errors.ts';
import { perUnit } from '../model/measurement.ts';
import { isOpen } from '../model/policy.ts';
import type { MeasuredBenchmark, Report } from '../model/report.ts';
import { worstVerdict } from '../model/verdict.ts';

/**
 * Where a report contradicts itself, as the end of a sentence; null where it does not. Nobody can say from a report
 * alone whether its numbers are true. But the verdict must follow from them, and what is to be accepted must be they.
 */
export function contradictionIn(report: Report): string | null {
  const { verdict, passes, failure, benchmarks, policy, removed } = report;
  const verdicts = benchmarks.map((benchmark) => benchmark.verdict);
  if (verdict !== (failure === null ? worstVerdict(verdicts) : 'failed')) {
    return 'its verdict is not that of its benchmarks';
  }
  const measured = benchmarks.filter((benchmark) => benchmark.verdict !== 'failed');
  const anyChange = removed.length > 0 || measured.some((one) => one.delta !== null && isChanged(one));
  const mayPass = verdict !== 'failed' && isOpen({ verdicts, anyChange, baselineRemoved: false }, policy);
  if (passes && !mayPass) return 'it passes against its own settings';
  if (new Set(benchmarks.map(({ name }) => name)).size < benchmarks.length) return 'a benchmark is there twice';
  if (!measured.every(followsFrom)) return 'a verdict does not follow from its numbers';
  return candidateProblem(report, measured);
}

/** People accept the candidate by what they see of the report: it must be that report's baseline, and its diff the true one. */
function candidateProblem({ candidate, baselineFile }: Report, measured: readonly MeasuredBenchmark[]): string | null {
  if (candidate === null) return null;
  const { path, text, diff } = candidate;
  if (!/(^|\/)swift-[\w.+-]+\.json$/.test(path)) return 'its baseline has a name that no baseline has';
  if (path !== baselineFile?.path) return 'its baseline is for another file than the one it was compared with';
  const baseline = readCanonical(text);
  if (baseline === null) return 'its baseline is none, or not as the gate writes one';
  const isOfReport = (benchmark: MeasuredBenchmark) => {
    const accepted = benchmarkIn(baseline, benchmark.name);
    if (accepted === undefined || !isDeepStrictEqual(accepted.workload, benchmark.workload)) return false;
    if (isDeepStrictEqual(accepted.measurement, benchmark.measurement)) return true;
    // What did not change stays as it was.
    const { verdict, baseline: before } = benchmark;
    const { counts, total, noise } = perUnit(accepted.measurement);
    return verdict === 'pass' && before !== null && !isChanged(benchmark) && areNear(before, { counts, total, noise });
  };
  if (!measured.every(isOfReport)) return 'its baseline has other numbers than it shows';
  if (diff === null) return null;
  const before = undoDiff(path, diff, text);
  const blob = before === null || before === undefined ? null : gitBlob(Buffer.from(before));
  return before !== undefined && blob === baselineFile.blob ? null : 'its diff is not that of its baseline';
}

function readCanonical(text: string): Baseline | null {
  try {
    return parseCanonicalBaseline(text, 'the baseline');
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

/** Whether a benchmark's verdict is the one that its measurement, its baseline (or imported threshold) and its limit give. */
function followsFrom(benchmark: MeasuredBenchmark): boolean {
  const { verdict, measurement, counts, total, noise, baseline, delta, decidedBy, allowed, limit } = benchmark;
  const { imported } = benchmark;
  if (measurement.unit === 'iteration' && measurement.from.iterations >= measurement.to.iterations) return false;
  const now = perUnit(measurement);
  if (measurement.unit !== benchmark.unit || !areNear(now, { counts, total, noise })) return false;
  if (!isOfItsRuns(benchmark)) return false;
  if (imported !== undefined) {
    const judged = judgeTotal(total, imported.total, limit);
    return baseline === null && areNear(judged, { verdict, delta: imported.delta, decidedBy, allowed });
  }
  if (baseline === null || delta === null)
    return allowed === null && (verdict === 'no-baseline' || verdict === 'incomparable');
  // What differs in a field cannot be compared.
  if (benchmark.differences.length > 0) return false;
  const bySites = benchmark.comparedBy === 'sites' ? changeOfSites(benchmark) : null;
  const judged = judgeChange(numbersOf(benchmark, baseline.runs), baseline, limit, bySites);
  if (decidedBy !== 'site') return areNear(judged, { verdict, delta, decidedBy, allowed });
  return judged.verdict !== 'regression' && isBeyondSiteLimit(benchmark) && areNear(judged, { delta, allowed });
}

/** Whether the call site that is said to exceed the limit of call sites does. */
function isBeyondSiteLimit({ verdict, siteBeyondLimit, sites, limit }: MeasuredBenchmark): boolean {
  const { name, module, delta } = siteBeyondLimit ?? { name: '', module: '', delta: 0 };
  const isThere = sites.some((site) => site.name === name && site.module === module && site.delta === delta);
  return verdict === 'regression' && isThere && limit.site !== undefined && delta > limit.site;
}

/** What the sites changed by; not a number where one of them changed by something else than the difference of its counts. */
function changeOfSites({ sites, unmatched }: MeasuredBenchmark): number {
  return sites.reduce((sum, { count, baselineCount, delta }) => {
    return delta === 0 || isNear(delta, count - baselineCount) ? sum + delta : Number.NaN;
  }, unmatched?.delta ?? 0);
}

/** Whether the total at each number of iterations is one that lies among its single runs. */
function isOfItsRuns({ measurement, singleRuns }: MeasuredBenchmark): boolean {
  const levels =
    measurement.unit === 'run' ? [{ ...measurement, iterations: null }] : [measurement.from, measurement.to];
  return (
    levels.length === singleRuns.length &&
    levels.every(({ iterations, total }, index) => {
      const runs = singleRuns[index];
      const totals = runs?.counts.map((counts) => totalOf(counts, measurement.totalIncludes)) ?? [];
      return runs?.iterations === iterations && Math.min(...totals) <= total && total <= Math.max(...totals);
    })
  );
}

/** Whether all that the second value has is in the first too, but for the rounding of numbers. */
function areNear(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return isNear(a, b);
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b;
  return Object.entries(b).every(([key, one]: [string, unknown]) => areNear(Reflect.get(a, key), one));
}

/** Equal but for the rounding of fractions per iteration. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}
