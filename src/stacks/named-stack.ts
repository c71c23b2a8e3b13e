import { type Stack, unknownName } from './call-tree.ts';
import { insertCaller } from './caller.ts';
import { type Frame, roleOf } from './frame.ts';
import { type Naming, nameFrame } from './names.ts';
import type { RawStack } from './perf-folded.ts';
import { requestedBytes } from './requested-bytes.ts';

/** One call path as it is shown, root first; the last frame is the allocation function that was called. */
export interface NamedStack {
  readonly frames: readonly Frame[];
  readonly count: number;
  /** Bytes asked for by all of them; null where sizes were not recorded. */
  readonly bytes: number | null;
}

/**
 * The recorded stack with its immediate caller, under names people recognise: what lies above an address that
 * was never code is cut off (`[unknown]`), unresolved neighbours of one library are one frame, and the
 * runtime's way to the allocator is one frame that says what was allocated. `allocation` is the function that
 * the probe sits on; perf may know it under another name (`__libc_calloc`).
 */
export function nameStack(raw: RawStack, allocation: string, naming: Naming): NamedStack {
  const { frames, thread, fields, count } = insertCaller(raw, naming.resolve);
  const callers = frames.slice(0, -1).map((frame) => nameFrame(frame, thread, naming));
  const trusted = callers.slice(
    Math.max(
      0,
      callers.findLastIndex(({ name }) => name === unknownName),
    ),
  );
  const known = trusted.length === 0 ? [{ name: unknownName, module: unknownName }] : withoutStart(trusted);
  const leaf = { name: allocation, module: naming.libraryOf(frames.at(-1) ?? allocation) ?? unknownName };
  const size = requestedBytes(fields);
  return { frames: [...collapse(known), leaf], count, bytes: size === null ? null : size * count };
}

/** The same path for the call tree: names only, 0 bytes where sizes were not recorded. */
export function stackOf({ frames, count, bytes }: NamedStack): Stack {
  return { frames: frames.map(({ name }) => name), count, bytes: bytes ?? 0 };
}

/**
 * Without the frames that start the program or a thread (`_start`, libc's own): they are the same for everything, and
 * frame pointers see fewer of them than dwarf does, so that the same path would look like two.
 */
function withoutStart(callers: readonly Frame[]): readonly Frame[] {
  const first = callers.findIndex(({ name, module }) => name !== '_start' && !/^(?:libc\.so|ld-|ld64)/.test(module));
  return first <= 0 ? callers : callers.slice(first);
}

/** One frame for the runtime's way to the allocator, one for each run of unnamed frames of a library. */
function collapse(callers: readonly Frame[]): readonly Frame[] {
  const way = callers.slice(callers.findLastIndex((frame) => !isPlumbing(frame)) + 1);
  const above = callers.slice(0, callers.length - way.length);
  // What was allocated: swift_allocObject, of swift_allocObject → swift_slowAlloc; else where the runtime was entered.
  const named = way.filter(({ name }) => !name.startsWith('['));
  const shown = way.find((frame) => roleOf(frame) === 'allocator') ?? named[0] ?? way[0];
  const frames = shown === undefined ? above : [...above, shown];
  return frames.filter((frame, index) => !(frame.name.startsWith('[') && frames[index - 1]?.name === frame.name));
}

/** Frames of the runtime that are no Swift functions: those say more (`Array.append(_:)`) and stay. */
function isPlumbing(frame: Frame): boolean {
  const role = roleOf(frame);
  return role === 'allocator' || (role === 'runtime' && frame.module !== 'Swift' && frame.module !== '_Concurrency');
}
