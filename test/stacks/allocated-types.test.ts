import { describe, expect, it } from 'vitest';
import type { AllocatedType, NamedStack } from '../../src/model/recording.ts';
import { typesOfSites } from '../../src/stacks/allocated-types.ts';
import { mergeStacks, stacksBetween } from '../../src/stacks/named-stack.ts';
import { siteKey, sitesOf } from '../../src/stacks/sites.ts';

const type = (name: string, count: number): AllocatedType => ({ name, count, bytes: 16 * count });
const stack = (path: string, count: number, types?: readonly AllocatedType[]): NamedStack => ({
  frames: path.split(';').map((name) => ({ name, module: 'App' })),
  ...{ count, bytes: 16 * count },
  ...(types === undefined ? {} : { types }),
});

describe('what is allocated', () => {
  it('is added up where paths are the same', () => {
    const [merged] = mergeStacks([
      stack('main;malloc', 5, [type('App.Node', 3)]),
      stack('main;malloc', 9, [type('App.List', 7), type('App.Node', 1)]),
    ]);
    expect(merged?.types).toEqual([type('App.List', 7), type('App.Node', 4)]);
  });

  it('is between two levels what the longer one has more, never more than its blocks', () => {
    const shorter = [stack('main;malloc', 4, [type('App.Node', 3), type('App.Once', 1)])];
    const longer = [stack('main;malloc', 10, [type('App.Node', 10)]), stack('main;new;malloc', 2, [])];
    expect(stacksBetween(shorter, longer).map(({ count, types }) => [count, types])).toEqual([
      [6, [{ ...type('App.Node', 6), bytes: 112 }]],
      [2, []],
    ]);
  });

  it('is of a site what its stacks allocate, and never more than its count', () => {
    const stacks = [
      stack('main;make();malloc', 5, [type('App.Node', 3)]),
      stack('other;make();malloc', 2, [type('App.Node', 2)]),
      stack('main;read();malloc', 1, []),
    ];
    const types = typesOfSites(stacks);
    const [make, read] = sitesOf(stacks);
    expect(make && types.get(siteKey(make))).toEqual([type('App.Node', 5)]);
    expect(read && types.get(siteKey(read))).toEqual([]);
  });

  it('is not known of a site with a stack of which it is not', () => {
    const stacks = [stack('main;malloc', 5, [type('App.Node', 3)]), stack('main;malloc', 1)];
    expect(typesOfSites(stacks)).toEqual(new Map());
    expect(mergeStacks(stacks).map(({ types }) => types)).toEqual([undefined]);
  });
});
