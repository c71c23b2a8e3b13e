import type { Frame, NamedStack } from '../model/recording.ts';
import { typesBetween, typesTogether } from './allocated-types.ts';
import { type Stack, unknownName } from './call-tree.ts';
import { type LevelsAt, lineOfStack } from './line-of-stack.ts';
import { addressOf, formatAddress, type NamedFrame, type Naming, nameFrame, type Resolve } from './name-frame.ts';
import type { RawStack } from './perf-folded.ts';
import { roleOf } from './role-of.ts';

/**
 * The recorded stack with its immediate caller, under names people recognise: what lies above an address that
 * was never code is cut off (`[unknown]`), unresolved neighbours of one library are one frame, and the
 * runtime's way to the allocator is one frame that says what was allocated. `allocation` is the function that
 * the probe sits on; perf may know it under another name (`__libc_calloc`). `levelsAt` knows the lines of addresses.
 */
export function nameStack(
  raw: RawStack,
  allocation: string,
  naming: Naming,
  levelsAt: LevelsAt = () => [],
): NamedStack {
  const { frames, thread, fields, count } = insertCaller(raw, naming.resolve);
  const callers = frames.slice(0, -1).map((frame) => nameFrame(frame, thread, naming));
  const leaf = { name: allocation, module: naming.libraryOf(frames.at(-1) ?? allocation) ?? unknownName };
  const size = requestedBytes(fields);
  const bytes = size === null ? null : size * count;
  const line = lineOfStack(callers, (index) => {
    const address = addressOf(frames[index] ?? '');
    return address === null ? [] : levelsAt(address, thread).flatMap(({ line: of }) => of ?? []);
  });
  return { frames: shownFrames(callers, leaf), count, bytes, types: [{ name: null, line, count, bytes: bytes ?? 0 }] };
}

/**
 * The path as it is shown, from the frames of all callers, root first, and that of the allocation function: the functions
 * that were written, however the compiler has cut, copied and joined them.
 */
export function shownFrames(callers: readonly NamedFrame[], allocation: Frame): readonly Frame[] {
  const lastUnknown = callers.findLastIndex(({ name }) => name === unknownName);
  const trusted = callers.slice(Math.max(0, lastUnknown));
  const known = trusted.length === 0 ? [{ name: unknownName, module: unknownName }] : withoutStart(trusted);
  return [...collapse(joinForms(withoutGlue(known))), allocation];
}

/** The frames that were written; one is inlined into the next that is shown if all between them are inlined as well. */
function withoutGlue(frames: readonly NamedFrame[]): readonly NamedFrame[] {
  const written: NamedFrame[] = [];
  let isInlined = true;
  for (const { inlined, ...frame } of frames) {
    isInlined &&= inlined !== undefined;
    if (roleOf(frame) === 'glue') continue;
    written.push(isInlined && inlined !== undefined ? { ...frame, inlined } : frame);
    isInlined = true;
  }
  return written.length === 0 ? frames : written;
}

/** Where a function is inlined, by two places of it. */
export function inlinedTogether(a: Frame['inlined'], b: Frame['inlined']): Frame['inlined'] {
  return a === b ? a : 'sometimes';
}

/** One frame for forms of a function that lead to one another; a function that calls itself does so in the same form. */
function joinForms(frames: readonly NamedFrame[]): readonly Frame[] {
  const isOther = (frame: NamedFrame, above: NamedFrame | undefined) =>
    frame.name !== above?.name || frame.module !== above.module || frame.form === above.form;
  return frames
    .filter((frame, index) => isOther(frame, frames[index - 1]))
    .map(({ name, module, inlined }) => (inlined === undefined ? { name, module } : { name, module, inlined }));
}

/** The same path for the call tree: names only, 0 bytes where sizes were not recorded. */
export function stackOf({ frames, count, bytes }: NamedStack): Stack {
  return { frames: frames.map(({ name }) => name), count, bytes: bytes ?? 0 };
}

/** Equal paths added up, so that each path is there once. */
export function mergeStacks(stacks: Iterable<NamedStack>): readonly NamedStack[] {
  return [...byPath(stacks).values()];
}

/**
 * What the longer of two recordings has more than the shorter one: the stacks of the iterations between them.
 * Paths of which there are fewer (start-up noise) are left out; the caller compares sums and says so.
 */
export function stacksBetween(shorter: Iterable<NamedStack>, longer: Iterable<NamedStack>): readonly NamedStack[] {
  const before = byPath(shorter);
  const between = Array.from(byPath(longer), ([path, stack]) => {
    const { frames, bytes } = stack;
    const less = before.get(path) ?? nothing;
    const count = stack.count - less.count;
    const more = bytes === null || less.bytes === null ? null : Math.max(0, bytes - less.bytes);
    return { frames, count, bytes: more, ...typed(typesBetween(less, stack, count)) };
  });
  return between.filter(({ count }) => count > 0);
}

function byPath(stacks: Iterable<NamedStack>): ReadonlyMap<string, NamedStack> {
  const merged = new Map<string, NamedStack>();
  for (const stack of stacks) {
    const { frames, count, bytes } = stack;
    const path = JSON.stringify(frames.map(({ module, name }) => [module, name]));
    const known = merged.get(path);
    const same = known ?? nothing;
    const sum = bytes === null || same.bytes === null ? null : bytes + same.bytes;
    merged.set(path, {
      frames: framesTogether(known?.frames, frames),
      count: count + same.count,
      bytes: sum,
      ...typed(typesTogether(same, stack)),
    });
  }
  return merged;
}

/** One path for two of the same names. */
function framesTogether(known: readonly Frame[] = [], frames: readonly Frame[]): readonly Frame[] {
  if (known.every(({ inlined }, index) => inlined === frames[index]?.inlined)) return frames;
  return known.map((frame, index) => {
    const inlined = inlinedTogether(frame.inlined, frames[index]?.inlined);
    return inlined === undefined ? frame : { ...frame, inlined };
  });
}

const nothing = { count: 0, bytes: 0, types: [] } as const;

function typed(types: NamedStack['types']): Pick<NamedStack, 'types'> {
  return types === undefined ? {} : { types };
}

/**
 * Without the frames that start the program or a thread (`_start`, libc's own): they are the same for everything, and
 * frame pointers see fewer of them than dwarf does, so that the same path would look like two.
 */
function withoutStart(callers: readonly Frame[]): readonly Frame[] {
  const first = callers.findIndex(
    ({ name, module }) => name !== '_start' && !/^(?:libc(?:-[\d.]+)?\.so|ld-|ld64)/.test(module),
  );
  return callers.slice(Math.max(0, first));
}

/** One frame for the runtime's way to the allocator, one for each run of unnamed frames of a library. */
function collapse(callers: readonly Frame[]): readonly Frame[] {
  const way = callers.slice(callers.findLastIndex((frame) => !isPlumbing(frame)) + 1);
  const above = callers.slice(0, callers.length - way.length);
  // What was allocated: swift_allocObject, of swift_allocObject → swift_slowAlloc; else where the runtime was entered.
  const named = way.filter(({ name }) => !name.startsWith('['));
  const shown = way.find((frame) => roleOf(frame) === 'allocator') ?? named[0] ?? way[0];
  const frames = shown === undefined ? above : [...above, shown];
  return frames.filter((frame, index) => !frame.name.startsWith('[') || frames[index - 1]?.name !== frame.name);
}

/** Frames of the runtime that are no Swift functions: those say more (`Array.append(_:)`) and stay. */
function isPlumbing(frame: Frame): boolean {
  const role = roleOf(frame);
  return role === 'allocator' || (role === 'runtime' && frame.module !== 'Swift' && frame.module !== '_Concurrency');
}

/** The bytes that one call asked for: `size`, times `n` for calloc. Null where memory could not have it (`malloc(-1)`). */
function requestedBytes({ size, n = 1n }: RawStack['fields']): number | null {
  const bytes = size === undefined ? -1n : size * n;
  return bytes >= 0n && bytes <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(bytes) : null;
}

/**
 * The stack with the return address of the allocator's caller put in exactly when that caller is missing.
 *
 * At an allocation function's first instruction its frame is not set up yet, so that following frame pointers
 * skips the immediate caller; kernels that repair this do so for some functions only (facts 12). The return
 * address, a probe argument (`ret`), names that caller, and whether it is there already shows in the data:
 *
 * - an address above the allocator is the caller if it is the return address itself: unresolved frames are
 *   printed as they are, and a row holds one return address;
 * - a symbol above the allocator is the caller if the return address lies in it. A function that calls itself
 *   right before it allocates looks the same with and without the repair: it then counts one level less.
 *
 * A return address that lies in nothing executable decides nothing, and the stack stays as it is.
 */
export function insertCaller(stack: RawStack, resolve: Resolve): RawStack {
  const returnAddress = stack.fields.ret;
  if (returnAddress === undefined || stack.frames.length === 0) return stack;
  const above = stack.frames.at(-2);
  const aboveAddress = above === undefined ? null : addressOf(above);
  if (aboveAddress === returnAddress) return stack;
  const caller = resolve(returnAddress, stack.thread);
  if (caller === null) return stack;
  if (above !== undefined && (above === caller.symbol || caller.aliases?.includes(above))) return stack;
  const inserted = formatAddress(returnAddress);
  return { ...stack, frames: [...stack.frames.slice(0, -1), inserted, ...stack.frames.slice(-1)] };
}
