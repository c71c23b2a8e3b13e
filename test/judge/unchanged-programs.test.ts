import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareBenchmark } from '../../src/judge/compare.ts';
import { whatIsUndecided } from '../../src/judge/is-undecided.ts';
import { type Measurement, type SingleRuns, summarizeRuns } from '../../src/model/measurement.ts';
import { counts, fingerprint, workload } from '../baseline/measurements.ts';
import { baselineOf, benchmark } from '../gate/measured.ts';

/** The total of each run, at each number of iterations. */
type Totals = readonly (readonly [iterations: number, totals: readonly number[]])[];

const programs: Readonly<Record<string, readonly Totals[]>> = JSON.parse(
  readFileSync(new URL('../fixtures/unchanged-programs/totals.json', import.meta.url), 'utf8'),
);
const conditions = { fingerprint, workload };

function sampleOf(levels: Totals) {
  const singleRuns: readonly SingleRuns[] = levels.map(([iterations, totals]) => ({
    iterations,
    counts: totals.map((malloc) => counts({ malloc })),
  }));
  const [from, to] = singleRuns.map((one) => ({ iterations: one.iterations ?? 0, ...summarizeRuns(one.counts) }));
  if (from === undefined || to === undefined) throw new RangeError('two levels are expected');
  const runs = Math.min(...singleRuns.map((one) => one.counts.length));
  const measurement: Measurement = { unit: 'iteration', runs, from, to };
  return { measurement, singleRuns, ...conditions };
}

/** What a gate says of one measurement beside another; where that leaves something undecided, the program is run more often. */
function verdictOf(all: readonly Totals[], before: number, now: number, more: number) {
  const added = ([iterations, totals]: Totals[number]) =>
    [iterations, totals.map((total) => total + more * iterations)] as const;
  // More runs of the program are those of its other measurements.
  const others = all.flatMap((_, index) => (index === now ? [] : [index]));
  const withMore = (count: number): Totals => {
    const [first = [], ...further] = [now, ...others.slice(0, count)].map((index) => all[index] ?? []);
    return first.map(([iterations, totals], level) =>
      added([iterations, [...totals, ...further.flatMap((one) => one[level]?.[1] ?? [])]]),
    );
  };
  const baseline = baselineOf({ program: sampleOf(all[before] ?? []).measurement });
  const known = { measurement: sampleOf(all[before] ?? []).measurement, ...conditions };
  const one = benchmark('program');
  for (const others of [0, 4]) {
    const measured = sampleOf(withMore(others));
    if (whatIsUndecided({ benchmark: one, recording: null, ...measured }, baseline) !== 'counts') {
      return compareBenchmark(measured, known, one.limit).verdict;
    }
  }
  return compareBenchmark(sampleOf(withMore(others.length)), known, one.limit).verdict;
}

const pairs = Object.entries(programs).flatMap(([name, all]) =>
  all.flatMap((_, before) => all.flatMap((__, now) => (before === now ? [] : [{ name, all, before, now }]))),
);

describe('of 970 pairs of measurements of seven programs', () => {
  it('in which nothing changed, no one is said to have changed', () => {
    expect(pairs).toHaveLength(970);
    const said = pairs.map(({ name, all, before, now }) => [name, verdictOf(all, before, now, 0)]);
    expect(said.filter(([, verdict]) => verdict !== 'pass')).toEqual([]);
  });

  it('with one allocation more in each iteration, every one of the four that vary least is found', () => {
    const least = pairs.filter(({ name }) => ['program-b', 'program-d', 'program-e', 'program-f'].includes(name));
    expect(least).toHaveLength(30 + 3 * 182);
    for (const { name, all, before, now } of least) {
      expect([name, before, now, verdictOf(all, before, now, 1)]).toEqual([name, before, now, 'regression']);
    }
  });
});
