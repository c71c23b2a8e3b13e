import { describe, expect, it } from 'vitest';
import type { ElfFile, ElfSymbol } from '../../src/elf/elf-file.ts';
import { sameCall } from '../../src/elf/same-call.ts';
import { fileWith } from './code-file.ts';

const symbol = (name: string, address: number, size: number): ElfSymbol => ({
  ...{ name, address, size, defined: true, isFunction: true, isWeak: false },
});

/** `free`, some bytes, and a function that calls it by its fourth byte. */
function program(gap: number, callDistance: number, symbols: (caller: number) => readonly ElfSymbol[]): ElfFile {
  const distance = callDistance - (4 + gap + 3 + 5);
  const call = Buffer.alloc(5, 0xe8);
  call.writeInt32LE(distance, 1);
  const code = [0xc3, 0x90, 0x90, 0x90, ...Array<number>(gap).fill(0x90), 0x48, 0x89, 0xc7, ...call, 0xc3];
  return { ...fileWith('x86_64', code), symbols: symbols(0x41004 + gap) };
}

describe('a call in a copy of a function', () => {
  const named = (caller: number) => [symbol('free', 0x41000, 1), symbol('thread_freeres', caller, 9)];
  const known = program(2, 0, named);
  const place = 0x1004 + 2 + 3;

  it('is as far behind the function’s symbol there', () => {
    expect(sameCall(known, place, program(7, 0, named), 0x1000)).toBe(0x1004 + 7 + 3);
  });

  it('is none where the copy calls something else there, or has no such function of that size', () => {
    expect(sameCall(known, place, program(7, 1, named), 0x1000)).toBeNull();
    expect(
      sameCall(
        known,
        place,
        program(7, 0, () => []),
        0x1000,
      ),
    ).toBeNull();
    const longer = program(7, 0, (caller) => [symbol('thread_freeres', caller, 10)]);
    expect(sameCall(known, place, longer, 0x1000)).toBeNull();
    expect(sameCall(known, 0x3000, program(7, 0, named), 0x1000)).toBeNull();
  });

  it('is that of the function which has it, where several have its name', () => {
    const two = (caller: number) => [symbol('thread_freeres', 0x41000, 9), ...named(caller)];
    expect(sameCall(known, place, program(7, 0, two), 0x1000)).toBe(0x1004 + 7 + 3);
  });
});
