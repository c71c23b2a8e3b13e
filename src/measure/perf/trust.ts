import type { FrameRule } from '../../elf/frame-rules.ts';
import { addressOf } from '../../stacks/name-frame.ts';
import type { RawStack } from '../../stacks/perf-folded.ts';

/** The rule at the call that returns to an address of the thread's process. */
export type RuleAtCall = (returnAddress: bigint, thread: number) => FrameRule;

/**
 * Why a stack is not trusted:
 *
 * - `no-frame-pointer`: a function in it keeps none. Whoever called it is missing, and what follows further out
 *   may be a later caller or an accident
 * - `unknown-frame`: of a function in it, nobody knows how its caller is found
 * - `left-executable-code`: a return address is none
 * - `does-not-reach-start`: it ends before the place where the program or the thread starts: it is deeper than
 *   perf looks (`kernel.perf_event_max_stack`, 127), or the memory could not be read
 */
export type Distrust = 'no-frame-pointer' | 'unknown-frame' | 'left-executable-code' | 'does-not-reach-start';

/** Whether a stack is right from end to end, and which part of it is right in any case. */
export interface Trust {
  /** Null for a stack that is right. */
  readonly reason: Distrust | null;
  /** Index of the outermost frame that is right; what is before it says nothing. */
  readonly outermost: number;
}

/**
 * Checks a stack that was recorded by following frame pointers. Its frames must be return addresses (what perf
 * prints where it finds no symbol files), root first, with the immediate caller inserted, which was read from
 * the stack itself and is therefore right.
 *
 * Each return address further out is right if the one before it belongs to a call at which the frame-pointer
 * register holds that function's own frame: following the pointers then reads exactly the places that the
 * unwind information names. One function that does not keep it hides its caller, so that nothing outside of it
 * can be believed, even where it looks well.
 */
export function judgeStack({ frames, thread }: RawStack, ruleAtCall: RuleAtCall): Trust {
  for (let index = frames.length - 2; index >= 0; index -= 1) {
    const returnAddress = addressOf(frames[index] ?? '');
    const rule = returnAddress === null ? 'unknown' : ruleAtCall(returnAddress, thread);
    if (rule === 'start') return { reason: null, outermost: index };
    if (rule === 'stack-pointer') return { reason: 'no-frame-pointer', outermost: index };
    if (rule === 'unknown') return { reason: 'unknown-frame', outermost: index };
    if (rule === 'not-code') return { reason: 'left-executable-code', outermost: index + 1 };
  }
  return { reason: 'does-not-reach-start', outermost: 0 };
}

/** The part of a stack that is right. One that is cut short begins with address 0, which nothing resolves. */
export function rightPartOf(stack: RawStack, { reason, outermost }: Trust): RawStack {
  const right = stack.frames.slice(outermost);
  return { ...stack, frames: reason === null ? right : ['0', ...right] };
}
