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

/** Buffers per CPU: large enough that fp loses nothing, and what dwarf needs for its dumps (facts 11). */
const bufferSize = { fp: '16M', dwarf: '512M' } as const;

/**
 * Runs the workload once and records the stack of each hit to `dataFile`. Throws a {@link MeasurementError} when
 * the program fails; lost samples are no error here: they show in what is read.
 *
 * Addresses are not randomised where that is allowed, so that stacks repeat from run to run (facts 13).
 */
export async function recordStacks(
  run: Run,
  perf: string,
  events: readonly ProbeEvent[],
  callGraph: CallGraph,
  workload: Workload,
  dataFile: string,
): Promise<void> {
  const record = [
    ...[perf, 'record', '--quiet', '--no-buildid', '--no-buildid-cache', '-m', bufferSize[callGraph]],
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
export async function readRecording(run: Run, perf: string, dataFile: string): Promise<RecordingText> {
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
    ]),
    memoryMaps: await report('reading the recorded memory maps', ['--mmaps']),
  };
}
