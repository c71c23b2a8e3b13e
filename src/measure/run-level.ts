import type { Counts } from '../model/counts.ts';
import type { SiteNaming } from '../model/recording.ts';
import type { Site } from '../model/site.ts';
import type { Benchmark } from '../settings/settings.ts';
import { sitesOf } from '../stacks/sites.ts';
import { failureOfRun } from './failure-of-run.ts';
import type { CompletedRun, FailedRun, MeasurableProgram, Wanted, Workload } from './measurer.ts';
import { noBacktrace } from './workload.ts';

/** A benchmark that is ready to be run. */
export interface ReadyBenchmark {
  readonly benchmark: Benchmark;
  readonly program: MeasurableProgram;
  /** How it is started with this many iterations; null where it has none. */
  readonly workload: (iterations: number | null) => Workload;
}

/** The runs of a benchmark at one number of iterations, or (null) of the program as it is. */
export interface RunLevel {
  readonly iterations: number | null;
  readonly runs: readonly CountedRun[];
}

export interface CountedRun extends CompletedRun {
  readonly counts: Counts;
  /** Null where its stacks were not taken. */
  readonly sites: readonly Site[] | null;
  /** How those are named. */
  readonly naming: SiteNaming | null;
}

/** Stacks are many, and those of a few runs are enough to choose from. */
const runsWithStacks = 3;

/** The level with one counted run more. */
export async function runAgain(ready: ReadyBenchmark, level: RunLevel, wanted: Wanted): Promise<RunLevel> {
  const { counts, ...run } = await believable(ready, level, wanted);
  if (counts === null) throw new TypeError('A run that was to be counted was not.');
  const isKept = level.runs.filter(({ stacks }) => stacks !== null).length < runsWithStacks;
  const sites = run.stacks === null ? null : sitesOf(run.stacks.stacks);
  const naming = run.stacks?.naming ?? null;
  const counted: CountedRun = { ...run, counts, sites, naming, stacks: isKept ? run.stacks : null };
  return { ...level, runs: [...level.runs, counted] };
}

/** Where something came past the recorder that counted alone, the probes count another run in place of that one. */
async function believable(ready: ReadyBenchmark, { iterations }: RunLevel, wanted: Wanted): Promise<CompletedRun> {
  const run = await runOnce(ready, iterations, wanted);
  if (wanted.count || run.disagreement === null) return run;
  const again = await runOnce(ready, iterations, { count: true, countFreed: false, record: null });
  return { ...again, disagreement: run.disagreement };
}

/** Runs a benchmark once. Throws a {@link MeasurementError} where the program fails. */
export async function runOnce(
  { program, workload }: ReadyBenchmark,
  iterations: number | null,
  wanted: Wanted,
): Promise<CompletedRun> {
  const start = workload(iterations);
  const result = await program.run(start, wanted);
  if (result.outcome === 'completed') return result;
  throw failureOfRun(start, await withBacktrace(program, start, result));
}

/**
 * A crash once more, uncounted, with Swift's own backtrace among its last lines, which is off in runs that count: it
 * allocates. As it was where the program does not crash in the same way again.
 */
async function withBacktrace(program: MeasurableProgram, start: Workload, failed: FailedRun): Promise<FailedRun> {
  const { end } = failed.report;
  const isCrash = end.kind === 'signalled' && crashSignals.includes(end.signal);
  if (!isCrash || start.environment.SWIFT_BACKTRACE !== noBacktrace) return failed;
  const environment = { ...start.environment, SWIFT_BACKTRACE: shortBacktrace };
  const nothing = { count: false, countFreed: false, record: null };
  const again = await program.run({ ...start, environment }, nothing);
  const isSame =
    again.outcome === 'failed' && again.report.end.kind === 'signalled' && again.report.end.signal === end.signal;
  return isSame ? { ...failed, lastLines: again.lastLines } : failed;
}

/** Of those at which Swift prints a backtrace: SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE and SIGSEGV. */
const crashSignals: readonly number[] = [4, 5, 6, 7, 8, 11];

/** The crashed thread alone, and what of it fits on a page (https://github.com/swiftlang/swift/blob/main/docs/Backtracing.rst). */
const shortBacktrace = 'enable=yes,color=no,interactive=no,threads=crashed,registers=none,images=none,limit=16,top=4';
