import { describe, expect, it } from 'vitest';
import type { MemoryMap } from '../../src/elf/memory-map.ts';
import { createSymbols } from '../../src/elf/symbols.ts';
import { elfFile } from '../system/elf-files.ts';

const map = (start: bigint, size: bigint, offset: bigint, path: string): MemoryMap => ({
  start,
  end: start + size,
  offset,
  path,
});
const libc = 0x7ffff7dee000n;
const program = 0x401000n;
const threads = new Map([
  [
    7,
    [
      map(program, 0x75000n, 0x1000n, elfFile('programs/static')),
      map(libc, 0x163000n, 0x28000n, elfFile('glibc-2.41-x86_64/libc.so.6')),
      map(0x7ffff7fc5000n, 0x2000n, 0n, '[vdso]'),
    ],
  ],
  [8, [map(libc, 0x163000n, 0x28000n, elfFile('musl-1.2.5-x86_64/libc.so'))]],
]);
const symbols = createSymbols(threads);
/** Where a place in the file of glibc is in memory. */
const inLibc = (offset: bigint) => libc + offset - 0x28000n;

describe('the symbol at an address', () => {
  it('is the function that covers it, from its first byte to its last', () => {
    const calloc = inLibc(0xa3b00n);
    expect(symbols.at(calloc, 7)).toEqual({ symbol: 'calloc', aliases: [], library: 'libc.so.6' });
    expect(symbols.at(calloc + 1125n, 7)?.symbol).toBe('calloc');
    expect(symbols.at(calloc + 1126n, 7)?.symbol).toBeNull();
    expect(symbols.at(calloc - 1n, 7)?.symbol).toBeNull();
  });

  it('has the other names of the same function beside it', () => {
    const found = symbols.at(inLibc(0xa28d0n), 7);
    expect([found?.symbol, ...(found?.aliases ?? [])].sort()).toEqual(['__libc_malloc', 'malloc']);
  });

  it('is found in a program whose addresses are not places in its file', () => {
    expect(symbols.at(0x410220n, 7)).toMatchObject({ symbol: 'calloc', library: 'static' });
  });

  it('is that of the thread’s own process', () => {
    expect(symbols.at(libc - 0x28000n + 0x4e0a0n, 8)).toMatchObject({ symbol: 'malloc', library: 'libc.so' });
  });

  it('is unknown in a file without symbols, of which the library is known', () => {
    expect(symbols.at(0x7ffff7fc5010n, 7)).toEqual({ symbol: null, aliases: [], library: '[vdso]' });
  });

  it('is nothing outside of all that is mapped, and in threads that nobody knows', () => {
    expect(symbols.at(0x6f6f6f6f6f6f6f6fn, 7)).toBeNull();
    expect(symbols.at(libc + 0x163000n, 7)).toBeNull();
    expect(symbols.at(inLibc(0xa28d0n), 9)).toBeNull();
  });
});

describe('the library of a symbol', () => {
  it('is the one that defines it, and none where nobody does', () => {
    expect(symbols.libraryOf('main')).toBe('static');
    expect(symbols.libraryOf('__libc_malloc')).not.toBeNull();
    expect(symbols.libraryOf('environ')).toBeNull();
    expect(symbols.libraryOf('$s4main')).toBeNull();
  });
});
