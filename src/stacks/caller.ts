import type { RawStack } from './perf-folded.ts';
import { addressOf, formatAddress, type Resolve } from './resolve.ts';

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
