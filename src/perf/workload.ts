import { MeasurementError } from '../errors.ts';
import { type Completion, type Environment, lastLines, type Run } from '../system/process.ts';

/** A program to run under perf. */
export interface Workload {
  readonly command: readonly [file: string, ...arguments: string[]];
  readonly directory: string;
  /** All of its environment. */
  readonly environment: Environment;
  readonly timeoutSeconds: number;
}

/** Output of the measured program that is worth keeping when it fails. */
const keptLines = 20;

/** The exit status of coreutils' `timeout` when the limit was reached, and when it had to use SIGKILL. */
const timeoutStatus: readonly (number | null)[] = [124, 137];

/**
 * Runs `prefix WORKLOAD` (perf and its options) within the workload's time limit. Throws a
 * {@link MeasurementError} when the program crashes or takes too long; any other end is the caller's to judge.
 *
 * `timeout` stands outside of perf, so it is not counted; perf enables its events at the workload's own exec.
 */
export async function runWorkload(run: Run, prefix: readonly string[], workload: Workload): Promise<Completion> {
  const [file] = workload.command;
  const started = Date.now();
  const completion = await run({
    file: 'timeout',
    arguments: ['--kill-after=5', String(workload.timeoutSeconds), ...prefix, '--', ...workload.command],
    directory: workload.directory,
    environment: workload.environment,
  });
  const tookItsTime = Date.now() - started >= workload.timeoutSeconds * 1000;
  if (tookItsTime && timeoutStatus.includes(completion.exitCode)) {
    throw new MeasurementError(`${file} did not end within ${workload.timeoutSeconds} s.`, {
      remedy: 'Make the program end by itself, or give it more time with `timeout`.',
      lastLines: outputOf(completion),
    });
  }
  const crash = crashOf(file, completion.stderr);
  if (crash !== null) throw new MeasurementError(`${file} crashed: ${crash}.`, { lastLines: outputOf(completion) });
  return completion;
}

/** The last lines that the program, or perf, printed. */
export function outputOf({ stdout, stderr }: Completion): readonly string[] {
  return lastLines(`${stdout}\n${stderr}`, keptLines);
}

const signals = [
  ...['Hangup', 'Interrupt', 'Quit', 'Illegal instruction', 'Trace/breakpoint trap', 'Aborted', 'Bus error'],
  ...['Floating point exception', 'Killed', 'Segmentation fault', 'Broken pipe', 'Alarm clock', 'Terminated'],
  ...['CPU time limit exceeded', 'File size limit exceeded', 'Bad system call'],
];

/**
 * perf answers 0 when the program was ended by a signal, and only says so, as the last line on standard error:
 * `./server: Segmentation fault` (`psignal` in tools/perf/builtin-stat.c, worded by strsignal(3)).
 */
function crashOf(file: string, stderr: string): string | null {
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  return signals.find((signal) => last === `${file}: ${signal}`) ?? null;
}
