import { benchmarkReport, type Judged } from '../judge/judge-benchmark.ts';
import { benchmarkIn } from '../model/baseline.ts';
import type { BenchmarkOutcome } from '../model/benchmark-outcome.ts';
import type { DependencyChange } from '../model/dependency-changes.ts';
import { briefly } from '../model/errors.ts';
import { type Notice, noticeOf } from '../model/notice.ts';
import type { BenchmarkReport, Report } from '../model/report.ts';
import { formatQuantity } from '../report/numbers.ts';
import type { MeasuredBase } from './why-base.ts';

/** One notice each, then one for the rest. */
const failuresShown = 5;

/** The base commit's numbers, and the dependencies that have another version than there. */
interface BaseReference {
  readonly base: MeasuredBase;
  readonly moved: readonly DependencyChange[];
}

/**
 * The benchmarks compared with the base commit. `byBaseline` is what the committed baseline says of each: that stays
 * where the base commit has no numbers of it, so that a benchmark which failed there is never green for it, and where
 * an imported threshold judges. Of a base that was asked for, the committed baseline has no say.
 */
export function judgedByBase(
  outcomes: readonly BenchmarkOutcome[],
  byBaseline: readonly Judged[],
  { base, moved }: BaseReference,
  modules: Report['modules'],
): readonly Judged[] {
  // Numbers of a base commit that was measured here stand on no line of a file.
  const reference = { baseline: base.baseline, lines: new Map<string, number>(), moved };
  return outcomes.map((outcome, index) => {
    const { name } = outcome.benchmark;
    const without = byBaseline[index];
    const isKnown = benchmarkIn(base.baseline, name) !== undefined;
    if (!base.isAskedFor && without !== undefined && (!isKnown || isImported(without.report))) return without;
    const judged = benchmarkReport(outcome, reference, modules);
    return base.failures.has(name) ? incomparable(judged) : judged;
  });
}

/** What to say of benchmarks that were measured here and failed at the base commit, and what that means for each. */
export function failedAtBase(
  benchmarks: readonly BenchmarkReport[],
  { commit, failures }: Pick<MeasuredBase, 'commit' | 'failures'>,
): readonly Notice[] {
  const failed = benchmarks.flatMap((report) => {
    const error = failures.get(report.name);
    // An imported threshold judges without the base commit.
    return error === undefined || report.verdict === 'failed' || isImported(report) ? [] : [{ report, error }];
  });
  const at = `at the base commit ${commit.slice(0, 10)}`;
  const notices = failed
    .slice(0, failuresShown)
    .map(({ report: { name, verdict }, error }) =>
      noticeOf({ code: name }, ` could not be measured ${at}, ${consequenceOf(verdict)}: ${briefly(error)}`),
    );
  const more = failed.length - notices.length;
  if (more === 0) return notices;
  return [...notices, noticeOf(`${formatQuantity(more, 'more benchmark')} could not be measured ${at}.`)];
}

function consequenceOf(verdict: BenchmarkReport['verdict']): string {
  if (verdict === 'incomparable') return 'so it cannot be compared';
  if (verdict === 'no-baseline') return 'and it has no baseline, so it is compared with nothing';
  return 'so it is compared with the committed baseline';
}

function incomparable(judged: Judged): Judged {
  const { report } = judged;
  return report.verdict === 'failed' ? judged : { report: { ...report, verdict: 'incomparable' }, changed: false };
}

function isImported(report: BenchmarkReport): boolean {
  return report.verdict !== 'failed' && report.imported !== undefined;
}
