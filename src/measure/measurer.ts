import { constants } from 'node:os';
import type { AllocationFunction } from '../model/counted-functions.ts';
import { type Counts, displayName } from '../model/counts.ts';
import type { DirectFunction } from '../model/direct-functions.ts';
import { MeasurementError } from '../model/errors.ts';
import type { Fingerprint } from '../model/fingerprint.ts';
import type { CallGraph, Counter, NamedStack, SiteNaming } from '../model/recording.ts';
import type { LeftoverPolicy } from '../settings/configuration-schema.ts';
import type { Readiness, StopSignal } from '../settings/server-schema.ts';
import type { Host } from '../system/host.ts';
import type { Environment } from '../system/process.ts';
import type { ProgramEnd, ProgramReport } from './inside/program-end.ts';

/** A program, and how it is started. */
export interface Workload {
  readonly command: readonly [file: string, ...arguments: string[]];
  readonly directory: string;
  /** All of its environment. */
  readonly environment: Environment;
  readonly timeoutSeconds: number;
  /** The exit status with which it is to end. */
  readonly status: number;
  readonly leftovers: LeftoverPolicy;
  /** Null: it ends by itself. */
  readonly server: ServedWorkload | null;
}

/** What makes a server of a program: it is loaded when it is ready, and told to end after that. */
export interface ServedWorkload {
  readonly ready: Readiness;
  /** What loads it, uncounted; it ends by itself. */
  readonly driver: Workload;
  readonly stop: StopSignal;
}

/** A way to measure, before anything is known of the machine. */
export interface MeasurerKind extends Pick<MeasurerSource, 'needs'> {
  /** Finds out what the machine can do. Throws a `MeasurementError` that says what is missing. */
  open(host: Host, options: MeasurerOptions): Promise<Measurer>;
}

/** The same where nothing but the host's cleanup puts back what was changed on the machine. */
export interface MeasurerSource {
  open(host: Host, options: MeasurerOptions): Promise<OpenMeasurer>;
  /** What it needs of the machine, each to be tried by itself. */
  needs(host: Host, options: MeasurerOptions): readonly Need[];
}

export type OpenMeasurer = Omit<Measurer, 'close'>;

/** What a door hands to every command that measures. */
export interface MeasuringHost extends Host {
  readonly measurer: MeasurerKind;
}

export interface MeasurerOptions {
  /** The only perf to try; null to search. */
  readonly perfPath: string | null;
  /** Whether stacks may be taken inside the program: what that needs is then made ready while the package is built. */
  readonly mayRecordInside: boolean;
  readonly counter: Counter;
}

export interface Need {
  readonly name: string;
  /** Says what was found; throws a `MeasurementError` with its remedy where it is missing. */
  find(): Promise<string>;
}

/** What counts the allocations of programs on this machine. */
export interface Measurer {
  /** `perf`. */
  readonly name: string;
  /** Empty where it is the gate's own. */
  readonly version: string;
  readonly counter: Counter;
  /**
   * Makes ready for a program that starts in this environment: finds its allocator, and proves on a program whose calls
   * are known that they are counted right; so are the functions of `alsoCount`. Each allocator is made ready once. Throws a
   * `MeasurementError` where it cannot be counted.
   */
  prepare(program: string, environment: Environment, alsoCount?: readonly DirectFunction[]): Promise<MeasurableProgram>;
  /**
   * No run is to be counted any more, as far as is known: what only counting needs may be put back beside those that
   * follow. Left out where that is nothing.
   */
  letGo?(): void;
  /** Puts back what it changed on the machine, which is slower until then. The host's cleanup does so at the latest. */
  close(): Promise<void>;
}

/** What serves a program's allocations, as fingerprints name it. */
export type AllocatorIdentity = Pick<Fingerprint, 'libc' | 'libcBuild' | 'allocator' | 'allocatorBuild'>;

/** A program that can be measured. */
export interface MeasurableProgram extends AllocatorIdentity {
  /** Why the recorder cannot be loaded into it, as a part of a sentence; null where it can. */
  whyNotInside(): Promise<string | null>;
  /** Runs the program once. Throws a `MeasurementError` where what was asked for could not be found out. */
  run(workload: Workload, wanted: Wanted): Promise<RunResult>;
}

/** What to find out of a run, besides how it ends. */
export interface Wanted {
  /** By the measurer's counter. A run whose stacks the recorder takes is counted by it alone where this is not wanted. */
  readonly count: boolean;
  /** Blocks that it frees, beside the calls. They explain and never decide: null comes back where that cannot be done. */
  readonly countFreed: boolean;
  /** Null comes back where stacks cannot be taken beside counting: ask for them alone then. */
  readonly record: RecordRequest | null;
}

/** Which stacks to take, and how. */
export interface RecordRequest {
  readonly callGraph: CallGraph;
  readonly functions: readonly AllocationFunction[];
}

/** What became of one run: of what was not asked for, null. */
export type RunResult = CompletedRun | FailedRun;

/** A run that ended as it should. */
export interface CompletedRun {
  readonly outcome: 'completed';
  readonly counts: Counts | null;
  readonly freed: number | null;
  readonly stacks: RecordedStacks | null;
  /**
   * Why what the recorder inside the program left is not to be believed, as a part of a sentence; null where it is, or was
   * not asked for. The counts are the probes' and stand.
   */
  readonly disagreement: string | null;
}

/** How a run came to its end. */
export interface RunEnd {
  /** How the program ended, as its launcher saw it. */
  readonly report: ProgramReport;
  /** Of a server, how far it had come; null of other programs. */
  readonly course: ServerCourse | null;
}

/** How far a server came: its end came before it was ready, while it was driven, or after it was told to end. */
export type ServerCourse =
  | { readonly stage: 'starting' | 'told' }
  | { readonly stage: 'driven'; readonly driverLines: readonly string[] }
  /** The driver failed, for which the server was ended. */
  | { readonly stage: 'driven-badly'; readonly driver: RunEnd; readonly driverLines: readonly string[] };

/** The program did not do what it was started for. */
export interface FailedRun extends RunEnd {
  readonly outcome: 'failed';
  /** The last lines that the program printed. */
  readonly lastLines: readonly string[];
}

/** The stacks of one run, each allocation once, and how far they can be trusted. */
export interface RecordedStacks {
  readonly stacks: readonly (NamedStack & { readonly isTrusted: boolean })[];
  readonly callGraph: CallGraph;
  readonly naming: SiteNaming;
  readonly samples: number;
  readonly lost: number;
  /** Why no source line is known, as a sentence; null where some are. */
  readonly whyNoLines: string | null;
}

/** Throws where functions are to be counted that only perf's probes see; `counter` is what counts instead. */
export function refuseDirect(alsoCount: readonly DirectFunction[], counter: string): void {
  if (alsoCount.length === 0) return;
  throw new MeasurementError(
    `${counter} does not count ${alsoCount.map(displayName).join(', ')}, which also-count names.`,
    {
      remedy: 'Count on Linux by probes (`counter: probes`), or leave also-count out.',
    },
  );
}

/** Whether a program did not do what it was started for, by how it ended and what it left. */
export function hasFailed({ report, course }: RunEnd, workload: Workload): boolean {
  const { end, runningCount, failedCount } = report;
  if (!hasEndedWell(end, workload)) return true;
  if (workload.server !== null && course?.stage !== 'told') return true;
  return !workload.leftovers.allowed && (runningCount > 0 || failedCount > 0);
}

/** Whether this is the end that the program is to have: a server's may be the signal that told it, in a shell's words too. */
export function hasEndedWell(end: ProgramEnd, { status, server }: Pick<Workload, 'status' | 'server'>): boolean {
  const told = server === null ? null : constants.signals[server.stop];
  if (end.kind === 'signalled') return end.signal === told;
  return end.kind === 'exited' && (end.status === status || (told !== null && end.status === 128 + told));
}
