import { describe, expect, it } from 'vitest';
import { isRelay } from '../../../src/measure/perf/withhold-relays.ts';
import { recorded, recordedResolve } from '../../stacks/recordings.ts';
import { sumOf } from '../../stacks/trees.ts';

describe('calls that one allocation function makes of another', () => {
  it('are as many in a recording as glibc relays: posix_memalign with an alignment up to 16', () => {
    const { stacks } = recorded('toy');
    const relays = stacks.filter((stack) => isRelay(stack, recordedResolve('toy')));
    const relayed = stacks.filter(
      ({ event, fields }) => event === 'sagstacks:posix_memalign' && (fields.align ?? 0n) <= 16n,
    );
    expect(sumOf(relays)).toBe(sumOf(relayed));
    expect(sumOf(relays)).toBeGreaterThan(0);
    expect(new Set(relays.map(({ event }) => event))).toEqual(new Set(['sagstacks:malloc']));
  });

  it('are not those of the program, nor those whose caller nobody knows', () => {
    const stack = { event: 'g:malloc', thread: 1, command: 'a', fields: { ret: 1n }, frames: ['malloc'], count: 1 };
    expect(isRelay(stack, () => ({ symbol: 'myRealloc', library: 'a' }))).toBe(false);
    expect(isRelay(stack, () => null)).toBe(false);
    expect(isRelay({ ...stack, fields: {} }, () => ({ symbol: 'realloc', library: 'a' }))).toBe(false);
    expect(isRelay(stack, () => ({ symbol: null, aliases: ['__libc_memalign'], library: 'a' }))).toBe(true);
  });
});
