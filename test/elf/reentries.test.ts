import { describe, expect, it } from 'vitest';
import { reentries } from '../../src/elf/reentries.ts';
import type { UnwindTable } from '../../src/elf/unwind-table.ts';
import { fileWith } from './code-file.ts';

/** Functions one after the other, from 0x41000 in memory and 0x1000 in the file, each `size` bytes. */
function functionsOf(size: number, count: number): UnwindTable {
  const common = {
    ...{ codeAlignment: 1, dataAlignment: -8, returnAddressRegister: 16, isSignalFrame: false },
    instructions: Buffer.alloc(0),
  };
  return {
    functionAt: (address) => {
      const index = Math.floor((address - 0x41000) / size);
      const start = 0x41000 + index * size;
      return index < 0 || index >= count ? null : { start, end: start + size, common, instructions: Buffer.alloc(0) };
    },
  };
}

const jump = (distance: number) => [0xe9, distance & 0xff, ...Array<number>(3).fill(distance < 0 ? 0xff : 0)];
const nops = (count: number) => Array<number>(count).fill(0x90);

describe('the jumps by which a function is entered again', () => {
  // The first of three functions of 16 bytes jumps to the other two; only the second jumps back to its start.
  const code = [...jump(11), ...jump(22), ...nops(6), ...nops(4), ...jump(-25), ...nops(7), ...jump(3), ...nops(11)];
  const file = fileWith('x86_64', code);

  it('are those back to its start, in a function that it jumps to', () => {
    expect(reentries(file, 0x1000, functionsOf(16, 3))).toEqual([0x1014]);
  });

  it('are none in a function that it does not jump to, nor back to its middle', () => {
    const apart = fileWith('x86_64', [...nops(16), ...code.slice(16)]);
    expect(reentries(apart, 0x1000, functionsOf(16, 3))).toEqual([]);
    const middle = fileWith('x86_64', [...code.slice(0, 20), ...jump(-24), ...code.slice(25)]);
    expect(reentries(middle, 0x1000, functionsOf(16, 3))).toEqual([]);
  });

  it('are none where nothing says where functions begin', () => {
    expect(reentries(file, 0x1000, { functionAt: () => null })).toEqual([]);
    expect(reentries(file, 0x1004, functionsOf(16, 3))).toEqual([]);
  });
});
