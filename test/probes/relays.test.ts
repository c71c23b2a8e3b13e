import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../src/probes/calibration.ts';
import { allCallKinds } from '../../src/probes/call-kinds.ts';
import { callsFrom } from '../../src/probes/relays.ts';
import { calibrationOn, glibc, hitsOf, musl, type Passing } from './simulated-allocators.ts';

const anyCalls = fc.record(Object.fromEntries(allCallKinds.map((kind) => [kind, fc.nat(1_000_000)])));

/** Any allocator whose functions are made of those that come later in a shuffled order: no circles. */
const anyAllocator: fc.Arbitrary<Passing> = fc
  .tuple(
    fc.shuffledSubarray(allCallKinds, { minLength: allCallKinds.length }),
    fc.array(fc.boolean(), { minLength: 100, maxLength: 100 }),
  )
  .map(([order, choices]) =>
    Object.fromEntries(
      order.map((kind, row) => [
        kind,
        Object.fromEntries(
          order.slice(row + 1).flatMap((into, column) => (choices[row * 10 + column] ? [[into, 1]] : [])),
        ),
      ]),
    ),
  );

describe('the calls', () => {
  it('are found again from the hits, in whatever way an allocator relays', async () => {
    await fc.assert(
      fc.asyncProperty(anyCalls, fc.oneof(fc.constantFrom(glibc, musl, {}), anyAllocator), async (calls, allocator) => {
        const relays = await calibrate(calibrationOn(allocator), allCallKinds);
        expect(callsFrom(hitsOf(calls, allocator), relays)).toEqual(calls);
      }),
    );
  });

  it('are never below zero: a program may end between the two hits of one relayed call', () => {
    const hits = new Map([
      ['malloc', 4],
      ['posix_memalign_small', 5],
    ] as const);
    const calls = callsFrom(hits, new Map([['malloc', ['posix_memalign_small']]]));
    expect(calls).toMatchObject({ malloc: 0, posix_memalign_small: 5 });
  });

  it('of kinds without a probe are none', () => {
    const calls = callsFrom(new Map([['malloc', 3]]), new Map());
    expect(Object.keys(calls)).toEqual(allCallKinds);
    expect(calls).toMatchObject({ malloc: 3, calloc: 0, memalign_large: 0 });
  });

  it('cannot be told where two kinds relay to each other', () => {
    const circle = new Map([
      ['malloc', ['calloc']],
      ['calloc', ['malloc']],
    ] as const);
    expect(() => callsFrom(new Map(), circle)).toThrow('malloc and calloc relay to each other');
  });
});
