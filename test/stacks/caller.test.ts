import { describe, expect, it } from 'vitest';
import { insertCaller } from '../../src/stacks/caller.ts';
import type { RawStack } from '../../src/stacks/perf-folded.ts';
import { addressOf, type Resolve } from '../../src/stacks/resolve.ts';
import { recorded, recordedResolve } from './recordings.ts';

const stack = (path: string, ret = 0x1010n): RawStack => {
  return { event: 'g:malloc', thread: 1, command: 'a', fields: { ret }, frames: path.split(';'), count: 1 };
};
const resolve: Resolve = (address) => {
  if (address >= 0x1000n && address < 0x1100n) return { symbol: 'inner', aliases: ['_inner'], library: 'a' };
  return address >= 0x2000n && address < 0x3000n ? { symbol: null, library: 'lib.so' } : null;
};
const pathOf = (raw: RawStack) => insertCaller(raw, resolve).frames.join(';');

describe('the immediate caller', () => {
  it('is put in, as its return address, where the stack goes straight to the function above it', () => {
    expect(pathOf(stack('main;outer;malloc'))).toBe('main;outer;0x1010;malloc');
    expect(pathOf(stack('malloc'))).toBe('0x1010;malloc');
  });

  it('is not put in twice where the kernel found it, under whichever of its names', () => {
    expect(pathOf(stack('main;outer;inner;malloc'))).toBe('main;outer;inner;malloc');
    expect(pathOf(stack('main;outer;_inner;malloc'))).toBe('main;outer;_inner;malloc');
  });

  it('without a symbol is known by the return address itself, and put in as that', () => {
    expect(pathOf(stack('main;0x2010;malloc', 0x2010n))).toBe('main;0x2010;malloc');
    expect(pathOf(stack('main;0x2020;malloc', 0x2010n))).toBe('main;0x2020;0x2010;malloc');
  });

  it('stays out where the return address is not code, or was not recorded', () => {
    expect(pathOf(stack('main;malloc', 0x9n))).toBe('main;malloc');
    expect(pathOf({ ...stack('main;malloc'), fields: {} })).toBe('main;malloc');
  });

  it('was missing from every stack of a recorded C program', () => {
    const { stacks } = recorded('processes');
    const resolveRecorded = recordedResolve('processes');
    const outer = stacks.filter(({ frames }) => frames.includes('outer'));
    const callers = outer.map((raw) => {
      const [caller = '', leaf] = insertCaller(raw, resolveRecorded).frames.slice(-2);
      return [resolveRecorded(addressOf(caller) ?? 0n, raw.thread)?.symbol, leaf];
    });
    expect(callers).toEqual(outer.map(() => ['inner', 'malloc']));
  });
});
