import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../src/measure/calibration.ts';
import type { Relays } from '../../src/measure/relays.ts';
import { type CallKind, kindsOf } from '../../src/model/counted-functions.ts';
import { MeasurementError } from '../../src/model/errors.ts';
import { allCallKinds, calibrationOn, glibc, musl, type Passing } from './simulated-allocators.ts';

/** The kinds that anything relays to. */
const relaysIn = (relays: Relays) => Object.fromEntries([...relays].filter(([, kinds]) => kinds.length > 0));

async function refusal(passing: Passing, kinds: readonly CallKind[] = allCallKinds): Promise<MeasurementError> {
  const error = await calibrate(calibrationOn(passing), kinds).catch((thrown: unknown) => thrown);
  if (error instanceof MeasurementError) return error;
  throw new Error('it was accepted');
}

describe('calibration', () => {
  it('finds glibc’s jumps into malloc', async () => {
    expect(relaysIn(await calibrate(calibrationOn(glibc), allCallKinds))).toEqual({
      malloc: ['posix_memalign_small', 'realloc_null', 'aligned_alloc_small', 'memalign_small'],
    });
  });

  it('finds calloc on malloc, and aligned functions that lead through two others', async () => {
    expect(relaysIn(await calibrate(calibrationOn(musl), allCallKinds))).toEqual({
      malloc: ['calloc', 'posix_memalign_small', 'realloc_null', 'aligned_alloc_small', 'memalign_small'],
      aligned_alloc_small: ['posix_memalign_small', 'memalign_small'],
      aligned_alloc_large: ['posix_memalign_large', 'memalign_large', 'valloc'],
      memalign_large: ['valloc'],
    });
  });

  it('finds none where every function keeps to itself', async () => {
    const relays = await calibrate(calibrationOn({}), allCallKinds);
    expect([...relays.keys()]).toEqual(allCallKinds);
    expect(relaysIn(relays)).toEqual({});
  });

  it('subtracts what starting the program costs', async () => {
    const relays = await calibrate(calibrationOn(glibc, { malloc: 217, calloc: 13, realloc_null: 1 }), allCallKinds);
    expect(relays.get('malloc')).toContain('realloc_null');
    expect(relays.get('calloc')).toEqual([]);
  });

  it('makes no calls of functions that have no probe, and asks nothing of them', async () => {
    const kinds = kindsOf(['malloc', 'calloc', 'posix_memalign', 'realloc']);
    const asked: Readonly<Record<string, number>>[] = [];
    const relays = await calibrate((times) => {
      asked.push(Object.fromEntries(times));
      return calibrationOn(glibc)(times);
    }, kinds);
    expect(asked).toEqual([
      {},
      {
        malloc: 486,
        calloc: 162,
        posix_memalign_small: 54,
        posix_memalign_large: 18,
        realloc_null: 6,
        realloc_existing: 2,
      },
    ]);
    expect(relaysIn(relays)).toEqual({ malloc: ['posix_memalign_small', 'realloc_null'] });
  });

  it('finds any set of relays', async () => {
    const relaying = fc.record(
      Object.fromEntries(allCallKinds.map((into) => [into, fc.subarray(allCallKinds.filter((kind) => kind !== into))])),
    );
    await fc.assert(
      fc.asyncProperty(relaying, async (sets) => {
        const passing = Object.fromEntries(
          allCallKinds.map((kind) => [
            kind,
            Object.fromEntries(allCallKinds.filter((into) => sets[into]?.includes(kind)).map((into) => [into, 1])),
          ]),
        );
        expect(Object.fromEntries(await calibrate(calibrationOn(passing), allCallKinds))).toEqual(sets);
      }),
    );
  });

  it('refuses a function of whose calls only one in two is relayed', async () => {
    const error = await refusal({ posix_memalign_small: { malloc: 0.5 } });
    expect(error.message).toMatchInlineSnapshot(
      `"Calibration is wrong: 486 calls of malloc were made, 513 were counted, and no other function explains the difference."`,
    );
    expect(error.remedy).toMatchInlineSnapshot(
      `"The probes do not count what they should on this machine. Please report it with the output of \`swift-allocation-gate doctor --json\`."`,
    );
  });

  it('refuses a probe that is hit twice for each call, as `perf probe --add malloc` with its twin in libc is', async () => {
    expect((await refusal({ malloc: { malloc: 1 } })).message).toContain(
      '486 calls of malloc were made, 972 were counted',
    );
  });

  it('refuses lost hits', async () => {
    const lossy = calibrationOn(glibc);
    const lost = calibrate<CallKind>(async (times) => {
      const hits = new Map(await lossy(times));
      if (times.has('calloc')) hits.set('calloc', (hits.get('calloc') ?? 0) - 1);
      return hits;
    }, allCallKinds);
    await expect(lost).rejects.toThrow('162 calls of calloc were made, 161 were counted');
  });

  it('refuses probes that nothing hits', async () => {
    await expect(calibrate(async () => new Map(), allCallKinds)).rejects.toThrow(
      '486 calls of malloc were made, 0 were counted',
    );
  });

  it('refuses relays from a kind that was not called', async () => {
    const kinds = kindsOf(['malloc']);
    const haunted = calibrate(async (times) => new Map([['malloc', times.has('malloc') ? 486 + 162 : 0]]), kinds);
    await expect(haunted).rejects.toThrow('486 calls of malloc were made, 648 were counted');
  });

  it('refuses a surplus that is larger than all calls together', async () => {
    const crowded = calibrate(
      async (times) => new Map([['malloc', times.has('malloc') ? 486 + 3 ** 6 : 0]]),
      ['malloc'],
    );
    await expect(crowded).rejects.toThrow(MeasurementError);
  });
});
