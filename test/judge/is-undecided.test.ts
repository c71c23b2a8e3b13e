import { describe, expect, it } from 'vitest';
import { whatIsUndecided } from '../../src/judge/is-undecided.ts';
import { type Measurement, summarizeRuns } from '../../src/model/measurement.ts';
import { counts, fingerprint, perRun, workload } from '../baseline/measurements.ts';
import { baselineOf, benchmark } from '../gate/measured.ts';

/** Whether runs with these totals are undecided beside a baseline: one of so many, with so much noise. */
function isUndecidedBy(totals: readonly number[], before: { total: number; noise?: number } | null, absolute = 0) {
  const runs = totals.map((malloc) => counts({ malloc }));
  const measurement: Measurement = { unit: 'run', runs: runs.length, ...summarizeRuns(runs) };
  const singleRuns = [{ iterations: null, counts: runs }];
  const one = benchmark('http', { limit: { absolute, percent: 0 } });
  const baseline =
    before === null ? null : baselineOf({ http: perRun({ malloc: before.total }, { total: before.noise ?? 0 }) });
  const measured = { benchmark: one, measurement, singleRuns, fingerprint, workload, recording: null };
  return whatIsUndecided(measured, baseline) === 'counts';
}

describe('a benchmark is run more often', () => {
  const differing = [100, 101, 102, 103, 104];

  it('where its runs differ and it has changed, or has nothing to be compared with', () => {
    expect(isUndecidedBy(differing, { total: 90 })).toBe(true);
    expect(isUndecidedBy(differing, { total: 110 })).toBe(true);
    expect(isUndecidedBy(differing, null)).toBe(true);
    expect(isUndecidedBy([...differing, ...differing, ...differing, ...differing], null)).toBe(false);
  });

  it('and not where they differ by as much as the baseline lies apart, or the limit', () => {
    expect(isUndecidedBy(differing, { total: 101 })).toBe(false);
    expect(isUndecidedBy(differing, { total: 102 })).toBe(false);
    expect(isUndecidedBy(differing, { total: 90 }, 12)).toBe(false);
  });

  it('where it has changed beside a baseline whose runs differed', () => {
    expect(isUndecidedBy([100, 100, 100], { total: 99, noise: 3 })).toBe(true);
    expect(isUndecidedBy([100, 100, 100], { total: 100, noise: 3 })).toBe(false);
  });

  it('where it has changed and a single run is odd: the program may have two ways to go', () => {
    expect(isUndecidedBy([200_000, 100, 100, 100], { total: 99 })).toBe(true);
    expect(isUndecidedBy([107, 100, 100, 100], { total: 107 })).toBe(false);
    expect(isUndecidedBy([107, 100, 100, 100], { total: 100 })).toBe(false);
  });

  it('and not where all runs show the same', () => {
    expect(isUndecidedBy([100, 100, 100], { total: 99 })).toBe(false);
    expect(isUndecidedBy([100, 100, 100], null)).toBe(false);
  });
});
