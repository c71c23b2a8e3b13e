import { MeasurementError } from '../../model/errors.ts';
import { type Run, succeed } from '../../system/process.ts';
import type { ProcessHits } from '../inside/proof.ts';
import { hasFailed, type Workload } from '../measurer.ts';
import { offline } from './record.ts';
import { runWorkload, type Starter } from './run-workload.ts';
import { type ProbeEvent, selectEvents } from './stat.ts';

/**
 * Runs the workload once and counts the hits of one probe in each process; of none where that fails, since it explains
 * only. `perf stat` has no numbers for a process; a recording without samples has them, as each thread’s last words.
 */
export async function countByProcess(
  run: Run,
  starter: Starter,
  event: ProbeEvent,
  workload: Workload,
  dataFile: string,
): Promise<readonly ProcessHits[]> {
  try {
    return await recordEnds(run, starter, event, workload, dataFile);
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    return [];
  }
}

async function recordEnds(
  run: Run,
  starter: Starter,
  event: ProbeEvent,
  workload: Workload,
  dataFile: string,
): Promise<readonly ProcessHits[]> {
  const record = [
    ...(['record', '--quiet', '--no-samples', '--stat', '--no-buildid', '--no-buildid-cache'] as const),
    ...['--no-bpf-event', '-o', dataFile, ...selectEvents([event])],
    // With an event that is not inherited beside it, no two tasks exchange theirs, as they would else (facts 47, 53).
    ...['-e', `${event.event}/no-inherit/`],
  ] as const;
  const end = await runWorkload(
    run,
    starter,
    { arguments: record, events: [event.event], fixedAddresses: false },
    workload,
  );
  if (hasFailed(end, workload) || end.perfStatus !== 0) return [];
  const dump = await succeed(run, 'reading the hits of each process', {
    file: starter.perf.path,
    arguments: ['report', '-D', '-i', dataFile],
    environment: offline,
  });
  return parseProcessHits(dump);
}

/**
 * Reads what `perf report -D` says of processes, in the order of time; a thread has a READ for each CPU:
 *
 *     0 667518037413 0x328 [0x38]: PERF_RECORD_COMM exec: sh:5501/5501
 *     0 667518826573 0x570 [0x40]: PERF_RECORD_FORK(5511:5511):(5501:5501)
 *     1 667522494061 0xf30 [0x58]: PERF_RECORD_READ: 5511 5511 allocation_gate_1_2_3_1:malloc 35
 */
export function parseProcessHits(dump: string): readonly ProcessHits[] {
  const names = new Map<string, string>();
  const hits = new Map<string, number>();
  for (const [, name, of, child, parent, pid, count] of dump.matchAll(records)) {
    if (name !== undefined && of !== undefined) names.set(of, name);
    if (child !== undefined && parent !== undefined) names.set(child, names.get(parent) ?? '');
    if (pid !== undefined) hits.set(pid, (hits.get(pid) ?? 0) + Number(count));
  }
  return Array.from(hits, ([pid, sum]) => ({ pid: Number(pid), name: names.get(pid) ?? '', hits: sum }));
}

/** Of processes alone: a thread's own name and its start say nothing here. */
const records =
  /PERF_RECORD_(?:COMM(?: exec)?: (.*):(\d+)\/\2$|FORK\((\d+):\3\):\((\d+):\d+\)|READ: (\d+) \d+ \S+ (\d+)$)/gm;
