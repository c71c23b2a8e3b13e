import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Comparison, compareBenchmark, isChanged, numbersOf } from '../../src/judge/compare.ts';
import { type Counts, countsOf, functionsInTotal } from '../../src/model/counts.ts';
import type { Limit } from '../../src/model/limit.ts';
import { type Measurement, summarizeRuns } from '../../src/model/measurement.ts';
import type { WorkloadIdentity } from '../../src/model/workload.ts';
import { counts, fingerprint, including, perIteration, perRun, repeated, workload } from '../baseline/measurements.ts';

/** Under which all numbers are taken that are not told otherwise. */
const conditions = { fingerprint, workload };

const noLimit: Limit = { absolute: 0, percent: 0 };

function compare(before: Measurement, now: Measurement, limit: Limit = noLimit): Comparison {
  return compareBenchmark(sampleOf(now), { measurement: before, ...conditions }, limit);
}
/** A measurement whose runs all show the same. */
const sampleOf = (measurement: Measurement) => ({
  ...{ measurement, singleRuns: repeated(measurement) },
  ...conditions,
});
const isChangedFrom = (before: Measurement, now: Measurement) => isChanged(compare(before, now));
const verdictOf = (...given: Parameters<typeof compare>) => compare(...given).verdict;

const limits = fc.record({
  absolute: fc.nat(1000),
  percent: fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10),
});
const number = fc.nat(100_000);

describe('a regression', () => {
  it('is an increase of the total beyond the limit, whatever the baseline says about its noise', () => {
    const nearby = fc.tuple(number, fc.integer({ min: -2000, max: 3000 }), fc.nat(2000), limits);
    fc.assert(
      fc.property(nearby, ([before, change, noise, limit]) => {
        const now = Math.max(0, before + change);
        const { verdict, allowed } = compare(
          perRun({ malloc: before }, { total: noise, realloc: noise }),
          perRun({ malloc: now }),
          limit,
        );
        const expected = Math.max(limit.absolute, (before * limit.percent) / 100);
        expect(allowed?.total.increase).toBeCloseTo(expected, 6);
        expect(verdict === 'regression').toBe(now - before > expected + 1e-9);
      }),
    );
  });

  it('says which part of the limit allowed how much of which number: the larger', () => {
    const before = perRun({ malloc: 1000, realloc: 10 }, { total: 5, realloc: 15 });
    const allowed = (absolute: number, percent: number) => compare(before, before, { absolute, percent }).allowed;
    const none = { increase: 0, by: 'absolute' };
    expect(allowed(0, 0)).toEqual({ total: none, realloc: none });
    expect(allowed(20, 1)).toEqual({
      total: { increase: 20, by: 'absolute' },
      realloc: { increase: 20, by: 'absolute' },
    });
    expect(allowed(10, 2)).toEqual({
      total: { increase: 20, by: 'percent' },
      realloc: { increase: 10, by: 'absolute' },
    });
    expect(allowed(10, 1)?.total).toEqual({ increase: 10, by: 'percent' });
  });

  it('is decided by the total where that exceeds what is allowed, else by `realloc`', () => {
    const decision = (malloc: number, realloc: number) => {
      const { verdict, decidedBy } = compare(perRun({ malloc: 100, realloc: 100 }), perRun({ malloc, realloc }));
      return [verdict, decidedBy];
    };
    expect(decision(101, 101)).toEqual(['regression', 'total']);
    expect(decision(99, 101)).toEqual(['regression', 'realloc']);
    expect(decision(100, 101)).toEqual(['regression', 'realloc']);
    expect(decision(99, 99)).toEqual(['improvement', 'total']);
    expect(decision(100, 99)).toEqual(['improvement', 'realloc']);
    expect(decision(100, 100)).toEqual(['pass', 'total']);
  });

  it('is one allocation too many where nothing is allowed, and none where it is allowed', () => {
    expect(verdictOf(perRun({ malloc: 100 }), perRun({ malloc: 101 }))).toBe('regression');
    expect(verdictOf(perRun({ malloc: 100 }), perRun({ malloc: 101 }), { absolute: 1, percent: 0 })).toBe('pass');
    expect(verdictOf(perRun({ malloc: 100 }), perRun({ malloc: 102 }), { absolute: 1, percent: 0 })).toBe('regression');
    expect(verdictOf(perRun({ malloc: 100 }), perRun({ malloc: 102 }), { absolute: 1, percent: 2 })).toBe('pass');
  });

  it.each(functionsInTotal())('may come from %s', (name) => {
    expect(verdictOf(perRun({ malloc: 50 }), perRun({ malloc: 50, [name]: 51 }))).toBe('regression');
  });

  it('may come from realloc of existing blocks alone, with its own allowance', () => {
    const before = perRun({ malloc: 100, realloc: 200 }, { realloc: 5 });
    expect(verdictOf(before, perRun({ malloc: 100, realloc: 200 }))).toBe('pass');
    expect(verdictOf(before, perRun({ malloc: 100, realloc: 201 }))).toBe('regression');
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
    countsOf((name) => values[[...functionsInTotal(), name].indexOf(name)] ?? 0);

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
    expect(isChangedFrom(perRun({ malloc: 100 }), perRun({ malloc: 90, calloc: 10 }))).toBe(true);
  });

  it('is none where the runs of the baseline differed by as much, in one function or in all together', () => {
    const before = perRun({ malloc: 1000, calloc: 500 }, { calloc: 20, total: 30 });
    expect(isChangedFrom(before, perRun({ malloc: 1028, calloc: 472 }))).toBe(false);
    expect(isChangedFrom(before, perRun({ malloc: 1031, calloc: 469 }))).toBe(true);
    // A move is shown with both of its sides, or not at all.
    const ofOne = perRun({ malloc: 1000, calloc: 500 }, { calloc: 20 });
    const { delta } = compare(ofOne, perRun({ malloc: 1000, calloc: 480, posix_memalign: 20 }));
    expect(delta).toMatchObject({ calloc: -20, posix_memalign: 20, total: 0 });
  });

  it('beside an increase of the total is shown with it, whatever the noise of the baseline', () => {
    const before = perRun({ malloc: 1000, calloc: 500 }, { calloc: 20, total: 30 });
    const { verdict, delta } = compare(before, perRun({ malloc: 1015, calloc: 490 }));
    expect([verdict, delta?.total, delta?.malloc, delta?.calloc]).toEqual(['regression', 5, 15, -10]);
  });
});

describe('an improvement', () => {
  it('is a total that is smaller, whatever the baseline says about its noise', () => {
    const before = perRun({ malloc: 100 }, { total: 3 });
    expect(verdictOf(before, perRun({ malloc: 100 }))).toBe('pass');
    expect(verdictOf(before, perRun({ malloc: 99 }))).toBe('improvement');
  });

  it('does not wait for the limit', () => {
    expect(verdictOf(perRun({ malloc: 100 }), perRun({ malloc: 99 }), { absolute: 50, percent: 50 })).toBe(
      'improvement',
    );
  });

  it('may be fewer reallocs, if the total did not grow', () => {
    const before = perRun({ malloc: 100, realloc: 50 }, { realloc: 2 });
    expect(verdictOf(before, perRun({ malloc: 100, realloc: 50 }))).toBe('pass');
    expect(verdictOf(before, perRun({ malloc: 100, realloc: 49 }))).toBe('improvement');
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
      fc.property(turns, fc.nat(1000), fc.nat(50), fc.nat(50), (many, each, more, absolute) => {
        const before = perIteration({ malloc: 550 }, { malloc: 550 + each * many }, 1 + many);
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
});

describe('runs that differ', () => {
  /** Compares runs with these totals, in any order, with a baseline. */
  const verdictOfRuns = (before: number, ...totals: readonly number[]) => {
    const runs = totals.map((malloc) => counts({ malloc }));
    const measurement: Measurement = { unit: 'run', runs: runs.length, ...summarizeRuns(runs) };
    const sample = { measurement, ...conditions, singleRuns: [{ iterations: null, counts: runs }] };
    return compareBenchmark(sample, { measurement: perRun({ malloc: before }), ...conditions }, noLimit).verdict;
  };

  it('pass while several of them show the number of the baseline, or one beside it', () => {
    expect(verdictOfRuns(100, 100, 100, 101, 102, 104)).toBe('pass');
    expect(verdictOfRuns(103, 100, 101, 102, 103, 104)).toBe('pass');
    expect(verdictOfRuns(100, 101, 101, 101, 102, 104)).toBe('regression');
    expect(verdictOfRuns(105, 101, 101, 101, 102, 104)).toBe('improvement');
  });

  it('are judged without the odd one: a cold first run widens nothing, and one that was cut short saves nothing', () => {
    expect(verdictOfRuns(1001, 200_000, 1001, 1001, 1001)).toBe('pass');
    expect(verdictOfRuns(1000, 200_000, 1001, 1001, 1001)).toBe('regression');
    expect(verdictOfRuns(1001, 500, 150_000, 150_000, 150_000)).toBe('regression');
    expect(verdictOfRuns(1001, 500, 1001, 1001, 1001)).toBe('pass');
  });

  it('do not open the gate by their noise: all that is added is a regression, however much it varies', () => {
    const added = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.nat(100_000), added, (before, all) => {
        expect(verdictOfRuns(before, ...all.map((more) => before + more))).toBe('regression');
      }),
    );
  });

  it('show at least what the lowest of them have more at the second number of iterations than the highest at the first', () => {
    const runs = (...all: readonly number[]) => all.map((malloc) => counts({ malloc }));
    const levels = { from: runs(100, 101, 102), to: runs(200, 210, 210, 210, 220) };
    const measurement: Measurement = {
      ...{ unit: 'iteration', runs: 5 },
      from: { iterations: 1, ...summarizeRuns(levels.from) },
      to: { iterations: 11, ...summarizeRuns(levels.to) },
    };
    const singleRuns = [
      { iterations: 1, counts: levels.from },
      { iterations: 11, counts: levels.to },
    ];
    // Half a call less at each level, for the rounding of middles.
    expect(numbersOf({ measurement, singleRuns }, 5).lowest.total).toBeCloseTo(10.9 - 0.1, 9);
    const fewer = singleRuns.map((one) => ({ ...one, counts: one.counts.slice(0, 2) }));
    expect(numbersOf({ measurement, singleRuns: fewer }, 5).lowest.total).toBeCloseTo(9.9 - 0.1, 9);
  });
});

describe('without anything to compare with', () => {
  it('there is no baseline', () => {
    const comparison = compareBenchmark(sampleOf(perRun({ malloc: 1 })), null, noLimit);
    expect(comparison).toEqual({
      verdict: 'no-baseline',
      baseline: null,
      delta: null,
      decidedBy: 'total',
      allowed: null,
      differences: [],
      suspicious: false,
    });
    expect(isChanged(comparison)).toBe(true);
  });

  it('counts are incomparable: under another fingerprint there is no regression, and its fields are shown', () => {
    const before = { measurement: perRun({ malloc: 100 }), ...conditions };
    const now = { ...sampleOf(perRun({ malloc: 900 })), fingerprint: { ...fingerprint, swift: '6.2.2', cpus: 2 } };
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

  it('counts are incomparable when the workload changed, each field of it', () => {
    const before = { measurement: perRun({ malloc: 100 }), fingerprint, workload };
    const differencesWith = (change: Partial<WorkloadIdentity>) => {
      const now = { ...sampleOf(perRun({ malloc: 10 })), workload: { ...workload, ...change } };
      const { verdict, differences, delta } = compareBenchmark(now, before, noLimit);
      expect([verdict, delta]).toEqual(['incomparable', null]);
      return differences.map(({ field, baseline, measured }) => [field, baseline, measured]);
    };
    expect(differencesWith({ arguments: ['--requests', '1 0'] })).toEqual([['arguments', 'none', '--requests "1 0"']]);
    expect(differencesWith({ environment: ['MODE=fast'] })).toEqual([['environment', 'none', 'MODE=fast']]);
    expect(differencesWith({ iterations: 'N' })).toEqual([['iterations', 'none', 'N']]);
    expect(differencesWith({ buildArguments: ['-Xswiftc', '-O'] })).toEqual([
      ['build-arguments', 'none', '-Xswiftc -O'],
    ]);
    expect(differencesWith({ buildEnvironment: ['JEMALLOC=0'] })).toEqual([
      ['build-environment', 'none', 'JEMALLOC=0'],
    ]);
    expect(differencesWith({ product: 'Other' })).toEqual([['program', 'product Server', 'product Other']]);
  });

  it('counts per iteration are incomparable between other numbers of iterations', () => {
    const comparison = compare(
      perIteration({ malloc: 1 }, { malloc: 11 }),
      perIteration({ malloc: 1 }, { malloc: 11 }, 21),
    );
    expect(comparison.differences).toEqual([
      { field: 'numbers of iterations', baseline: '1 to 11', measured: '1 to 21' },
    ]);
  });

  it('an unknown workload is no difference', () => {
    const before = { measurement: perRun({ malloc: 100 }), fingerprint, workload: null };
    expect(compareBenchmark(sampleOf(perRun({ malloc: 100 })), before, noLimit).verdict).toBe('pass');
  });

  it('nobody knows of incomparable counts whether they changed: their policy is another', () => {
    expect(isChangedFrom(perRun({ malloc: 1550 }), perIteration({ malloc: 550 }, { malloc: 1550 }))).toBe(false);
  });
});

describe('a change', () => {
  it('is none within the noise of the runs here, in either direction', () => {
    const runs = [97, 98, 100, 102, 103].map((malloc) => counts({ malloc }));
    const measurement: Measurement = { unit: 'run', runs: 5, ...summarizeRuns(runs) };
    const sample = { measurement, ...conditions, singleRuns: [{ iterations: null, counts: runs }] };
    for (const [before, changed] of [
      [97, true],
      [98, false],
      [106, false],
      [107, true],
    ] as const) {
      const comparison = compareBenchmark(sample, { measurement: perRun({ malloc: before }), ...conditions }, noLimit);
      expect(isChanged(comparison)).toBe(changed);
    }
  });

  it('may be one of a function that is in no total', () => {
    expect(isChangedFrom(perRun({ malloc: 100 }), perRun({ malloc: 100, memalign: 1 }))).toBe(true);
  });
});
