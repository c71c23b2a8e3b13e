import { readFile } from 'node:fs/promises';
import { MeasurementError } from '../errors.ts';
import { endOf, type Run } from '../system/process.ts';
import { outputOf, runWorkload, type Workload } from './workload.ts';

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

/**
 * Runs the workload once under `perf stat` and returns the hits of each event, in order. The kernel counts, so
 * no hit can be lost. The workload's children and threads are counted too. Throws a {@link MeasurementError}
 * when the program fails or an event could not be counted.
 */
export async function countHits(
  run: Run,
  perf: string,
  events: readonly ProbeEvent[],
  workload: Workload,
  outputFile: string,
): Promise<readonly number[]> {
  const completion = await runWorkload(run, [perf, 'stat', '-x;', '-o', outputFile, ...selectEvents(events)], workload);
  const counts = parseCounts(await readFile(outputFile, 'utf8').catch(() => ''), events);
  if (completion.exitCode === 0 && counts !== null) return counts;
  const [file] = workload.command;
  throw new MeasurementError(
    counts === null ? `perf stat could not count ${file} (it ${endOf(completion)}).` : `${file} ${endOf(completion)}.`,
    { lastLines: outputOf(completion) },
  );
}

/**
 * Reads `perf stat '-x;'`: one line an event, in the order of the events:
 *
 *     160;;allocation_gate_1_2_3_1:malloc;2254064;100.00;;
 *     <not counted>;;allocation_gate_1_2_3_1:calloc;0;100.00;;
 *
 * perf writes the share with the locale's decimal separator (`100,00`), since it runs in the workload's environment.
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
