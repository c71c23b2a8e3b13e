import { describe, expect, it } from 'vitest';
import { whatIsUndecided } from '../../src/judge/is-undecided.ts';
import { type Measurement, summarizeRuns } from '../../src/model/measurement.ts';
import { counts, fingerprint, perRun, repeated, workload } from '../baseline/measurements.ts';
import { baselineOf, benchmark, recorded, stack } from '../gate/measured.ts';

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

  it('where its call sites have changed and their sum has not: who comes first may have paid for the others', () => {
    const site = (name: string, count: number) => ({ name, module: 'Server', callers: [], count, bytes: null });
    const movedIn = (recordedRuns: number, first: number) => {
      const sites = [site('encode()', first), site('greet()', 100 - first)];
      const measurement = perRun({ malloc: 100 });
      const known = { measurement, workload, sites: [site('encode()', 60), site('greet()', 40)], callTree: [] };
      const stacks = sites.map(({ name, count }) => stack(count, 'main', name));
      const counted = Array.from({ length: recordedRuns }, (_, run) => run);
      const recording = {
        ...recorded(stacks),
        sites: sites.map((one) => ({ site: one, counts: [counted.map(() => one.count)] })),
        ...{ runs: recordedRuns, callGraph: 'inside' as const },
      };
      const singleRuns = repeated(measurement);
      const measured = { benchmark: benchmark('http'), measurement, singleRuns, fingerprint, workload, recording };
      return whatIsUndecided(
        measured,
        baselineOf({ http: { ...known, callGraph: 'inside', naming: recording.naming } }),
      );
    };
    expect(movedIn(4, 61)).toBe('counts');
    expect(movedIn(4, 60)).toBe(null);
    expect(movedIn(19, 61)).toBe(null);
  });

  it('and not where all runs show the same', () => {
    expect(isUndecidedBy([100, 100, 100], { total: 99 })).toBe(false);
    expect(isUndecidedBy([100, 100, 100], null)).toBe(false);
  });
});
