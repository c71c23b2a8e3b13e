import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type CallKind, callKinds, kindsOf } from '../../model/counted-functions.ts';
import { MeasurementError } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import { succeed } from '../../system/process.ts';
import { type KnownNames, nameRecordings, type Wished } from '../inside/name-recordings.ts';
import { type Disagreement, disagreeingProcess, disagreement, sayUncounted } from '../inside/proof.ts';
import { type Recordings, readRecordings } from '../inside/read-recordings.ts';
import { recordedCalls } from '../inside/recorded-calls.ts';
import { recorderSettings } from '../inside/recorder.ts';
import type { Recording } from '../inside/recording.ts';
import type {
  CompletedRun,
  FailedRun,
  RecordedStacks,
  RecordRequest,
  RunResult,
  Wanted,
  Workload,
} from '../measurer.ts';
import { countsOfCalls } from '../relays.ts';
import { sayOtherAllocators } from './other-allocators.ts';
import {
  type CountedCalls,
  completedRun,
  countCalls,
  countFreedOrNot,
  type ProbedAllocator,
} from './probed-allocator.ts';
import { countByProcess } from './process-hits.ts';
import { runUncounted } from './run-workload.ts';
import type { Tools } from './tools.ts';

/** What a run is to show besides its counts. */
export interface InsideRequest extends Pick<RecordRequest, 'functions'> {
  readonly countFreed: boolean;
  /** The compiled recorder. */
  readonly library: string;
  readonly names: KnownNames;
}

/**
 * Runs a program once with probes and the recorder on, and has both: its calls as the probes count them, and their stacks,
 * if the recorder saw the same calls. A program that fails with the recorder in it gets another run without.
 */
export async function countAndRecordRun(
  probed: ProbedAllocator,
  workload: Workload,
  { countFreed, functions, library, names }: InsideRequest,
  tools: Tools,
  host: Host,
): Promise<RunResult> {
  const counted = await countFreedOrNot(probed, workload, countFreed, host, (free) =>
    inFolder(tools, async (folder): Promise<Both | FailedRun> => {
      const calls = await countCalls(probed, withRecorder(workload, library, folder), free, tools, host);
      return calls.outcome === 'failed' ? calls : { ...calls, recordings: readRecordings(folder) };
    }),
  );
  if (counted.outcome === 'failed') return withoutRecorder(counted, probed, workload, tools, host);
  const mapped = counted.recordings.recordings.flatMap(({ modules }) => modules.map(({ path }) => path));
  const others = sayOtherAllocators(workload.command[0], mapped, probed.allocator, probed.entryPoints);
  if (others !== null) host.logger.info(others);
  const problem = disagreement(workload.command[0], counted.calls, counted.recordings);
  if (problem !== null) {
    const process = await sayProcess(problem, probed, workload, library, tools, host);
    return { ...completedRun(counted), disagreement: problem.because + process };
  }
  const uncounted = sayUncounted(workload.command[0], counted.recordings.recordings);
  if (uncounted !== null) host.logger.info(uncounted);
  const wished = { functions, kinds: kindsOf(probed.group.functions), library };
  return { ...completedRun(counted), stacks: await nameStacks(counted.recordings.recordings, wished, names, host) };
}

/** In which process they differ shows in a run of its own: `perf stat` does not tell processes apart. */
async function sayProcess(
  { kind }: Disagreement,
  { group, relays }: ProbedAllocator,
  workload: Workload,
  library: string,
  tools: Tools,
  { run }: Host,
): Promise<string> {
  const row = callKinds.find((one) => one.kind === kind);
  if (row === undefined) return '';
  const event = { event: `${group.name}:${row.symbol}`, filter: row.filter };
  return inFolder(tools, async (folder) => {
    const again = withRecorder(workload, library, folder);
    const processes = await countByProcess(run, tools, event, again, `${tools.folder}/processes.data`);
    const { recordings } = readRecordings(folder);
    const found = disagreeingProcess(row.kind, relays.get(row.kind) ?? [], processes, recordings);
    return found === null ? '' : `; run again, it saw ${found}`;
  });
}

/** The stacks of a run's processes, with names; what could not be named is a warning. */
export async function nameStacks(
  recordings: readonly Recording[],
  wished: Wished,
  names: KnownNames,
  { run, logger }: Host,
): Promise<RecordedStacks> {
  const { stacks, note } = await nameRecordings(
    recordings,
    wished,
    (file, given, input) => succeed(run, 'demangling names', { file, arguments: given, input }),
    names,
  );
  if (note !== null) logger.warning(note);
  return stacks;
}

/** What a run without probes needs. */
export interface InsideTools {
  /** Path of the launcher. */
  readonly launcher: string;
  /** The compiled recorder. */
  readonly recorder: string;
  /** Private, temporary. */
  readonly folder: string;
  readonly names: KnownNames;
}

/**
 * Runs a program once with the recorder alone, and has its calls of these kinds, and their stacks where they are wanted.
 * What may have allocated unseen is a disagreement. Throws a {@link MeasurementError} where nothing was left.
 */
export async function countInsideRun(
  workload: Workload,
  { record }: Pick<Wanted, 'record'>,
  kinds: readonly CallKind[],
  tools: InsideTools,
  host: Host,
): Promise<RunResult> {
  const recorded = await recordUncounted(workload, tools, host);
  if (recorded.outcome === 'failed') return recorded;
  const { recordings } = recorded;
  const counted = {
    ...({ outcome: 'completed', counts: countsOfCalls(recordedCalls(recordings, kinds)), freed: null } as const),
    disagreement: missingIn(workload.command[0], recordings),
  };
  if (record === null) return { ...counted, stacks: null };
  const wished = { functions: record.functions, kinds, library: tools.recorder };
  return { ...counted, stacks: await nameStacks(recordings, wished, tools.names, host) };
}

/** Where a process allocated, or may have allocated, in a way that nobody saw. */
function missingIn(file: string, recordings: readonly Recording[]): string | null {
  if (recordings.length === 0) return `the recorder was not loaded into ${file}`;
  // Without probes and with them alike, what has another allocator than the program's libc is not counted.
  const leftOut = recordings.flatMap((recording) => recording.leftOut);
  const unseen = leftOut.find(({ reason }) => reason === 'privileged' || reason === 'sanitizer');
  if (unseen !== undefined) return `${file} executes ${unseen.path}, into which nothing can be loaded`;
  const other = recordings.find(({ resolved }) => !resolved.has('malloc') || !resolved.has('posix_memalign'));
  return other === undefined ? null : `process ${other.pid} of ${file} has an allocator of its own`;
}

/** Runs a program once with the recorder in it, and no probe. Throws a {@link MeasurementError} where it left nothing. */
export function recordUncounted(
  workload: Workload,
  tools: InsideTools,
  { run }: Host,
): Promise<FailedRun | { readonly outcome: 'recorded'; readonly recordings: readonly Recording[] }> {
  return inFolder(tools, async (folder) => {
    const result = await runUncounted(run, tools, withRecorder(workload, tools.recorder, folder));
    if (result.outcome === 'failed') return result;
    const { recordings, unreadable } = readRecordings(folder);
    const [damaged] = unreadable;
    if (damaged !== undefined) {
      throw new MeasurementError(`What the recorder left cannot be read (${damaged.name}: ${damaged.problem}).`);
    }
    return { outcome: 'recorded', recordings };
  });
}

type Both = CountedCalls & { readonly recordings: Recordings };

/** A program that the user preloads stays behind the recorder. */
function withRecorder(workload: Workload, library: string, folder: string): Workload {
  const { LD_PRELOAD: preloaded = '' } = workload.environment;
  const settings = recorderSettings({ library, folder, checksStacks: false });
  const both = preloaded === '' ? library : `${library}:${preloaded}`;
  return { ...workload, environment: { ...workload.environment, ...settings, LD_PRELOAD: both } };
}

async function inFolder<T>({ folder }: Pick<Tools, 'folder'>, use: (recordings: string) => Promise<T>): Promise<T> {
  const recordings = await mkdtemp(join(folder, 'recordings-'));
  try {
    return await use(recordings);
  } finally {
    await rm(recordings, { recursive: true, force: true });
  }
}

/** Whether the recorder is to blame shows in a run without it; one that took all its time is not run again. */
async function withoutRecorder(
  failed: FailedRun,
  probed: ProbedAllocator,
  workload: Workload,
  tools: Tools,
  host: Host,
): Promise<CompletedRun | FailedRun> {
  const { kind } = failed.report.end;
  if (kind !== 'exited' && kind !== 'signalled') return failed;
  const again = await countCalls(probed, workload, null, tools, host);
  if (again.outcome === 'failed') return again;
  return { ...completedRun(again), disagreement: `${workload.command[0]} fails with the recorder in it` };
}
