import { probedFunctions } from '../../model/counted-functions.ts';
import type { Resolve } from '../../stacks/name-frame.ts';
import type { RawStack } from '../../stacks/perf-folded.ts';

/**
 * Takes the calls that were relayed (glibc's `posix_memalign(16)` uses `malloc`) out of a function's stacks, so
 * that each allocation has one stack: that of the function that the program called. A relay that calls is told by
 * its return address; one that jumps has, at both probes, the same thread, callers and size. One whose stack is not
 * found at the function (it went astray, by frame pointers) stays: the report says how many stacks there are too many.
 */
export function withoutRelays(
  stacks: readonly RawStack[],
  relayed: readonly RawStack[],
  resolve: Resolve,
  makers: readonly string[] = blockMakers,
): readonly RawStack[] {
  if (relayed.length === 0) return stacks;
  const others = stacks.filter((stack) => !isRelay(stack, resolve, makers));
  const missing = sumOf(relayed) - (sumOf(stacks) - sumOf(others));
  return missing <= 0 ? others : withoutJumps(others, relayed, missing);
}

/** Whether another allocation function made the call: the block is counted where the program asked for it. */
export function isRelay(stack: RawStack, resolve: Resolve, makers = blockMakers): boolean {
  const returnAddress = stack.fields.ret;
  const caller = returnAddress === undefined ? null : resolve(returnAddress, stack.thread);
  const names = caller === null ? [] : [caller.symbol ?? '', ...(caller.aliases ?? [])];
  // glibc knows `calloc` as `__libc_calloc` and `__calloc`, too.
  return names.some((name) => makers.some((maker) => name.replace(/^__(?:libc_)?/, '') === maker));
}

/** Nothing is made of `malloc`. */
const blockMakers: readonly string[] = probedFunctions.filter((name) => name !== 'malloc');

function withoutJumps(stacks: readonly RawStack[], relayed: readonly RawStack[], missing: number): readonly RawStack[] {
  const owed = new Map<string, number>();
  for (const stack of relayed) owed.set(pathOf(stack), (owed.get(pathOf(stack)) ?? 0) + stack.count);
  let left = missing;
  return stacks.flatMap((stack) => {
    const owing = owed.get(pathOf(stack)) ?? 0;
    const taken = Math.min(stack.count, owing, left);
    owed.set(pathOf(stack), owing - taken);
    left -= taken;
    return stack.count === taken ? [] : [{ ...stack, count: stack.count - taken }];
  });
}

function pathOf({ thread, frames, fields }: RawStack): string {
  return JSON.stringify([thread, frames.slice(0, -1), String(fields.size)]);
}

function sumOf(stacks: readonly RawStack[]): number {
  return stacks.reduce((sum, { count }) => sum + count, 0);
}
