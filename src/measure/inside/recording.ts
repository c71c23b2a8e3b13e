import type { LeftOutReason, RecordedFunction, RecordedKind, StackEnd, Stop } from './recording-layout.ts';

/** What one process image has left: everything that it called the allocator for. */
export interface Recording {
  readonly pid: number;
  /** Process id of its parent when recording began. */
  readonly parent: number;
  /** `forked`: a child that goes on with its parent's program. */
  readonly began: 'executed' | 'forked';
  /** Where recording stopped early, later calls are in `unrecorded`. */
  readonly stopped: Stop;
  /** The allocator's functions that the program finds in the recorder; one that is missing it has from elsewhere. */
  readonly resolved: ReadonlySet<RecordedFunction>;
  readonly check: StackCheck;
  /** Stacks that one kept rule for each frame did not lead through. */
  readonly unwoundInFull: number;
  /** Objects whose type could not be read. */
  readonly typesUnread: number;
  readonly stacks: readonly RecordedStack[];
  /** Calls that have no record of their own. */
  readonly unrecorded: ReadonlyMap<RecordedKind, CallSum>;
  /** Threads that the end of the program may have cut off in the middle of a call. */
  readonly unfinished: number;
  readonly modules: readonly RecordedModule[];
  /** Programs that the process executed and that are not recorded. */
  readonly leftOut: readonly LeftOut[];
}

/** Calls, and the bytes that they asked for. */
export interface CallSum {
  readonly calls: number;
  readonly bytes: number;
}

/** How many stacks were unwound a second time by the compiler's own unwinder, and how many of them differed. */
export type StackCheck =
  | { readonly kind: 'off' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'on'; readonly compared: number; readonly different: number };

/** All calls of one kind from one stack, of all threads. */
export interface RecordedStack extends CallSum {
  readonly kind: RecordedKind;
  /** Return addresses, innermost first: each is behind the call that it belongs to. */
  readonly returns: readonly number[];
  /** Starts of the functions that go on where it is awaited, innermost first. */
  readonly awaits: readonly number[];
  readonly end: StackEnd;
  /** When it was first seen; see {@link RecordedModule}. */
  readonly moment: number;
  /** What its blocks became, largest first; the remainder is no object, or of a type that could not be read. */
  readonly types: readonly TypedCalls[];
}

export interface TypedCalls extends CallSum {
  readonly type: RecordedType;
}

/** `class`: "Module.Outer.Name<Swift.Int>", empty where its descriptors name nothing; `box`: a box or a closure's context. */
export type RecordedType =
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'box' }
  | { readonly kind: 'unknown' };

/** Code that was mapped from `start` to `end`, from one moment to another; moments count what comes and goes. */
export interface RecordedModule {
  readonly start: number;
  readonly end: number;
  /** An address less this is the address in the ELF file. */
  readonly bias: number;
  /** Where `start` is in the file. */
  readonly offset: number;
  readonly path: string;
  /** In hexadecimal digits; null where the file has none. */
  readonly buildId: string | null;
  readonly came: number;
  /** Null where it stayed. */
  readonly went: number | null;
}

export interface LeftOut {
  readonly path: string;
  readonly reason: LeftOutReason;
}

/** The module in which an address of a stack of this moment lies; null where none is known. */
export function moduleOf(recording: Recording, address: number, moment: number): RecordedModule | null {
  const holds = recording.modules.filter(
    ({ start, end, came, went }) =>
      address >= start && address < end && came <= moment && (went === null || went > moment),
  );
  return holds.at(-1) ?? null;
}
