import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AllocatedType, NamedStack } from '../../src/model/recording.ts';
import { compareTypes } from '../../src/stacks/allocated-types.ts';
import { mergeStacks, stacksBetween } from '../../src/stacks/named-stack.ts';
import { sampleSites } from '../../src/stacks/sample-sites.ts';
import { sitePerUnit, sitesOf } from '../../src/stacks/sites.ts';

const type = (name: string, count: number, line: AllocatedType['line'] = null) => {
  return { name, line, count, bytes: 16 * count };
};
const stack = (path: string, types?: readonly AllocatedType[], count = sumOf(types ?? [])): NamedStack => ({
  frames: path.split(';').map((name) => ({ name, module: 'App' })),
  ...{ count, bytes: 16 * count },
  ...(types === undefined ? {} : { types }),
});

function sumOf(types: readonly { readonly count: number }[]): number {
  return types.reduce((sum, { count }) => sum + count, 0);
}

describe('what is allocated', () => {
  it('is added up where paths are the same', () => {
    const [merged] = mergeStacks([
      stack('main;malloc', [type('Node', 3)]),
      stack('main;malloc', [type('List', 7), type('Node', 1)]),
    ]);
    expect(merged?.types).toEqual([type('List', 7), type('Node', 4)]);
  });

  it('is between two levels what the longer one has more, never more than its blocks', () => {
    const shorter = [stack('main;malloc', [type('Node', 3), type('Once', 1)])];
    const longer = [stack('main;malloc', [type('Node', 10)]), stack('main;new;malloc', [type('Node', 2)])];
    expect(stacksBetween(shorter, longer).map(({ count, types }) => [count, types])).toEqual([
      [6, [{ ...type('Node', 6), bytes: 112 }]],
      [2, [type('Node', 2)]],
    ]);
  });

  it('is of a site what its stacks allocate', () => {
    const stacks = [
      stack('main;make();malloc', [type('Node', 3), type('C allocation', 2)]),
      stack('other;make();malloc', [type('Node', 2)]),
    ];
    const allocates = [
      { name: 'Node', count: 5 },
      { name: 'C allocation', count: 2 },
    ];
    expect(sitesOf(stacks).map((site) => site.allocates)).toEqual([allocates]);
  });

  it('is not known of a site with a stack of which it is not', () => {
    const stacks = [stack('main;malloc', [type('Node', 5)]), stack('main;malloc', undefined, 1)];
    expect(sitesOf(stacks).map((site) => site.allocates)).toEqual([undefined]);
    expect(mergeStacks(stacks).map(({ types }) => types)).toEqual([undefined]);
  });

  it('is of more than twenty types the largest twenty, and the others as one', () => {
    const types = Array.from({ length: 300 }, (_, index) => type(`T${index}`, 1000 - index));
    const [site] = sitesOf([stack('main;malloc', types)]);
    expect(site?.allocates).toHaveLength(21);
    expect(site?.allocates?.at(-1)?.name).toBe('other types');
    expect(sumOf(site?.allocates ?? [])).toBe(sumOf(types));
  });

  const types = fc.array(fc.record({ name: fc.constantFrom('A', 'B', 'C'), count: fc.nat({ max: 50 }) }), {
    minLength: 1,
    maxLength: 5,
  });
  const runs = fc.array(types, { minLength: 1, maxLength: 6 });
  const recorded = (all: readonly { readonly name: string; readonly count: number }[]) =>
    stack(
      'main;make();malloc',
      all.map(({ name, count }) => type(name, count)),
    );

  it('adds up to the count of its site, whatever runs differ by, at one level and between two, run or iteration', () => {
    fc.assert(
      fc.property(runs, runs, fc.integer({ min: 1, max: 7 }), (short, long, units) => {
        const levels = [short, long].map((level) => level.map((one) => mergeStacks([recorded(one)])));
        const [low = [], high = []] = levels.map((level) => level[0]);
        const between = sitesOf(stacksBetween(low, high));
        const sites = [
          ...sampleSites(
            levels.slice(0, 1).map((level) => level.map(sitesOf)),
            sitesOf(low),
          ),
          ...sampleSites(
            levels.map((level) => level.map(sitesOf)),
            between,
          ),
        ].map(({ site }) => sitePerUnit(site, units));
        for (const { allocates = [], count } of sites) expect(sumOf(allocates)).toBeCloseTo(count, 9);
      }),
    );
  });
});

describe('the types of a site in a comparison', () => {
  const site = (...types: readonly AllocatedType[]) => ({
    count: sumOf(types),
    allocates: types.map(({ name, count }) => ({ name: name ?? '', count })),
  });

  it('say how many of each there were: new ones none, and those that are gone are there', () => {
    expect(
      compareTypes(site(type('String storage', 5), type('Once', 1)), site(type('Head', 10), type('String storage', 5))),
    ).toEqual([
      { name: 'Head', count: 10, baselineCount: 0 },
      { name: 'String storage', count: 5, baselineCount: 5 },
      { name: 'Once', count: 0, baselineCount: 1 },
    ]);
    expect(compareTypes(null, site(type('Head', 10)))).toEqual([{ name: 'Head', count: 10, baselineCount: 0 }]);
    expect(compareTypes(site(type('Head', 10)), null)).toEqual([{ name: 'Head', count: 0, baselineCount: 10 }]);
  });

  it('are those of now where the baseline does not say, and not known where the recorder of now does not', () => {
    expect(compareTypes({ count: 5 }, site(type('Head', 10)))).toEqual([{ name: 'Head', count: 10 }]);
    expect(compareTypes(site(type('Head', 10)), {})).toBeUndefined();
    expect(compareTypes({ count: 5 }, null)).toBeUndefined();
  });
});
