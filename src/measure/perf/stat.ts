import { type FileHandle, lstat, open } from 'node:fs/promises';
import { MeasurementError } from '../../model/errors.ts';
import type { Run } from '../../system/process.ts';
import { failureOfRun } from '../failure-of-run.ts';
import { type FailedRun, hasFailed, type Workload } from '../measurer.ts';
import { failedRun, perfFailure, runWorkload, type Starter } from './run-workload.ts';

/** A probe to count or record, with what its hits must satisfy. */
export interface ProbeEvent {
  /** `GROUP:EVENT`. */
  readonly event: string;
  /** A condition on the probe's arguments, such as `align <= 16`; null takes every hit. */
  readonly filter: string | null;
}

/** perf's options that select these events; a filter belongs to the event before it. */
export function selectEvents(events: readonly ProbeEvent[]): readonly string[] {
  return events.flatMap(({ event, filter }) => ['-e', event, ...(filter === null ? [] : ['--filter', filter])]);
}

/** Their names, as perf's options have them. */
export function namesOf(events: readonly ProbeEvent[]): readonly string[] {
  return events.map(({ event }) => event);
}

/** The hits of each event, in order, or how the program failed. */
export type CountedHits = { readonly outcome: 'counted'; readonly hits: readonly number[] } | FailedRun;

/**
 * Runs the workload once under `perf stat`. The kernel counts, so no hit can be lost. The workload's children and
 * threads are counted too; so is the launcher, which makes no call. Throws a {@link MeasurementError} when an event could
 * not be counted.
 */
export async function countHits(
  run: Run,
  starter: Starter,
  events: readonly ProbeEvent[],
  workload: Workload,
  outputFile: string,
): Promise<CountedHits> {
  const all = [...events, ...taskEvents];
  const stat = ['stat', '-x;', '-o', outputFile, ...selectEvents(all)] as const;
  // Opened before the program starts, which can replace it: perf writes into it from its start on.
  const output = await open(outputFile, 'w+', 0o600);
  try {
    const end = await runWorkload(
      run,
      starter,
      { arguments: stat, events: namesOf(all), fixedAddresses: false },
      workload,
    );
    if (hasFailed(end, workload)) return failedRun(end);
    await refuseReplaced(output, outputFile, workload);
    const hits = parseCounts(await output.readFile('utf8'), all);
    if (hits === null || end.perfStatus !== 0) throw perfFailure('stat', workload, end);
    refuseUnseen(workload, hits.slice(events.length));
    return { outcome: 'counted', hits: hits.slice(0, events.length) };
  } finally {
    await output.close();
  }
}

/** Throws where the file that perf wrote its counts into is not the one of this name any more. */
async function refuseReplaced(output: FileHandle, path: string, { command: [file] }: Workload): Promise<void> {
  const [opened, found] = await Promise.all([output.stat(), lstat(path).catch(() => null)]);
  if (found !== null && found.ino === opened.ino && found.dev === opened.dev) return;
  throw new MeasurementError(`The file with the counts of ${file} was replaced while it ran.`, {
    remedy: 'Nothing but perf writes to it: find out which code of the package does.',
  });
}

/** Starts and ends of the tasks (threads) that are counted, beside any event. */
export const taskEvents: readonly ProbeEvent[] = ['sched:sched_process_fork', 'sched:sched_process_exit'].map(
  (event) => ({ event, filter: null }),
);

/**
 * Throws where not every task that was started, and the launcher, was seen to end: the kernel takes the events from a task
 * that executes a file which its user may not read, or which changes its user (`begin_new_exec` in fs/exec.c calls
 * `perf_event_exit_task` where the new memory is not dumpable), and says so to nobody.
 */
function refuseUnseen({ command: [file] }: Workload, [started = 0, ended = 0]: readonly number[]): void {
  const unseen = started + 1 - ended;
  if (unseen === 0) return;
  const which = unseen === 1 ? 'One process of' : `${unseen} processes of`;
  throw new MeasurementError(`${which} ${file} could not be counted to the end: the kernel took the probes from it.`, {
    remedy:
      'It does so where a program is executed that its user may not read (chmod +r), or that runs as another user ' +
      '(set-user-id, such as sudo): start what is measured without those.',
  });
}

/** The hits of a program that must not fail; throws a {@link MeasurementError} when it does. */
export async function requireHits(counted: Promise<CountedHits>, workload: Workload): Promise<readonly number[]> {
  const result = await counted;
  if (result.outcome === 'failed') throw failureOfRun(workload, result);
  return result.hits;
}

/**
 * Reads `perf stat '-x;'`: one line an event, in the order of the events:
 *
 *     160;;allocation_gate_1_2_3_1:malloc;2254064;100.00;;
 *     <not counted>;;allocation_gate_1_2_3_1:calloc;0;100.00;;
 *
 * Null when a line is missing, is another event's, holds no number, or was not counted all the time.
 */
export function parseCounts(text: string, events: readonly ProbeEvent[]): readonly number[] | null {
  const rows = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(';'));
  if (rows.length !== events.length) return null;
  const counts = rows.map(([count = '', , event, , share], index) => {
    const counted = /^\d+$/.test(count) && event === events[index]?.event && /^100\D+00$/.test(share ?? '');
    return counted ? Number(count) : null;
  });
  return counts.every((count) => count !== null) ? counts : null;
}
