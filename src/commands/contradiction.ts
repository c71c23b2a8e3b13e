import { isDeepStrictEqual } from 'node:util';
import { parseCanonicalBaseline } from '../baseline/canonical-text.ts';
import { isChanged, judgeChange } from '../baseline/compare.ts';
import { judgeTotal } from '../baseline/compare-imported.ts';
import { gitBlob } from '../baseline/git-blob.ts';
import { perUnit } from '../baseline/measurement.ts';
import { isOpen } from '../baseline/policy.ts';
import { type Baseline, benchmarkIn } from '../baseline/schema.ts';
import { undoDiff } from '../baseline/unified-diff.ts';
import { worstVerdict } from '../baseline/verdict.ts';
import { UsageError } from '../errors.ts';
import type { MeasuredBenchmark, Report } from '../report/schema.ts';

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
  const isOfReport = ({ name, measurement }: MeasuredBenchmark) =>
    isDeepStrictEqual(benchmarkIn(baseline, name)?.measurement, measurement);
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
  const { verdict, measurement, counts, total, spread, baseline, delta, limit, imported } = benchmark;
  if (measurement.unit === 'iteration' && measurement.from.iterations >= measurement.to.iterations) return false;
  const now = perUnit(measurement);
  if (measurement.unit !== benchmark.unit || !areNear(now, { counts, total, spread })) return false;
  if (imported !== undefined) {
    const judged = judgeTotal(total, imported.total, limit);
    return baseline === null && judged.verdict === verdict && isNear(judged.delta, imported.delta);
  }
  if (baseline === null || delta === null) return verdict === 'no-baseline' || verdict === 'incomparable';
  const judged = judgeChange(now, baseline, limit);
  return judged.verdict === verdict && areNear(judged.delta, delta);
}

/** Whether all numbers of two values of the same form are equal but for rounding. */
function areNear(a: object, b: object): boolean {
  return Object.entries(a).every(([key, one]: [string, unknown]) => {
    const other: unknown = Reflect.get(b, key);
    if (typeof one === 'number' && typeof other === 'number') return isNear(one, other);
    return (
      typeof one === 'object' && one !== null && typeof other === 'object' && other !== null && areNear(one, other)
    );
  });
}

/** Equal but for the rounding of fractions per iteration. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}
