import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSites } from '../../src/judge/compare-sites.ts';
import type { SampledSite } from '../../src/model/recording.ts';
import type { BaselineSite, Site } from '../../src/model/site.ts';
import { sampleSites } from '../../src/stacks/sample-sites.ts';
import { sitesOf } from '../../src/stacks/sites.ts';
import { namedStacks } from '../stacks/recordings.ts';
import { frameName, sumOf } from '../stacks/trees.ts';

const site = (name: string, count: number, bytes: number | null = null, module = 'App'): Site => {
  return { name, module, callers: ['main'], count, bytes };
};
/** Sites of a program that repeats. */
const exactly = (before: readonly Site[], after: readonly Site[]) =>
  compareSites(sampleSites([[after]], after), before, { units: 1, runsBefore: 5, tolerance: 0 });
const lines = (before: readonly Site[], after: readonly Site[]) =>
  exactly(before, after).sites.map(({ baselineCount, count, name }) => `${baselineCount} → ${count} ${name}`);

describe('site deltas', () => {
  it('say what appeared, grew, shrank and vanished, largest change first', () => {
    const before = [site('same', 5), site('grows', 10), site('shrinks', 10), site('gone', 50)];
    const after = [site('same', 5), site('grows', 17), site('shrinks', 8), site('new', 100)];
    expect(lines(before, after)).toEqual([
      '0 → 100 new',
      '50 → 0 gone',
      '10 → 17 grows',
      '10 → 8 shrinks',
      '5 → 5 same',
    ]);
  });

  it('know a closure that was renumbered because another was put before it', () => {
    const before = [site('closure #1 in run()', 10), site('closure #2 in run()', 20)];
    const after = [site('closure #1 in run()', 5), site('closure #2 in run()', 10), site('closure #3 in run()', 20)];
    expect(lines(before, after)).toEqual([
      '0 → 5 closure #1 in run()',
      '20 → 20 closure #3 in run()',
      '10 → 10 closure #2 in run()',
    ]);
  });

  it('leave numbers alone where nothing was renumbered', () => {
    const before = [site('closure #1 in run()', 10), site('closure #2 in run()', 11)];
    const after = [site('closure #1 in run()', 11), site('closure #2 in run()', 12)];
    expect(lines(before, after)).toEqual(['11 → 12 closure #2 in run()', '10 → 11 closure #1 in run()']);
  });

  it('pair a function with its specialisation, but not with its namesake of another module', () => {
    expect(lines([site('make()', 10)], [site('specialized make()', 11)])).toEqual(['10 → 11 specialized make()']);
    expect(lines([site('make()', 10)], [site('make()', 11, null, 'Kit')])).toEqual(['0 → 11 make()', '10 → 0 make()']);
  });

  it('have the bytes of now, none where the site vanished, and unknown ones where they were not recorded', () => {
    const bytes = (before: readonly Site[], after: readonly Site[]) => exactly(before, after).sites[0]?.bytes;
    expect(bytes([site('a', 1, 8)], [site('a', 2, 24)])).toBe(24);
    expect(bytes([site('a', 1, 8)], [])).toBe(0);
    expect(bytes([site('a', 1)], [])).toBe(null);
  });

  const sites = fc.uniqueArray(fc.record({ name: frameName, count: fc.integer({ min: 1, max: 1000 }) }), {
    selector: ({ name }) => name,
  });
  const built = sites.map((all) => all.map(({ name, count }) => site(name, count)));

  it('add up to what all sites together changed by', () => {
    fc.assert(
      fc.property(built, built, (before, after) => {
        const compared = exactly(before, after);
        expect(compared.sites.reduce((sum, { delta }) => sum + delta, 0)).toBe(sumOf(after) - sumOf(before));
        expect(compared.delta).toBe(sumOf(after) - sumOf(before));
        expect(sumOf(compared.sites)).toBe(sumOf(after));
      }),
    );
  });

  it('of a profile with itself are none', () => {
    const recordedSites = sitesOf(namedStacks('toy'));
    const { sites: deltas, delta } = exactly(recordedSites, recordedSites);
    expect(deltas.filter((one) => one.delta !== 0)).toEqual([]);
    expect(delta).toBe(0);
  });

  it('of what has another name or place now, and allocates as much, are none: it moved', () => {
    const moves = (before: readonly Site[], after: readonly Site[]) =>
      exactly(before, after).sites.map(({ name, module, delta, movedFrom }) => [name, module, delta, movedFrom?.name]);
    expect(moves([site('describe(_:)', 7)], [site('renderLines(_:)', 7)])).toEqual([
      ['renderLines(_:)', 'App', 0, 'describe(_:)'],
    ]);
    expect(moves([site('make()', 7)], [site('make()', 7, null, 'Kit')])).toEqual([['make()', 'Kit', 0, 'make()']]);
    expect(moves([site('describe(_:)', 7)], [site('renderLines(_:)', 8)])).toEqual([
      ['renderLines(_:)', 'App', 8, undefined],
      ['describe(_:)', 'App', -7, undefined],
    ]);
  });

  it('of what is called by the same under a like name, and allocates about as much, are what it allocates more', () => {
    const called = (name: string, count: number, by = 'main') => ({ ...site(name, count), callers: [by] });
    const moves = (before: readonly Site[], after: readonly Site[]) =>
      exactly(before, after).sites.map(({ name, delta, movedFrom }) => [name, delta, movedFrom?.name]);
    const before = [called('Parser.parse(_:)', 10)];
    expect(moves(before, [called('Parser.parseAll(_:)', 11)])).toEqual([
      ['Parser.parseAll(_:)', 1, 'Parser.parse(_:)'],
    ]);
    const apart = (after: Site) => moves(before, [after]).every(([, , from]) => from === undefined);
    expect(apart(called('Parser.parseAll(_:)', 21))).toBe(true);
    expect(apart(called('Parser.parseAll(_:)', 11, 'other()'))).toBe(true);
    expect(apart(called('Renderer.draw(_:)', 11))).toBe(true);
  });
});

describe('sites of runs that differ', () => {
  /** A site that showed this in the runs of now, at one level or two. */
  const sampled = (name: string, ...counts: readonly (readonly number[])[]): SampledSite => {
    const middles = counts.map((runs) => runs.toSorted((a, b) => a - b)[Math.floor((runs.length - 1) / 2)] ?? 0);
    return {
      site: site(name, (middles[1] ?? 0) - (counts.length > 1 ? (middles[0] ?? 0) : -(middles[0] ?? 0))),
      counts,
    };
  };
  const repeats = (count: number): readonly number[] => Array.from({ length: 20 }, () => count);
  const varies = (...counts: readonly number[]): readonly number[] =>
    repeats(0).map((_, run) => counts[run % counts.length] ?? 0);
  const rules = { units: 1, runsBefore: 20, tolerance: null };
  const varying = (name: string, count: number, low: number, high: number): BaselineSite => {
    return { ...site(name, count), range: { low, high } };
  };
  const deltaOf = (now: readonly SampledSite[], before: readonly BaselineSite[]) =>
    compareSites(now, before, rules).delta;

  it('are compared exactly where they repeat, whatever the others do', () => {
    const noise = sampled('noise', varies(70, 80, 90, 100));
    const before = [site('steady', 10), varying('noise', 80, 70, 100)];
    expect(deltaOf([sampled('steady', repeats(11)), noise], before)).toBe(1);
    expect(deltaOf([sampled('steady', repeats(10)), noise], before)).toBe(0);
    expect(deltaOf([sampled('steady', repeats(9)), noise], before)).toBe(-1);
  });

  it('did not change where their middle is within the noise of now', () => {
    expect(deltaOf([sampled('noise', varies(70, 80, 90, 100))], [varying('noise', 95, 75, 105)])).toBe(0);
    expect(deltaOf([sampled('noise', varies(170, 180, 190, 200))], [varying('noise', 95, 75, 105)])).toBe(85);
  });

  it('do not tell what the runtime allocates for itself where they vary: as much as the scheduler lets it', () => {
    const slabs = (count: number) => ({ name: 'memory of the Swift runtime', count });
    const now = (own: readonly number[], ofRuntime: readonly number[]): SampledSite => {
      const both = sampled(
        'round()',
        own.map((count, run) => count + (ofRuntime[run] ?? 0)),
      );
      const middle = sampled('round()', own).site.count;
      const allocates = [{ name: 'Extra', count: middle }, slabs(both.site.count - middle)];
      return { ...both, site: { ...both.site, allocates }, own: [own] };
    };
    const before: BaselineSite = {
      ...varying('round()', 310, 210, 340),
      ...{ allocates: [{ name: 'Extra', count: 10 }, slabs(300)], ownRange: { low: 10, high: 10 } },
    };
    const busy = varies(600, 640, 700);
    expect(deltaOf([now(repeats(10), busy)], [before])).toBe(0);
    expect(deltaOf([now(repeats(10), varies(0, 3))], [before])).toBe(0);
    const grown = compareSites([now(repeats(11), busy)], [before], rules);
    expect(grown).toMatchObject({ delta: 1, resolution: 0, sites: [{ count: 11, baselineCount: 10, delta: 1 }] });
    expect(deltaOf([now(repeats(9), busy)], [before])).toBe(-1);
    // Where the runs are alike, it is compared as everything is.
    const { range: _, ownRange: __, ...steady } = before;
    expect(deltaOf([now(repeats(10), repeats(400))], [steady])).toBe(100);
  });

  it('do not vary for one odd run', () => {
    const odd = sampled('steady', [...repeats(11).slice(1), 500]);
    expect(deltaOf([odd], [site('steady', 10)])).toBe(1);
    expect(deltaOf([odd], [site('steady', 11)])).toBe(0);
  });

  it('cannot hide what even the lowest runs show by varying more than they did', () => {
    expect(deltaOf([sampled('steady', varies(11, 400, 900))], [site('steady', 10)])).toBe(390);
    expect(deltaOf([sampled('steady', varies(9, 10, 900))], [site('steady', 10)])).toBe(0);
  });

  it('are not kept from growing by what the baseline says of their noise', () => {
    expect(deltaOf([sampled('steady', repeats(11))], [varying('steady', 10, 0, 1000)])).toBe(1);
    expect(deltaOf([sampled('steady', repeats(9))], [varying('steady', 10, 0, 1000)])).toBe(0);
  });

  it('may have grown by less than half an allocation an iteration, where those of the baseline differed by that', () => {
    const perIteration = { ...rules, units: 400 };
    const compare = (count: number, range: { readonly low: number; readonly high: number }) => {
      const before = { ...site('arrays', 26_000 / 400), range: { low: range.low / 400, high: range.high / 400 } };
      return compareSites([sampled('arrays', varies(count - 1, count, count + 1))], [before], perIteration);
    };
    expect(compare(26_040, { low: 25_900, high: 26_100 })).toMatchObject({ delta: 0, resolution: 0.5 });
    // As far from the middle as the runs lay from each other, in either direction.
    expect(compare(26_040, { low: 25_960, high: 26_010 })).toMatchObject({ delta: 0, resolution: 0.125 });
    expect(compare(26_060, { low: 25_960, high: 26_010 }).delta).toBeCloseTo(0.15);
    expect(compare(25_960, { low: 25_990, high: 26_040 }).delta).toBe(0);
    expect(compare(25_940, { low: 25_990, high: 26_040 }).delta).toBeCloseTo(-0.15);
    expect(compare(26_040, { low: 25_990, high: 26_010 }).delta).toBeCloseTo(0.1);
    expect(compare(26_200, { low: 25_000, high: 27_000 }).delta).toBeCloseTo(0.5);
  });

  it('are one sum where they vary and only one side has them: another name for noise is no change', () => {
    const { sites, unmatched, delta } = compareSites(
      [sampled('thunk #2', varies(3, 4, 5)), sampled('slab', varies(7, 8, 9))],
      [varying('task', 4, 3, 5), varying('slab of old', 8, 7, 9)],
      rules,
    );
    expect([delta, unmatched.delta]).toEqual([0, 0]);
    expect(sites.map((one) => one.delta)).toEqual([0, 0, 0, 0]);
    const more = compareSites([sampled('thunk #2', varies(43, 44, 45))], [varying('task', 4, 3, 5)], rules);
    expect(more.delta).toBe(40);
  });

  it('are the same where one vanished from a module and one appeared, whatever they are called: it grew by what differs', () => {
    const compared = compareSites([sampled('run()', varies(15, 16, 17))], [varying('closure #1', 12, 11, 13)], rules);
    expect(compared.unmatched.delta).toBe(0);
    expect(compared.sites).toMatchObject([{ name: 'run()', delta: 4, movedFrom: { name: 'closure #1' } }]);
    const [same] = compareSites(
      [sampled('run()', varies(11, 12, 13))],
      [varying('closure #1', 12, 11, 13)],
      rules,
    ).sites;
    expect(same).toMatchObject({ delta: 0, movedFrom: { name: 'closure #1' } });
    const [steady] = compareSites([sampled('run()', repeats(16))], [varying('closure #1', 12, 11, 13)], rules).sites;
    expect(steady).toMatchObject({ delta: 4, movedFrom: { name: 'closure #1' } });
  });

  it('have their own name where they vary and nothing in their module can be their other one', () => {
    const noise = { ...sampled('slab', varies(7, 8, 9)), site: site('slab', 8, null, 'Runtime') };
    const before = [
      { ...varying('task', 4, 3, 5), module: 'Runtime' },
      { ...varying('thunk', 4, 3, 5), module: 'Runtime' },
    ];
    const grown = compareSites([sampled('allocate()', varies(15, 16, 17)), noise], before, rules);
    expect(grown.sites[0]).toMatchObject({ name: 'allocate()', delta: 16 });
    expect([grown.delta, grown.unmatched.delta]).toEqual([16, 0]);
    const gone = compareSites(
      [sampled('slab', varies(7, 8, 9))],
      [varying('slab', 8, 7, 9), varying('allocate()', 16, 15, 17)],
      rules,
    );
    expect(gone.sites[0]).toMatchObject({ name: 'allocate()', delta: -16 });
  });

  it('are none that changed where as many moved to another module', () => {
    const now = { ...sampled('run()', varies(11, 12, 13, 14)), site: site('run()', 12, null, 'Kit') };
    expect(compareSites([now], [varying('run()', 12, 11, 14)], rules).sites.map(({ delta }) => delta)).toEqual([0, 0]);
  });

  it('that take turns did not change where the totals, which decide, are alike: what the baseline says of them is believed', () => {
    const turns = [sampled('first', varies(3000, 3001)), sampled('second', repeats(902))];
    const before = [site('first', 3001), varying('second', 901, 901, 902)];
    const deltas = (sites: readonly BaselineSite[]) =>
      compareSites(turns, sites, { ...rules, tolerance: 0 }).sites.map(({ name, delta }) => [name, delta]);
    expect(deltas(before)).toEqual([
      ['first', 0],
      ['second', 0],
    ]);
    expect(deltas([site('first', 3001), site('second', 901)])[0]).toEqual(['second', 1]);
  });

  it('say which increase could not have been told from noise', () => {
    const now = [sampled('steady', repeats(10)), sampled('noise', varies(70, 80, 90, 100))];
    const before = [site('steady', 10), varying('noise', 80, 70, 100)];
    const { resolution, sites } = compareSites(now, before, rules);
    expect(resolution).toBe(sites.find(({ name }) => name === 'noise')?.tolerance);
    expect(resolution).toBeGreaterThan(10);
    expect(compareSites(now.slice(0, 1), before.slice(0, 1), rules).resolution).toBe(0);
  });

  it('are per unit, of two levels what lies between', () => {
    const before = [site('steady', 5), varying('noise', 1, 0, 2)];
    const now = [sampled('steady', repeats(10), repeats(70)), sampled('noise', varies(1, 2), varies(12, 13))];
    const compared = compareSites(now, before, { ...rules, units: 10 });
    expect(compared.sites.map(({ name, count, delta }) => [name, count, delta])).toEqual([
      ['steady', 6, 1],
      ['noise', 1.1, 0],
    ]);
  });
});
