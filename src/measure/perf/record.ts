import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PerfCallGraph } from '../../model/recording.ts';
import { type Environment, type Run, succeed } from '../../system/process.ts';
import { together } from '../../system/together.ts';
import { type FailedRun, hasFailed, type Workload } from '../measurer.ts';
import { failedRun, perfFailure, runWorkload, type Starter } from './run-workload.ts';
import { namesOf, type ProbeEvent, selectEvents } from './stat.ts';

/** What perf knows of a recording, as text. */
export interface RecordingText {
  /** `perf report … -g folded`, for `parsePerfFolded` of src/stacks. */
  readonly folded: string;
  /** `perf report --mmaps`, for `parseMemoryMaps`. */
  readonly memoryMaps: string;
}

/**
 * Runs the workload once and records the stack of each hit to `dataFile`, through buffers of this size (`16M`) per
 * CPU; returns how the program failed, else null. Throws a {@link MeasurementError} where perf fails; lost samples are no
 * error here: they show in what is read.
 *
 * Events of BPF programs are not asked for: perf's thread for them makes every recording a second longer.
 *
 * Addresses are not randomised where that is allowed, so that stacks repeat from run to run (facts 13).
 */
export async function recordStacks(
  run: Run,
  starter: Starter,
  events: readonly ProbeEvent[],
  { callGraph, bufferSize }: { readonly callGraph: PerfCallGraph; readonly bufferSize: string },
  workload: Workload,
  dataFile: string,
): Promise<FailedRun | null> {
  const record = [
    ...(['record', '--quiet', '--no-buildid', '--no-buildid-cache', '--no-bpf-event', '-m', bufferSize] as const),
    ...(await withoutBuildIds(run, starter.perf.path)),
    ...['--call-graph', callGraph === 'fp' ? 'fp' : 'dwarf,8192', '-o', dataFile, ...selectEvents(events)],
  ] as const;
  const end = await runWorkload(
    run,
    starter,
    { arguments: record, events: namesOf(events), fixedAddresses: true },
    workload,
  );
  if (hasFailed(end, workload)) return failedRun(end);
  if (end.perfStatus === 0) return null;
  throw perfFailure('record', workload, end);
}

/**
 * From 6.17 on perf keeps maps with the build-ids of their files and finds those files by them, in the cache of build-ids that
 * was turned off (facts 35). A perf that does not know the option refuses it, so it is asked for its options.
 */
async function withoutBuildIds(run: Run, perf: string): Promise<readonly string[]> {
  const { stdout } = await run({ file: perf, arguments: ['record', '--list-opts'] });
  return stdout.split(/\s+/).includes('--buildid-mmap') ? ['--no-buildid-mmap'] : [];
}

/** perf must neither ask addr2line for every frame nor the network for debug information (facts 14). */
export const offline: Environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', DEBUGINFOD_URLS: '' };

/** Reads a recording: perf aggregates, so that kilobytes come back for millions of samples (facts 13). */
export async function readRecording(
  run: Run,
  perf: string,
  callGraph: PerfCallGraph,
  dataFile: string,
  folder: string,
): Promise<RecordingText> {
  const noSymbols = join(folder, 'no-symbols');
  await mkdir(noSymbols, { recursive: true });
  const report = (purpose: string, options: readonly string[]) =>
    succeed(run, purpose, {
      file: perf,
      arguments: ['report', '-i', dataFile, '--stdio', ...options],
      environment: offline,
    });
  const [folded, memoryMaps] = await together([
    report('reading the recorded stacks', [
      ...['--no-children', '--no-inline', '--no-demangle', '-n', '--percent-limit', '0'],
      ...['-g', 'folded,0,caller,count', '-s', 'pid,trace_fields'],
      // Where perf finds no files it prints each frame's address, which is what has to be checked with fp. With dwarf it
      // needs the files to unwind.
      ...(callGraph === 'fp' ? [`--symfs=${noSymbols}`] : []),
    ]),
    report('reading the recorded memory maps', ['--mmaps']),
  ]);
  return { folded, memoryMaps };
}
