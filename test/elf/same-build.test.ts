import { describe, expect, it } from 'vitest';
import type { ElfFile, ElfSymbol } from '../../src/elf/elf-file.ts';
import { areSameBuild } from '../../src/elf/same-build.ts';
import { fileWith } from './code-file.ts';

const symbol = (name: string, address: number, size: number): ElfSymbol => ({
  ...{ name, address, size, defined: true, isFunction: true, isWeak: false },
});

/** `malloc` in ten bytes, which jumps somewhere, and a helper of it; `main` is the program's own. */
function program(distance: number, { helper = 4, main = 7 } = {}): ElfFile {
  const code = [0xf3, 0x0f, 0x1e, 0xfa, 0xe9, 0, 0, 0, 0, 0xc3, 0x90, 0x90, 0x90, 0x90, 0x90];
  const file = fileWith('x86_64', code);
  file.code(0x41000, 0x4100a).writeInt32LE(distance, 5);
  const symbols = [symbol('malloc', 0x41000, 10), symbol('arena_init', 0x4100a, helper), symbol('main', 0x42000, main)];
  return { ...file, symbols };
}

const isSame = (one: ElfFile, other: ElfFile) => areSameBuild(one, other, ['malloc'], new Set(['main']));

describe('two programs that carry an allocator', () => {
  it('have the same build of it where its code differs in what linking changes alone', () => {
    expect(isSame(program(0x11223344), program(0x55667788))).toBe(true);
    expect(isSame(program(0), program(0, { main: 9 }))).toBe(true);
  });

  it('have different ones where any function that both have has another size', () => {
    expect(isSame(program(0), program(0, { helper: 5 }))).toBe(false);
  });

  it('have the same where one has in place of a function what is taken for want of it: as weak as any other size', () => {
    const weak = (isWeak: boolean) => {
      const { symbols, ...file } = program(0, { helper: isWeak ? 5 : 4 });
      return { ...file, symbols: symbols.map((one) => ({ ...one, isWeak: isWeak && one.name === 'arena_init' })) };
    };
    expect(isSame(weak(true), weak(false))).toBe(true);
  });

  it('have different ones where one has not the function, or nothing of its code is alike', () => {
    expect(isSame({ ...program(0), symbols: [] }, program(0))).toBe(false);
    const other = { ...fileWith('x86_64', Array(15).fill(0x55)), symbols: program(0).symbols };
    expect(isSame(program(0), other)).toBe(false);
  });
});
