import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocationFunctions } from '../../src/model/counted-functions.ts';
import { type Counts, countsOf, totalOf } from '../../src/model/counts.ts';
import { measurementSchema, perUnit, summarizeRuns } from '../../src/model/measurement.ts';
import { counts, including, level, perIteration, perRun } from '../baseline/measurements.ts';

const anyCounts: fc.Arbitrary<Counts> = fc
  .array(fc.nat(1_000_000), { minLength: 7, maxLength: 7 })
  .map((values) => countsOf((name) => values[allocationFunctions.indexOf(name)] ?? 0));

describe('several runs', () => {
  it('are summed up as median and noise of each function, and of the total', () => {
    const summary = summarizeRuns([
      counts({ malloc: 100, calloc: 7, realloc: 4 }),
      counts({ malloc: 103, calloc: 5, realloc: 4 }),
      counts({ malloc: 101, calloc: 6, realloc: 9 }),
      counts({ malloc: 101, calloc: 8, realloc: 4 }),
    ]);
    expect(summary).toEqual({
      counts: counts({ malloc: 101, calloc: 6, realloc: 4 }),
      total: 107,
      noise: { ...counts({ malloc: 0, calloc: 1, realloc: 0 }), total: 1 },
    });
  });

  it('have the total of one run, and noise that is no more than all of them differ', () => {
    fc.assert(
      fc.property(fc.array(anyCounts, { minLength: 1, maxLength: 30 }), (runs) => {
        const { total, noise } = summarizeRuns(runs);
        const totals = runs.map((run) => totalOf(run));
        expect(totals).toContain(total);
        expect(noise.total).toBeLessThanOrEqual(Math.max(...totals) - Math.min(...totals));
      }),
    );
  });

  it('are not moved by one odd run, however odd and whenever it comes', () => {
    const same = fc.array(fc.constant(counts({ malloc: 1001 })), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(same, anyCounts, fc.nat(30), (runs, odd, place) => {
        const { total, noise } = summarizeRuns(runs.toSpliced(place, 0, odd));
        expect([total, noise.total]).toEqual([1001, 0]);
      }),
    );
  });

  it('do not depend on their order', () => {
    fc.assert(
      fc.property(fc.array(anyCounts, { minLength: 1, maxLength: 6 }), (runs) => {
        expect(summarizeRuns(runs.toReversed())).toEqual(summarizeRuns(runs));
      }),
    );
  });

  it('have a total of what the configuration includes', () => {
    const runs = [counts({ malloc: 1, aligned_alloc: 10 }), counts({ malloc: 2, aligned_alloc: 5 })];
    expect(summarizeRuns(runs, ['aligned_alloc'])).toMatchObject({ total: 7, noise: { total: 4 } });
    expect(summarizeRuns(runs)).toMatchObject({ total: 1, noise: { total: 1 } });
  });
});

describe('a measurement in its unit', () => {
  it('is as it was counted, per run', () => {
    const { counts: now, total, noise } = perUnit(perRun({ malloc: 100, realloc: 3 }, { total: 2 }));
    expect({ now, total, noise: noise.total }).toEqual({
      now: counts({ malloc: 100, realloc: 3 }),
      total: 100,
      noise: 2,
    });
  });

  it('is the difference of both levels over the iterations between them', () => {
    const { counts: now, total } = perUnit(perIteration({ malloc: 550, calloc: 2 }, { malloc: 1550, calloc: 7 }));
    expect(now).toEqual(counts({ malloc: 100, calloc: 0.5 }));
    expect(total).toBe(100.5);
  });

  it('may be nothing per iteration, which is the ideal', () => {
    expect(perUnit(perIteration({ malloc: 550 }, { malloc: 550 })).total).toBe(0);
  });

  it('has the noise of both levels per iteration', () => {
    const measured = {
      unit: 'iteration' as const,
      runs: 5,
      from: { iterations: 1, ...level({ malloc: 10 }, { total: 3, realloc: 1 }) },
      to: { iterations: 11, ...level({ malloc: 20 }, { total: 2, realloc: 4 }) },
    };
    expect(perUnit(measured).noise).toEqual({ ...counts({ realloc: 0.5 }), total: 0.5 });
  });

  it('does not depend on how many start-up allocations there are', () => {
    fc.assert(
      fc.property(anyCounts, anyCounts, fc.integer({ min: 1, max: 1000 }), (start, each, turns) => {
        const at = (iterations: number) => countsOf((name) => start[name] + each[name] * iterations);
        const { counts: found, total } = perUnit(perIteration(at(1), at(1 + turns), 1 + turns));
        expect(found).toEqual(each);
        expect(total).toBe(totalOf(each));
      }),
    );
  });
});

describe('the schema of a measurement', () => {
  it('takes what is made, and no total that includes nothing or the same twice over', () => {
    expect(measurementSchema.parse(perRun({ malloc: 1 }))).toEqual(perRun({ malloc: 1 }));
    const included = including(perIteration({ malloc: 1 }, { malloc: 2 }), 'memalign');
    expect(measurementSchema.parse(included)).toEqual(included);
    expect(measurementSchema.safeParse({ ...perRun({}), totalIncludes: [] }).success).toBe(false);
    expect(measurementSchema.safeParse({ ...perRun({}), totalIncludes: ['malloc'] }).success).toBe(false);
    expect(measurementSchema.safeParse({ ...perRun({}), runs: 0 }).success).toBe(false);
  });

  it('takes blocks, and none: baselines were written before they were counted', () => {
    const blocks = { allocated: 3, freed: 2 };
    const measured = {
      ...{ unit: 'iteration', runs: 5 },
      from: { iterations: 1, ...level({}), blocks },
      to: { iterations: 2, ...level({}), blocks },
    };
    expect(measurementSchema.parse(measured)).toEqual(measured);
    expect(measurementSchema.parse({ ...perRun({}), blocks })).toEqual({ ...perRun({}), blocks });
    expect(measurementSchema.safeParse({ ...perRun({}), blocks: { ...blocks, freed: -1 } }).success).toBe(false);
    expect(measurementSchema.safeParse({ ...perRun({}), blocks: { allocated: 3 } }).success).toBe(false);
  });
});
