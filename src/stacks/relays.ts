import type { RawStack } from './perf-folded.ts';
import type { Resolve } from './resolve.ts';

/** The stacks of a function without those of the calls that other allocation functions made of it. */
export interface OwnStacks {
  readonly stacks: readonly RawStack[];
  /** Relayed calls whose stack was not found at the function: with frame pointers, one that went astray. */
  readonly unmatched: number;
}

/**
 * Takes the calls that were relayed (glibc's `posix_memalign(16)` uses `malloc`) out of a function's stacks, so
 * that each allocation has one stack: that of the function that the program called. A relay that calls is told by
 * its return address; one that jumps has, at both probes, the same thread, callers and size.
 */
export function withoutRelays(stacks: readonly RawStack[], relayed: readonly RawStack[], resolve: Resolve): OwnStacks {
  if (relayed.length === 0) return { stacks, unmatched: 0 };
  const others = stacks.filter((stack) => !isRelay(stack, resolve));
  const missing = sumOf(relayed) - (sumOf(stacks) - sumOf(others));
  return missing <= 0 ? { stacks: others, unmatched: 0 } : withoutJumps(others, relayed, missing);
}

/**
 * Whether one allocation function was called by another: the block is counted where the program asked for it,
 * and this stack must be left out.
 */
export function isRelay(stack: RawStack, resolve: Resolve): boolean {
  const returnAddress = stack.fields.ret;
  const caller = returnAddress === undefined ? null : resolve(returnAddress, stack.thread);
  return caller !== null && [caller.symbol ?? '', ...(caller.aliases ?? [])].some((name) => relaying.test(name));
}

const relaying = /^(?:__libc_|__)?(?:calloc|realloc|posix_memalign|aligned_alloc|memalign|valloc|pvalloc)$/;

function withoutJumps(stacks: readonly RawStack[], relayed: readonly RawStack[], missing: number): OwnStacks {
  const owed = new Map<string, number>();
  for (const stack of relayed) owed.set(pathOf(stack), (owed.get(pathOf(stack)) ?? 0) + stack.count);
  let unmatched = missing;
  const left = stacks.flatMap((stack) => {
    const owing = owed.get(pathOf(stack)) ?? 0;
    const taken = Math.min(stack.count, owing, unmatched);
    owed.set(pathOf(stack), owing - taken);
    unmatched -= taken;
    return stack.count === taken ? [] : [{ ...stack, count: stack.count - taken }];
  });
  return { stacks: left, unmatched };
}

function pathOf({ thread, frames, fields }: RawStack): string {
  return JSON.stringify([thread, frames.slice(0, -1), String(fields.size)]);
}

function sumOf(stacks: readonly RawStack[]): number {
  return stacks.reduce((sum, { count }) => sum + count, 0);
}
