import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../src/measure/calibration.ts';
import { callsFrom, countsOfCalls } from '../../src/measure/relays.ts';
import { counts } from '../baseline/measurements.ts';
import { allCallKinds, calibrationOn, glibc, hitsOf, musl, type Passing } from './simulated-allocators.ts';

const anyCalls = fc.record(Object.fromEntries(allCallKinds.map((kind) => [kind, fc.nat(1_000_000)])));

/** Any allocator whose functions are made of those that come later in a shuffled order: no circles. */
const anyAllocator: fc.Arbitrary<Passing> = fc
  .tuple(
    fc.shuffledSubarray([...allCallKinds], { minLength: allCallKinds.length }),
    fc.array(fc.boolean(), { minLength: 144, maxLength: 144 }),
  )
  .map(([order, choices]) =>
    Object.fromEntries(
      order.map((kind, row) => [
        kind,
        Object.fromEntries(
          order.slice(row + 1).flatMap((into, column) => (choices[row * 12 + column] ? [[into, 1]] : [])),
        ),
      ]),
    ),
  );

describe('the calls', () => {
  it('are found again from the hits, in whatever way an allocator relays', async () => {
    await fc.assert(
      fc.asyncProperty(anyCalls, fc.oneof(fc.constantFrom(glibc, musl, {}), anyAllocator), async (calls, allocator) => {
        const relays = await calibrate(calibrationOn(allocator), allCallKinds);
        expect(Object.fromEntries(callsFrom(hitsOf(calls, allocator), relays))).toEqual(calls);
      }),
    );
  });

  it('are never below zero: a program may end between the two hits of one relayed call', () => {
    const hits = new Map([
      ['malloc', 4],
      ['posix_memalign_small', 5],
    ] as const);
    const calls = callsFrom(hits, new Map([['malloc', ['posix_memalign_small']]]));
    expect(Object.fromEntries(calls)).toMatchObject({ malloc: 0, posix_memalign_small: 5 });
  });

  it('of kinds without a probe are none', () => {
    const calls = callsFrom(new Map([['malloc', 3]]), new Map());
    expect([...calls.keys()]).toEqual(allCallKinds);
    expect(Object.fromEntries(calls)).toMatchObject({ malloc: 3, calloc: 0, memalign_large: 0 });
  });

  it('cannot be told where two kinds relay to each other', () => {
    const circle = new Map([
      ['malloc', ['calloc']],
      ['calloc', ['malloc']],
    ] as const);
    expect(() => callsFrom(new Map(), circle)).toThrow('malloc and calloc relay to each other');
  });
});

describe('the counts of calls', () => {
  it('put small and large alignments together and keep both kinds of realloc apart', () => {
    const hits = new Map([
      ['malloc', 1],
      ['calloc', 2],
      ['posix_memalign_small', 4],
      ['posix_memalign_large', 8],
      ['realloc_null', 16],
      ['realloc_existing', 32],
      ['aligned_alloc_small', 64],
      ['aligned_alloc_large', 128],
      ['memalign_small', 256],
      ['memalign_large', 512],
      ['valloc', 1024],
      ['pvalloc', 2048],
    ] as const);
    expect(countsOfCalls(callsFrom(hits, new Map()))).toEqual(
      counts({
        ...{ malloc: 1, calloc: 2, posix_memalign: 12, realloc_null: 16, realloc: 32 },
        ...{ aligned_alloc: 192, memalign: 768, valloc: 1024, pvalloc: 2048 },
      }),
    );
  });
});
