import { describe, expect, it } from 'vitest';
import { frameInForce } from '../../src/perf/prologue.ts';

const code = (...parts: readonly string[]) => Buffer.from(parts.join(' ').replaceAll(' ', ''), 'hex');

const prologue = '55 48 89 e5'; // push %rbp; mov %rsp,%rbp
const call = 'e8 34 9f 1a 00';
const ret = '5d c3'; // pop %rbp; ret

describe('the frame at a call', () => {
  it('is that of the function that made it before', () => {
    expect(frameInForce(code(prologue, '53 50', call))).toBe(11);
    expect(frameInForce(code(prologue, ret, prologue, '53 50', call))).toBe(11);
  });

  it('is not taken from the function before', () => {
    expect(frameInForce(code(prologue, ret, '50', call))).toBeNull();
    expect(frameInForce(code(prologue, '48 83 c4 08 c3', '50', call))).toBeNull();
    expect(frameInForce(code(prologue, '5d e9 00 00 00 00', '50', call))).toBeNull(); // a call in place of the return
    expect(frameInForce(code(prologue, 'c9 ff e0', '50', call))).toBeNull();
  });

  it('is not taken from a function before that never returns', () => {
    expect(frameInForce(code(prologue, call, '0f 0b', '50', call))).toBeNull();
    expect(frameInForce(code(prologue, call, '66 0f 1f 44 00 00', '50', call))).toBeNull();
    expect(frameInForce(code(prologue, call, 'cc cc cc', '50', call))).toBeNull();
  });

  it('survives instructions that only look like a return', () => {
    expect(frameInForce(code(prologue, '48 89 c3', call))).toBe(12); // mov %rax,%rbx
    expect(frameInForce(code(prologue, '48 01 c3', call))).toBe(12); // add %rax,%rbx
  });

  it('is not known where no function made one', () => {
    expect(frameInForce(code('50', call))).toBeNull();
    expect(frameInForce(Buffer.alloc(0))).toBeNull();
  });
});
