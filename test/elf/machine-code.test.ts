import { describe, expect, it } from 'vitest';
import { directCallBefore, frameInForce, jumps } from '../../src/elf/machine-code.ts';
import { fileWith } from './code-file.ts';

describe('the call that returns to a place', () => {
  // mov %rax,%rdi; call 0x41000; test %rax,%rax
  const x86 = fileWith('x86_64', [0x48, 0x89, 0xc7, 0xe8, 0xf8, 0xff, 0xff, 0xff, 0x48, 0x85, 0xc0]);

  it('is the `call` that ends there, if it is one of that function', () => {
    expect(directCallBefore(x86, 0x1008, 0x1000)).toBe(0x1003);
    expect(directCallBefore(x86, 0x1008, 0x1004)).toBeNull();
  });

  it('is the `bl` before it on aarch64', () => {
    // mov x0, x1; bl 0x41000
    const arm = fileWith('aarch64', [0xe0, 0x03, 0x01, 0xaa, 0xff, 0xff, 0xff, 0x97, 0, 0, 0, 0]);
    expect(directCallBefore(arm, 0x1008, 0x1000)).toBe(0x1004);
    expect(directCallBefore(arm, 0x1004, 0x1000)).toBeNull();
  });

  it('is none where another instruction ends there: a probe inside of one would break the program', () => {
    for (const offset of [0x1005, 0x1006, 0x1007, 0x1009, 0x100b]) {
      expect(directCallBefore(x86, offset, 0x1000)).toBeNull();
    }
    expect(directCallBefore(x86, 0x2000, 0x1000)).toBeNull();
  });
});

describe('the jumps in code', () => {
  it('are direct ones, with the place where they go', () => {
    // test %rdi,%rdi; jmp 0x41000; jmp *%rax
    const x86 = Buffer.from([0x48, 0x85, 0xff, 0xe9, 0xf8, 0xff, 0xff, 0xff, 0xff, 0xe0]);
    expect(jumps('x86_64', x86, 0x41000)).toEqual([{ at: 0x41003, target: 0x41000 }]);
    // mov x0, x1; b 0x40ffc
    const arm = Buffer.from([0xe0, 0x03, 0x01, 0xaa, 0xfe, 0xff, 0xff, 0x17]);
    expect(jumps('aarch64', arm, 0x41000)).toEqual([{ at: 0x41004, target: 0x40ffc }]);
  });
});

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
