import { describe, expect, it } from 'vitest';
import { compareUnfreed as compareRuns } from '../../src/judge/unfreed.ts';
import { blocksAllocated } from '../../src/model/counts.ts';
import type { Blocks, Measurement } from '../../src/model/measurement.ts';
import { counts, level } from '../baseline/measurements.ts';

/** Compares a measurement of which one run counted what remains, or runs in which so much did at each level. */
const compareUnfreed = (measurement: Measurement, baseline: Measurement | null, ...unfreed: readonly number[][]) => {
  const singleRuns = unfreed.map((all) => ({ iterations: null, counts: [counts({})], unfreed: all }));
  return compareRuns({ measurement, singleRuns }, baseline);
};

const blocks = (allocated: number, freed: number): Blocks => ({ allocated, freed });

function perRun(given: Blocks | null, noise = 0): Measurement {
  return { unit: 'run', runs: 3, ...level({}, { total: noise }), ...(given === null ? {} : { blocks: given }) };
}

function perIteration(from: Blocks, to: Blocks, { iterations = 11, noise = 0 } = {}): Measurement {
  return {
    ...{ unit: 'iteration', runs: 3 },
    from: { iterations: 1, ...level({}), blocks: from },
    to: { iterations, ...level({}, { total: noise }), blocks: to },
  };
}

const changeOf = (measured: Measurement, baseline: Measurement) => compareUnfreed(measured, baseline)?.change;

describe('what remains', () => {
  it('counts every function that makes a block, those too that are in no total', () => {
    const made = counts({ malloc: 1, calloc: 2, posix_memalign: 4, realloc_null: 8, aligned_alloc: 16, memalign: 32 });
    expect(blocksAllocated(made)).toBe(63);
    expect(blocksAllocated({ ...made, realloc: 1000 })).toBe(63);
  });

  it('is what a run allocated and freed, with what the baseline did', () => {
    expect(compareUnfreed(perRun(blocks(4877, 4300)), perRun(blocks(4867, 4300)))).toEqual({
      ...{ allocated: 4877, freed: 4300, change: 10 },
      baseline: { allocated: 4867, freed: 4300 },
    });
  });

  it('is what an iteration allocated and freed: start-up, which keeps its blocks, cancels out', () => {
    const leaking = perIteration(blocks(1000, 900), blocks(5730, 5620));
    const before = perIteration(blocks(990, 900), blocks(5710, 5620));
    expect(compareUnfreed(leaking, before)).toEqual({
      ...{ allocated: 473, freed: 472, change: 1 },
      baseline: { allocated: 472, freed: 472 },
    });
  });

  it('is unknown where it was not counted, here or in the baseline', () => {
    expect(compareUnfreed(perRun(null), perRun(blocks(1, 1)))).toBeNull();
    expect(compareUnfreed(perRun(blocks(3, 1)), perRun(null))).toEqual({
      ...{ allocated: 3, freed: 1, baseline: null, change: null },
    });
    expect(compareUnfreed(perRun(blocks(3, 1)), null)).toMatchObject({ baseline: null, change: null });
    const { unit, runs, from, to } = { unit: 'iteration', runs: 3, ...ends(level({}), level({})) } as const;
    expect(compareUnfreed({ unit, runs, from, to: { ...to, blocks: blocks(1, 1) } }, null)).toBeNull();
  });

  it('has not changed where it differs as much from run to run: the program ends while others still free', () => {
    const change = (...unfreed: readonly number[]) =>
      compareUnfreed(perRun(blocks(1000, 985)), perRun(blocks(1000, 1000)), [...unfreed])?.change;
    expect(change(15)).toBe(15);
    expect(change(15, 15, 15, 15, 15)).toBe(15);
    expect(change(0, 3, 15, 20, 31)).toBe(0);
  });

  it('has changed when the leak is mended, too', () => {
    expect(changeOf(perRun(blocks(100, 100)), perRun(blocks(100, 90)))).toBe(-10);
  });

  it('has not changed where the baseline leaks as much', () => {
    const leaking = () => perIteration(blocks(10, 5), blocks(20, 5));
    expect(changeOf(leaking(), leaking())).toBe(0);
    expect(changeOf(perRun(blocks(110, 60)), perRun(blocks(100, 50)))).toBe(0);
  });

  it('has not changed within the noise of both totals together', () => {
    const before = perRun(blocks(100, 100), 2);
    expect(changeOf(perRun(blocks(105, 100), 3), before)).toBe(0);
    expect(changeOf(perRun(blocks(106, 100), 3), before)).toBe(6);
    const noisy = perIteration(blocks(0, 0), blocks(10, 0), { noise: 10 });
    expect(changeOf(noisy, perIteration(blocks(0, 0), blocks(10, 10)))).toBe(0);
  });

  it('has changed from a quarter of a block per iteration on: a few blocks over many iterations are a cache', () => {
    const before = perIteration(blocks(0, 0), blocks(100, 100), { iterations: 101 });
    const keeping = (kept: number) => perIteration(blocks(0, 0), blocks(100 + kept, 100), { iterations: 101 });
    expect(changeOf(keeping(24), before)).toBe(0);
    expect(changeOf(keeping(25), before)).toBeCloseTo(0.25, 9);
    expect(changeOf(keeping(33), before)).toBeCloseTo(0.33, 9);
  });
});

function ends(low: ReturnType<typeof level>, high: ReturnType<typeof level>) {
  return { from: { iterations: 1, ...low }, to: { iterations: 2, ...high } };
}
