/** How a program ended, as its launcher saw it. */
export type ProgramEnd =
  | { readonly kind: 'exited'; readonly status: number }
  | { readonly kind: 'signalled'; readonly signal: number; readonly dumpedCore: boolean }
  /** It took longer than it may, and was ended. */
  | { readonly kind: 'timed-out' }
  /** This signal stopped it, nobody let it go on, and it was ended. */
  | { readonly kind: 'stopped'; readonly signal: number }
  /** The launcher was told to end by this signal, and ended it. */
  | { readonly kind: 'interrupted'; readonly signal: number }
  /** `exec`, or what comes before it, was refused. */
  | { readonly kind: 'not-started'; readonly step: string; readonly errno: number }
  /** The launcher did not live to see it. */
  | { readonly kind: 'lost' };

/** A process that ran when the launcher began to end what was there. */
export interface RunningProcess {
  readonly pid: number;
  /** As in proc_pid_stat(5): `T` is stopped. */
  readonly state: string;
  /** Its arguments, cut; foreign text. */
  readonly commandLine: string;
}

/** A process that lost its parent, and ended otherwise than with status 0. */
export interface FailedProcess {
  readonly pid: number;
  readonly end: Extract<ProgramEnd, { readonly kind: 'exited' | 'signalled' }>;
}

/** What the launcher says about a run. The counts may be larger than the lists are long. */
export interface ProgramReport {
  readonly end: ProgramEnd;
  /** What the launcher ended: what a program left behind, or the program that had to be ended and its children. */
  readonly running: readonly RunningProcess[];
  readonly runningCount: number;
  /** How many of them could not be ended: processes of another user. */
  readonly unendedCount: number;
  readonly failed: readonly FailedProcess[];
  readonly failedCount: number;
  readonly wallMicroseconds: number;
  /** Of the program and all its children. */
  readonly userMicroseconds: number;
  readonly systemMicroseconds: number;
  /** Of the largest process. */
  readonly memoryKibibytes: number;
}

/** What is known of a run whose launcher was killed. */
export const lostReport: ProgramReport = {
  end: { kind: 'lost' },
  ...{ running: [], runningCount: 0, unendedCount: 0, failed: [], failedCount: 0 },
  ...{ wallMicroseconds: 0, userMicroseconds: 0, systemMicroseconds: 0, memoryKibibytes: 0 },
};
