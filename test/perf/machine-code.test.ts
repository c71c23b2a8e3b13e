import { describe, expect, it } from 'vitest';
import { directCallBefore, emulatedPlace } from '../../src/perf/machine-code.ts';
import type { ElfFile } from '../../src/system/elf.ts';

/** A file whose code begins at 0x1000 in the file and at 0x41000 in memory. */
function fileWith(machine: ElfFile['machine'], code: readonly number[]): ElfFile {
  const bytes = Buffer.from(code);
  const [offset, address] = [0x1000, 0x41000];
  const inside = (at: number) => at >= 0 && at <= bytes.length;
  return {
    ...{ path: '/lib/libc.so.6', machine, interpreter: null, hasDynamicSection: true, buildId: null },
    ...{ dynamicSymbols: [], symbols: [], section: () => null },
    fileOffset: (at) => (inside(at - address) ? at - address + offset : null),
    addressAt: (at) => (inside(at - offset) ? at - offset + address : null),
    code: (start, end) => bytes.subarray(start - address, end - address),
  };
}

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

describe('the place of a probe at the start of a function', () => {
  const placed = (...code: readonly number[]) => emulatedPlace(fileWith('x86_64', code), 0x1000) - 0x1000;
  const test = [0x48, 0x85, 0xff]; // test %rdi,%rdi

  it('is behind what the kernel would have to step through, on the jump that it emulates', () => {
    expect(placed(...test, 0x0f, 0x84, 0x7f, 0x01, 0x00, 0x00)).toBe(3); // glibc 2.41
    expect(placed(0xf3, 0x0f, 0x1e, 0xfa, ...test, 0x74, 0x10)).toBe(7);
    expect(placed(0xf3, 0x0f, 0x1e, 0xfa, 0xe9, 0x77, 0x0b, 0x00, 0x00)).toBe(4); // static musl 1.2.5
    expect(placed(0xf3, 0x0f, 0x1e, 0xfa, 0x41, 0x57)).toBe(4);
  });

  it('is the start, where that is emulated or nothing better is known', () => {
    expect(placed(0x55, 0x48, 0x89, 0xe5)).toBe(0);
    expect(placed(...test, 0x48, 0x89, 0xf8)).toBe(0);
    expect(placed(0x48, 0x83, 0xec, 0x18)).toBe(0);
    expect(emulatedPlace(fileWith('aarch64', [...test, 0x74, 0x10]), 0x1000)).toBe(0x1000);
  });
});
