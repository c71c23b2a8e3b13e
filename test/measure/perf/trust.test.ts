import { describe, expect, it } from 'vitest';
import type { FrameRule } from '../../../src/elf/frame-rules.ts';
import { judgeStack, type RuleAtCall, rightPartOf } from '../../../src/measure/perf/trust.ts';
import type { RawStack } from '../../../src/stacks/perf-folded.ts';

/** Each address stands for a call in a function of that kind. */
const rules: ReadonlyMap<bigint, FrameRule> = new Map([
  [0x1n, 'start'],
  [0x2n, 'frame-pointer'],
  [0x3n, 'frame-pointer'],
  [0x8n, 'stack-pointer'],
  [0x9n, 'unknown'],
]);
const ruleAtCall: RuleAtCall = (address) => rules.get(address) ?? 'not-code';
const malloc = '0x5';

const stack = (path: string, count = 1): RawStack => {
  return { event: 'g:malloc', thread: 1, command: 'a', fields: {}, frames: path.split(';'), count };
};
const judge = (path: string) => judgeStack(stack(path), ruleAtCall);

describe('a stack of frame pointers', () => {
  it('is right when all functions keep one, from the allocation to the start', () => {
    expect(judge(`0x1;0x2;0x3;${malloc}`)).toEqual({ reason: null, outermost: 0 });
    expect(judge(`0x1;${malloc}`)).toEqual({ reason: null, outermost: 0 });
  });

  it('is right up to the start, whatever was read further out', () => {
    expect(judge(`0x6c20736920746168;0x3;0x1;0x2;${malloc}`)).toEqual({ reason: null, outermost: 2 });
  });

  it('is not right where a function keeps none: its caller is missing, although the rest reaches the start', () => {
    expect(judge(`0x1;0x2;0x8;0x3;${malloc}`)).toEqual({ reason: 'no-frame-pointer', outermost: 2 });
    expect(judge(`0x1;0x2;0x8;${malloc}`)).toEqual({ reason: 'no-frame-pointer', outermost: 2 });
  });

  it('is not right where nobody knows how the caller is found', () => {
    expect(judge(`0x1;0x9;0x3;${malloc}`)).toEqual({ reason: 'unknown-frame', outermost: 1 });
    expect(judge(`0x1;main;${malloc}`)).toEqual({ reason: 'unknown-frame', outermost: 1 });
  });

  it('is not right where it leaves the code; the address that is none does not belong to it', () => {
    expect(judge(`0x1;0x6c20736920746168;0x3;${malloc}`)).toEqual({ reason: 'left-executable-code', outermost: 2 });
    expect(judge(`0;${malloc}`)).toEqual({ reason: 'left-executable-code', outermost: 1 });
  });

  it('is not right when it ends too early', () => {
    expect(judge(`0x2;0x3;${malloc}`)).toEqual({ reason: 'does-not-reach-start', outermost: 0 });
    expect(judge(malloc)).toEqual({ reason: 'does-not-reach-start', outermost: 0 });
    expect(judgeStack({ ...stack(''), frames: [] }, ruleAtCall)).toEqual({
      reason: 'does-not-reach-start',
      outermost: 0,
    });
  });

  it('is judged in the process of its thread', () => {
    const other: RuleAtCall = (address, thread) => (thread === 2 ? ruleAtCall(address, thread) : 'not-code');
    expect(judgeStack({ ...stack(`0x1;${malloc}`), thread: 2 }, other).reason).toBeNull();
    expect(judgeStack(stack(`0x1;${malloc}`), other).reason).toBe('left-executable-code');
  });
});

describe('what is left of a stack', () => {
  const rest = (path: string) => rightPartOf(stack(path), judge(path)).frames.join(';');

  it('is all of it up to the start', () => {
    expect(rest(`0x77;0x1;0x2;${malloc}`)).toBe(`0x1;0x2;${malloc}`);
  });

  it('is the part that is right, under an address that nothing resolves', () => {
    expect(rest(`0x1;0x2;0x8;0x3;${malloc}`)).toBe(`0;0x8;0x3;${malloc}`);
    expect(rest(`0x66;0x3;${malloc}`)).toBe(`0;0x3;${malloc}`);
    expect(rest(`0x2;0x3;${malloc}`)).toBe(`0;0x2;0x3;${malloc}`);
  });
});
