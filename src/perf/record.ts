import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MeasurementError } from '../errors.ts';
import { type Environment, endOf, type Run, succeed } from '../system/process.ts';
import { type ProbeEvent, selectEvents } from './stat.ts';
import { outputOf, runWorkload, type Workload } from './workload.ts';

/** How perf takes a stack: by frame pointers, or by copying it for DWARF unwinding (8 KiB an allocation). */
export type CallGraph = 'fp' | 'dwarf';

/** What perf knows of a recording, as text. */
export interface RecordingText {
  /** `perf report … -g folded`, for `parsePerfFolded` of src/stacks. */
  readonly folded: string;
  /** `perf report --mmaps`, for `parseMemoryMaps`. */
  readonly memoryMaps: string;
}

/**
 * Runs the workload once and records the stack of each hit to `dataFile`, through buffers of this size (`16M`) per
 * CPU. Throws a {@link MeasurementError} when
 * the program fails; lost samples are no error here: they show in what is read.
 *
 * Events of BPF programs are not asked for: perf's thread for them makes every recording a second longer.
 *
 * Addresses are not randomised where that is allowed, so that stacks repeat from run to run (facts 13).
 */
export async function recordStacks(
  run: Run,
  perf: string,
  events: readonly ProbeEvent[],
  { callGraph, bufferSize }: { readonly callGraph: CallGraph; readonly bufferSize: string },
  workload: Workload,
  dataFile: string,
): Promise<void> {
  const record = [
    ...[perf, 'record', '--quiet', '--no-buildid', '--no-buildid-cache', '--no-bpf-event', '-m', bufferSize],
    ...['--call-graph', callGraph === 'fp' ? 'fp' : 'dwarf,8192', '-o', dataFile, ...selectEvents(events)],
  ];
  const completion = await runWorkload(run, [...(await withoutRandomisation(run)), ...record], workload);
  if (completion.exitCode === 0) return;
  throw new MeasurementError(`perf record of ${workload.command[0]} ${endOf(completion)}.`, {
    lastLines: outputOf(completion),
  });
}

/** `setarch -R`, unless personality(2) is forbidden, as it is in some containers. */
async function withoutRandomisation(run: Run): Promise<readonly string[]> {
  const prefix = ['setarch', process.arch === 'arm64' ? 'aarch64' : 'x86_64', '-R'] as const;
  const [file, ...rest] = prefix;
  const probe = await run({ file, arguments: [...rest, 'true'] }).catch(() => null);
  return probe?.exitCode === 0 ? prefix : [];
}

/** perf must neither ask addr2line for every frame nor the network for debug information (facts 14). */
const offline: Environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', DEBUGINFOD_URLS: '' };

/** Reads a recording: perf aggregates, so that kilobytes come back for millions of samples (facts 13). */
export async function readRecording(
  run: Run,
  perf: string,
  callGraph: CallGraph,
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
  return {
    folded: await report('reading the recorded stacks', [
      ...['--no-children', '--no-inline', '--no-demangle', '-n', '--percent-limit', '0'],
      ...['-g', 'folded,0,caller,count', '-s', 'pid,trace_fields'],
      // Where perf finds no files it prints each frame's address, which is what has to be checked with fp. With dwarf it
      // needs the files to unwind.
      ...(callGraph === 'fp' ? [`--symfs=${noSymbols}`] : []),
    ]),
    memoryMaps: await report('reading the recorded memory maps', ['--mmaps']),
  };
}
