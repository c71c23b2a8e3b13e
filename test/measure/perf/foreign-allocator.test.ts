import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ElfFile } from '../../../src/elf/elf-file.ts';
import { archivesOf, identifyForeign } from '../../../src/measure/perf/foreign-allocator.ts';
import { fileWith } from '../../elf/code-file.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';

/** A library of mimalloc whose `mi_version` has this code. */
function mimalloc(machine: ElfFile['machine'], code: readonly number[]): ElfFile {
  const path = join(temporaryDirectory(), 'libmimalloc.so.3');
  writeFileSync(path, '');
  const named = (name: string) => ({
    ...{ name, address: 0x41000, size: code.length, defined: true, isFunction: true, isWeak: false },
  });
  return { ...fileWith(machine, code), path, dynamicSymbols: [named('mi_malloc'), named('mi_version')] };
}

describe('the version of mimalloc', () => {
  it.each([
    [
      'endbr64; mov $0x12d,%eax; ret',
      'x86_64',
      [0xf3, 0x0f, 0x1e, 0xfa, 0xb8, 0x2d, 0x01, 0, 0, 0xc3],
      'mimalloc 3.0.1',
    ],
    ['mov $0xd9,%eax; ret', 'x86_64', [0xb8, 0xd9, 0, 0, 0, 0xc3], 'mimalloc 2.1.7'],
    ['mov w0, #301; ret', 'aarch64', [0xa0, 0x25, 0x80, 0x52, 0xc0, 0x03, 0x5f, 0xd6], 'mimalloc 3.0.1'],
  ] as const)('is what its function returns: %s', (_, machine, code, name) => {
    expect(identifyForeign(mimalloc(machine, code), false).name).toBe(name);
  });

  it('is not told by a function that does something else', () => {
    expect(identifyForeign(mimalloc('x86_64', [0x31, 0xc0, 0x90, 0x90, 0x90, 0xc3]), false).name).toBe('mimalloc');
    expect(identifyForeign(mimalloc('aarch64', Array(8).fill(0)), true)).toMatchObject({
      ...{ name: 'mimalloc', build: 'carried' },
    });
  });
});

describe('the archives that a program may carry its allocator of', () => {
  it('are those of the allocator that it shows to be, and none of one that nobody knows', () => {
    expect(archivesOf(mimalloc('x86_64', [0xc3])).map(({ archive }) => archive)).toEqual(['libmimalloc.a', 'libc.a']);
    expect(archivesOf(fileWith('x86_64', []))).toEqual([]);
  });
});
