import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Comparison, compareBenchmark, isChanged, type Limit } from '../../src/baseline/compare.ts';
import { type Counts, countsOf, totalFunctions } from '../../src/baseline/counts.ts';
import type { Measurement } from '../../src/baseline/measurement.ts';
import { counts, fingerprint, including, level, perIteration, perRun } from './measurements.ts';

const noLimit: Limit = { absolute: 0, percent: 0 };

function compare(before: Measurement, now: Measurement, limit: Limit = noLimit): Comparison {
  return compareBenchmark({ measurement: now, fingerprint }, { measurement: before, fingerprint }, limit);
}
const verdictOf = (...given: Parameters<typeof compare>) => compare(...given).verdict;

const limits = fc.record({
  absolute: fc.nat(1000),
  percent: fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10),
});
const number = fc.nat(100_000);

describe('a regression', () => {
  it('is an increase of the total beyond the limit, or beyond the spread of the baseline if that is larger', () => {
    const nearby = fc.tuple(number, fc.integer({ min: -2000, max: 3000 }), fc.nat(2000), limits);
    fc.assert(
      fc.property(nearby, ([before, change, spread, limit]) => {
        const now = Math.max(0, before + change);
        const { verdict, allowed } = compare(
          perRun({ malloc: before }, { total: spread }),
          perRun({ malloc: now }),
          limit,
        );
        const expected = Math.max(limit.absolute, (before * limit.percent) / 100, spread);
        expect(allowed).toBeCloseTo(expected, 6);
        expect(verdict === 'regression').toBe(now - before > expected + 1e-9);
      }),
    );
  });

  it('is one allocation too many where nothing is allowed, and none where it is allowed', () => {
    expect(verdictOf(perRun({ malloc: 100 }), perRun({ malloc: 101 }))).toBe('regression');
    expect(verdictOf(perRun({ malloc: 100 }), perRun({ malloc: 101 }), { absolute: 1, percent: 0 })).toBe('pass');
    expect(verdictOf(perRun({ malloc: 100 }), perRun({ malloc: 102 }), { absolute: 1, percent: 0 })).toBe('regression');
    expect(verdictOf(perRun({ malloc: 100 }), perRun({ malloc: 102 }), { absolute: 1, percent: 2 })).toBe('pass');
  });

  it('does not depend on the noise of the measurement itself: a pull request never widens its own limit', () => {
    fc.assert(
      fc.property(number, number, fc.nat(5000), fc.nat(5000), limits, (before, now, spread, ownSpread, limit) => {
        const quiet = compare(perRun({ malloc: before }, { total: spread }), perRun({ malloc: now }), limit);
        const own = { total: ownSpread, realloc: ownSpread };
        const noisy = compare(perRun({ malloc: before }, { total: spread }), perRun({ malloc: now }, own), limit);
        expect(noisy).toEqual(quiet);
      }),
    );
  });

  it.each(totalFunctions)('may come from %s', (name) => {
    expect(verdictOf(perRun({ malloc: 50 }), perRun({ malloc: 50, [name]: 51 }))).toBe('regression');
  });

  it('may come from realloc of existing blocks alone, with its own allowance', () => {
    const before = perRun({ malloc: 100, realloc: 200 }, { realloc: 5 });
    expect(verdictOf(before, perRun({ malloc: 100, realloc: 205 }))).toBe('pass');
    expect(verdictOf(before, perRun({ malloc: 100, realloc: 206 }))).toBe('regression');
    expect(verdictOf(before, perRun({ malloc: 100, realloc: 210 }), { absolute: 10, percent: 0 })).toBe('pass');
    // 3 % of 100 allocations would be 3; of 200 reallocs they are 6.
    expect(verdictOf(before, perRun({ malloc: 100, realloc: 206 }), { absolute: 0, percent: 3 })).toBe('pass');
    expect(verdictOf(before, perRun({ malloc: 100, realloc: 207 }), { absolute: 0, percent: 3 })).toBe('regression');
  });

  it('of realloc is not made good by a smaller total', () => {
    expect(verdictOf(perRun({ malloc: 100 }), perRun({ malloc: 90, realloc: 30 }))).toBe('regression');
  });

  it('is not made by aligned_alloc and memalign where the total leaves them out', () => {
    expect(verdictOf(perRun({ malloc: 100 }), perRun({ malloc: 100, aligned_alloc: 9, memalign: 9 }))).toBe('pass');
    const included = (given: Partial<Counts>) => ({
      ...including(perRun(given), 'memalign'),
      total: 100 + (given.memalign ?? 0),
    });
    expect(verdictOf(included({ malloc: 100 }), included({ malloc: 100, memalign: 9 }))).toBe('regression');
  });
});

describe('a move from one function to another', () => {
  const shares = fc.array(number, { minLength: 4, maxLength: 4 });
  const split = (values: readonly number[]): Counts =>
    countsOf((name) => values[[...totalFunctions, name].indexOf(name)] ?? 0);

  it('alone is no regression and no improvement', () => {
    fc.assert(
      fc.property(shares, fc.nat(3), fc.nat(3), number, (values, from, to, moved) => {
        const before = split(values);
        const after = split(
          values.map((value, index) => {
            const amount = Math.min(moved, values[from] ?? 0);
            return value + (index === to ? amount : 0) - (index === from ? amount : 0);
          }),
        );
        expect(verdictOf(perRun(before), perRun(after))).toBe('pass');
      }),
    );
  });

  it('is a change all the same', () => {
    expect(isChanged(compare(perRun({ malloc: 100 }), perRun({ malloc: 90, calloc: 10 })))).toBe(true);
  });
});

describe('an improvement', () => {
  it('is a total that is smaller by more than the spread of the baseline', () => {
    const before = perRun({ malloc: 100 }, { total: 3 });
    expect(verdictOf(before, perRun({ malloc: 97 }))).toBe('pass');
    expect(verdictOf(before, perRun({ malloc: 96 }))).toBe('improvement');
  });

  it('does not wait for the limit', () => {
    expect(verdictOf(perRun({ malloc: 100 }), perRun({ malloc: 99 }), { absolute: 50, percent: 50 })).toBe(
      'improvement',
    );
  });

  it('may be fewer reallocs, if the total did not grow', () => {
    const before = perRun({ malloc: 100, realloc: 50 }, { realloc: 2 });
    expect(verdictOf(before, perRun({ malloc: 100, realloc: 48 }))).toBe('pass');
    expect(verdictOf(before, perRun({ malloc: 100, realloc: 47 }))).toBe('improvement');
    expect(verdictOf(before, perRun({ malloc: 101, realloc: 40 }), { absolute: 1, percent: 0 })).toBe('pass');
  });
});

describe('a suspicious fall', () => {
  it.each([
    [100, 5, true],
    [100, 6, false],
    [10, 0, true],
    [9, 0, false],
    [0, 0, false],
  ])('from %i to %i: %s', (before, now, suspicious) => {
    expect(compare(perRun({ malloc: before }), perRun({ malloc: now })).suspicious).toBe(suspicious);
  });
});

describe('counts per iteration', () => {
  it('are compared as fractions, without their rounding', () => {
    // In floating point, 7/3 − 4/3 is 1.0000000000000002.
    const before = perIteration({ malloc: 550 }, { malloc: 554 }, 4);
    const now = perIteration({ malloc: 550 }, { malloc: 557 }, 4);
    expect(compare(before, now).delta?.total).toBeGreaterThan(1);
    expect(verdictOf(before, now, { absolute: 1, percent: 0 })).toBe('pass');
    expect(compare(before, now).delta?.total).toBeCloseTo(1, 12);
  });

  it('regress by a single allocation in all iterations together', () => {
    const before = perIteration({ malloc: 550 }, { malloc: 1550 }, 1001);
    const now = perIteration({ malloc: 550 }, { malloc: 1551 }, 1001);
    expect(verdictOf(before, now)).toBe('regression');
    expect(compare(before, now).delta?.total).toBeCloseTo(0.001, 12);
  });

  it('are exact: as many more as were made, whatever the number of iterations', () => {
    const turns = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(turns, turns, fc.nat(1000), fc.nat(50), fc.nat(50), (few, many, each, more, absolute) => {
        const before = perIteration({ malloc: 550 }, { malloc: 550 + each * few }, 1 + few);
        const now = perIteration({ malloc: 700 }, { malloc: 700 + (each + more) * many }, 1 + many);
        const { verdict, delta } = compare(before, now, { absolute, percent: 0 });
        expect(delta?.total).toBeCloseTo(more, 6);
        expect(verdict).toBe(more > absolute ? 'regression' : 'pass');
      }),
    );
  });

  it('do not see the start of the program', () => {
    const before = perIteration({ malloc: 550 }, { malloc: 1550 });
    expect(verdictOf(before, perIteration({ malloc: 5550 }, { malloc: 6550 }))).toBe('pass');
  });

  it('are allowed the spread of the baseline, per iteration', () => {
    const spread = (total: number): Measurement => ({
      unit: 'iteration',
      runs: 5,
      from: { iterations: 1, ...level({ malloc: 100 }, { total: 10 }) },
      to: { iterations: 11, ...level({ malloc: total }, { total: 10 }) },
    });
    expect(compare(spread(200), spread(220)).allowed).toBe(2);
    expect(verdictOf(spread(200), spread(220))).toBe('pass');
    expect(verdictOf(spread(200), spread(221))).toBe('regression');
  });
});

describe('without anything to compare with', () => {
  it('there is no baseline', () => {
    const comparison = compareBenchmark({ measurement: perRun({ malloc: 1 }), fingerprint }, null, noLimit);
    expect(comparison).toEqual({
      verdict: 'no-baseline',
      baseline: null,
      delta: null,
      allowed: null,
      differences: [],
      suspicious: false,
    });
    expect(isChanged(comparison)).toBe(true);
  });

  it('counts are incomparable: under another fingerprint there is no regression, and its fields are shown', () => {
    const before = { measurement: perRun({ malloc: 100 }), fingerprint };
    const now = { measurement: perRun({ malloc: 900 }), fingerprint: { ...fingerprint, swift: '6.2.2', cpus: 2 } };
    const comparison = compareBenchmark(now, before, noLimit);
    expect(comparison).toMatchObject({ verdict: 'incomparable', delta: null, allowed: null, suspicious: false });
    expect(comparison.baseline?.total).toBe(100);
    expect(comparison.differences).toEqual([
      { field: 'swift', baseline: '6.2.1', measured: '6.2.2' },
      { field: 'cpus', baseline: '4', measured: '2' },
    ]);
  });

  it('counts are incomparable when the unit changed', () => {
    const comparison = compare(perRun({ malloc: 1550 }), perIteration({ malloc: 550 }, { malloc: 1550 }));
    expect(comparison.verdict).toBe('incomparable');
    expect(comparison.differences).toEqual([{ field: 'unit', baseline: 'per run', measured: 'per iteration' }]);
  });

  it('counts are incomparable when their totals include other functions', () => {
    const comparison = compare(perRun({ malloc: 100 }), including(perRun({ malloc: 100 }), 'aligned_alloc'));
    expect(comparison.verdict).toBe('incomparable');
    expect(comparison.differences).toEqual([
      {
        field: 'total',
        baseline: 'malloc + calloc + posix_memalign + realloc(NULL)',
        measured: 'malloc + calloc + posix_memalign + realloc(NULL) + aligned_alloc',
      },
    ]);
  });

  it('nobody knows of incomparable counts whether they changed: their policy is another', () => {
    expect(isChanged(compare(perRun({ malloc: 1550 }), perIteration({ malloc: 550 }, { malloc: 1550 })))).toBe(false);
  });
});

describe('a change', () => {
  it('is none within the spread of the baseline, in either direction', () => {
    const before = perRun({ malloc: 100 }, { total: 3 });
    const spread = { ...before, spread: { ...counts({ malloc: 3 }), total: 3 } };
    for (const [now, changed] of [
      [96, true],
      [97, false],
      [103, false],
      [104, true],
    ] as const) {
      expect(isChanged(compare(spread, perRun({ malloc: now })))).toBe(changed);
    }
  });

  it('may be one of a function that is in no total', () => {
    expect(isChanged(compare(perRun({ malloc: 100 }), perRun({ malloc: 100, memalign: 1 })))).toBe(true);
  });
});
