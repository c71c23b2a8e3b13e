import { parseCanonicalBaseline } from '../baseline/canonical-text.ts';
import { judgeChange } from '../baseline/compare.ts';
import { judgeTotal } from '../baseline/compare-imported.ts';
import { perUnit } from '../baseline/measurement.ts';
import { isOpen } from '../baseline/policy.ts';
import { worstVerdict } from '../baseline/verdict.ts';
import { UsageError } from '../errors.ts';
import type { MeasuredBenchmark, Report } from '../report/schema.ts';

/**
 * Where a report's verdicts do not follow from its own numbers, as the end of a sentence; null where they do. Nobody
 * can say from a report alone whether its numbers are true, but one that says `pass` over a regression is none of ours.
 */
export function contradictionIn(report: Report): string | null {
  const { verdict, passes, failure, benchmarks, policy, candidate, baselineFile } = report;
  const verdicts = benchmarks.map((benchmark) => benchmark.verdict);
  if (verdict !== (failure === null ? worstVerdict(verdicts) : 'failed')) {
    return 'its verdict is not that of its benchmarks';
  }
  const mayPass = verdict !== 'failed' && isOpen({ verdicts, anyChange: false, baselineRemoved: false }, policy);
  if (passes && !mayPass) return 'it passes against its own settings';
  if (new Set(benchmarks.map(({ name }) => name)).size < benchmarks.length) return 'a benchmark is there twice';
  const isTrue = (benchmark: Report['benchmarks'][number]) => benchmark.verdict === 'failed' || followsFrom(benchmark);
  if (!benchmarks.every(isTrue)) return 'a verdict does not follow from its numbers';
  return candidate === null ? null : candidateProblem(candidate, baselineFile);
}

/** People are told a command that writes the candidate: it must be a baseline, for the file that was compared with. */
function candidateProblem(
  { path, text }: NonNullable<Report['candidate']>,
  baselineFile: Report['baselineFile'],
): string | null {
  if (!/(^|\/)swift-[\w.+-]+\.json$/.test(path)) return 'its baseline has a name that no baseline has';
  if (path !== baselineFile?.path) return 'its baseline is for another file than the one it was compared with';
  try {
    parseCanonicalBaseline(text, 'the baseline');
    return null;
  } catch (error) {
    if (error instanceof UsageError) return 'its baseline is none, or not as the gate writes one';
    throw error;
  }
}

/** Whether a benchmark's verdict is the one that its counts, its baseline (or imported threshold) and its limit give. */
function followsFrom(benchmark: MeasuredBenchmark): boolean {
  const { verdict, measurement, counts, total, spread, baseline, delta, limit, imported } = benchmark;
  const now = perUnit(measurement);
  if (!isNear(now.total, total)) return false;
  if (imported !== undefined) {
    const judged = judgeTotal(total, imported.total, limit);
    return baseline === null && judged.verdict === verdict && isNear(judged.delta, imported.delta);
  }
  if (baseline === null || delta === null) return verdict === 'no-baseline' || verdict === 'incomparable';
  const judged = judgeChange({ counts, total, spread }, baseline, limit);
  return judged.verdict === verdict && isNear(judged.delta.total, delta.total);
}

/** Equal but for the rounding of fractions per iteration. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}
