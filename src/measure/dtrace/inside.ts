import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { allocationFunctions, callKinds } from '../../model/counted-functions.ts';
import { type Counts, displayName } from '../../model/counts.ts';
import { MeasurementError } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import { lastLines, succeed } from '../../system/process.ts';
import { temporaryFolder } from '../../system/temporary.ts';
import { anyCompiler } from '../compiler.ts';
import { failureOfRun } from '../failure-of-run.ts';
import { type KnownNames, nameRecordings, noNamesYet } from '../inside/name-recordings.ts';
import { lostReport, type ProgramEnd } from '../inside/program-end.ts';
import { readRecordings } from '../inside/read-recordings.ts';
import { recordedCalls } from '../inside/recorded-calls.ts';
import { compileRecorderForMacOS } from '../inside/recorder.ts';
import type { Recording } from '../inside/recording.ts';
import {
  type FailedRun,
  hasEndedWell,
  type OpenMeasurer,
  type RecordRequest,
  type RunResult,
  type Wanted,
  type Workload,
} from '../measurer.ts';
import { countsOfCalls } from '../relays.ts';
import { calibrationWorkload, compileCalibration } from './calibration-program.ts';
import { countsOfKinds } from './kinds.ts';
import type { Platform } from './platform.ts';

interface InsideTools {
  readonly platform: Platform;
  readonly compiler: string;
  /** The compiled recorder. */
  readonly recorder: string;
  /** A private folder. */
  readonly folder: string;
  readonly names: KnownNames;
}

const everyKind = callKinds.map(({ kind }) => kind);

/**
 * Lets the recorder count inside the program, which on macOS needs neither root nor DTrace: dyld loads it and binds the
 * allocator's functions to it. Written without a Mac and tried on none, so it says so, and a program whose calls are known
 * has to prove it right first. Throws a {@link MeasurementError} where it does not.
 */
export async function openInside(platform: Platform, host: Host): Promise<OpenMeasurer> {
  host.logger.warning('`counter: inside` is untested on macOS: nobody has run it on a Mac yet.');
  const tools = await prepareTools(platform, host);
  await proveInside(tools, host);
  const { name, build } = await platform.library(host.run);
  return {
    ...{ name: 'recorder inside the program', version: '', counter: 'inside' },
    prepare: async () => ({
      libc: `${name} by the recorder`,
      libcBuild: build,
      whyNotInside: async () => null,
      run: (workload, wanted) => runInside(workload, wanted, tools, host),
    }),
  };
}

/** Whether the recorder counts right on this Mac, as a sentence for `doctor`, which does not need it. */
export async function tryInside(platform: Platform, host: Host): Promise<string> {
  try {
    await proveInside(await prepareTools(platform, host), host);
    return 'counter: inside is off by default and untested on macOS; here its calibration is right';
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    return `counter: inside is off by default and untested on macOS; here it does not count: ${error.message}`;
  }
}

async function prepareTools(platform: Platform, { run, cleanup, environment }: Host): Promise<InsideTools> {
  const folder = await temporaryFolder(cleanup);
  const compiler = anyCompiler(environment.PATH ?? '');
  const recorder = await compileRecorderForMacOS(run, compiler, folder);
  return { platform, compiler, recorder, folder, names: noNamesYet() };
}

/** Each function has to show the calls of its kinds, of whatever family, and no other's. */
async function proveInside({ platform, compiler, ...tools }: InsideTools, host: Host): Promise<void> {
  const { kinds } = platform;
  const program = await compileCalibration(host.run, compiler, kinds, tools.folder);
  const count = async (times: ReadonlyMap<string, number>): Promise<Counts> => {
    const workload = calibrationWorkload(program, kinds, times, tools.folder, host);
    const recorded = await record(workload, tools, host);
    if (recorded.outcome === 'failed') throw failureOfRun(workload, recorded);
    return countsOfCalls(recordedCalls(recorded.recordings, everyKind));
  };
  const times = new Map(kinds.map(({ kind }, index) => [kind, index + 1]));
  const [idle, busy, expected] = [await count(new Map()), await count(times), countsOfKinds(kinds, times)];
  const wrong = allocationFunctions.find((name) => busy[name] - idle[name] !== expected[name]);
  if (wrong === undefined) return;
  throw new MeasurementError(
    `The recorder saw ${busy[wrong] - idle[wrong]} of ${expected[wrong]} calls of ${displayName(wrong)}.`,
    { remedy: 'Leave out `counter: inside`, and please report it with the output of `doctor --json`.' },
  );
}

async function runInside(
  workload: Workload,
  { count, record: wanted }: Wanted,
  tools: InsideTools,
  host: Host,
): Promise<RunResult> {
  const [program] = workload.command;
  if (workload.server !== null) {
    throw new MeasurementError('A server is not measured on macOS yet.', {
      remedy: 'Measure it on Linux, or a program that starts, loads and stops it in one process.',
    });
  }
  const recorded = await record(workload, tools, host);
  if (recorded.outcome === 'failed') return recorded;
  const { recordings } = recorded;
  const [leftOut] = recordings.flatMap((recording) => recording.leftOut);
  if (leftOut !== undefined) {
    throw new MeasurementError(`${program} starts ${leftOut.path}, into which the recorder does not follow on macOS.`, {
      remedy: 'Measure a program that does its work itself, or count by DTrace, which leaves such processes out.',
    });
  }
  return {
    ...{ outcome: 'completed', freed: null, disagreement: null },
    counts: count ? countsOfCalls(recordedCalls(recordings, everyKind)) : null,
    stacks: wanted === null ? null : await nameStacks(recordings, wanted, tools, host),
  };
}

async function nameStacks(
  recordings: readonly Recording[],
  { functions }: RecordRequest,
  { recorder, names }: InsideTools,
  { run, logger }: Host,
) {
  const { stacks, note } = await nameRecordings(
    recordings,
    { functions, kinds: everyKind, library: recorder },
    (file, given, input) => succeed(run, 'demangling names', { file, arguments: given, input }),
    names,
  );
  if (note !== null) logger.warning(note);
  return stacks;
}

/** Runs the program once with the recorder in it. Throws a {@link MeasurementError} where that has not left what it should. */
async function record(
  workload: Workload,
  { recorder, folder }: Pick<InsideTools, 'recorder' | 'folder'>,
  { run }: Pick<Host, 'run'>,
): Promise<FailedRun | { readonly outcome: 'recorded'; readonly recordings: readonly Recording[] }> {
  const { command, directory, environment, timeoutSeconds } = workload;
  const [program, ...given] = command;
  const left = await mkdtemp(join(folder, 'recordings-'));
  try {
    const begun = Date.now();
    const { exitCode, signal, ...printed } = await run({
      ...{ file: program, arguments: given, directory, keep: 'tail', killAfterMilliseconds: timeoutSeconds * 1000 },
      environment: { ...environment, DYLD_INSERT_LIBRARIES: recorder, ALLOCATION_RECORDER_FOLDER: left },
    });
    const isOverdue = exitCode === null && Date.now() - begun >= timeoutSeconds * 1000;
    const end: ProgramEnd = isOverdue ? { kind: 'timed-out' } : endOfProgram(exitCode, signal ?? null);
    const lines = lastLines(`${printed.stdout}\n${printed.stderr}`, 30);
    if (!hasEndedWell(end, workload)) {
      return { outcome: 'failed', report: { ...lostReport, end }, course: null, lastLines: lines };
    }
    const { recordings, unreadable } = readRecordings(left);
    const [damaged] = unreadable;
    if (damaged !== undefined) {
      throw new MeasurementError(`What the recorder left cannot be read (${damaged.name}: ${damaged.problem}).`);
    }
    if (recordings.length === 0) {
      throw new MeasurementError(`The recorder was not loaded into ${program}.`, {
        remedy: 'dyld loads it into programs of your own only: not into Apple’s, nor into hardened ones.',
      });
    }
    return { outcome: 'recorded', recordings };
  } finally {
    await rm(left, { recursive: true, force: true });
  }
}

function endOfProgram(exitCode: number | null, signal: number | null): ProgramEnd {
  if (exitCode !== null) return { kind: 'exited', status: exitCode };
  return signal === null ? { kind: 'lost' } : { kind: 'signalled', signal, dumpedCore: false };
}
