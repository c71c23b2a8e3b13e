import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCallTree, type CallTree } from '../../src/stacks/call-tree.ts';
import { type CallTreeDiff, diffCallTrees, diffSites } from '../../src/stacks/diff.ts';
import { pruneBelow } from '../../src/stacks/prune.ts';
import type { Site } from '../../src/stacks/site.ts';
import { sitesOf } from '../../src/stacks/sites.ts';
import { namedStacks } from './recordings.ts';
import { frameName, stacks, sumOf } from './trees.ts';

const site = (name: string, count: number, bytes: number | null = null, module = 'App'): Site => {
  return { name, module, callers: ['main'], count, bytes };
};
const lines = (before: readonly Site[], after: readonly Site[]) =>
  diffSites(before, after, sumOf(after) - sumOf(before)).deltas.map(
    ({ change, delta, name, baselineName }) =>
      `${change} ${delta} ${name}${baselineName === null ? '' : ` (was ${baselineName})`}`,
  );

describe('site deltas', () => {
  it('say what appeared, grew, shrank and vanished, largest change first', () => {
    const before = [site('same', 5), site('grows', 10), site('shrinks', 10), site('gone', 50)];
    const after = [site('same', 5), site('grows', 17), site('shrinks', 8), site('new', 100)];
    expect(lines(before, after)).toEqual([
      'appeared 100 new',
      'vanished -50 gone',
      'grew 7 grows',
      'shrank -2 shrinks',
      'unchanged 0 same',
    ]);
  });

  it('know a closure that was renumbered because another was put before it', () => {
    const before = [site('closure #1 in run()', 10), site('closure #2 in run()', 20)];
    const after = [site('closure #1 in run()', 5), site('closure #2 in run()', 10), site('closure #3 in run()', 20)];
    expect(lines(before, after)).toEqual([
      'appeared 5 closure #1 in run()',
      'unchanged 0 closure #3 in run() (was closure #2 in run())',
      'unchanged 0 closure #2 in run() (was closure #1 in run())',
    ]);
  });

  it('leave numbers alone where nothing was renumbered', () => {
    const before = [site('closure #1 in run()', 10), site('closure #2 in run()', 11)];
    const after = [site('closure #1 in run()', 11), site('closure #2 in run()', 12)];
    expect(lines(before, after)).toEqual(['grew 1 closure #2 in run()', 'grew 1 closure #1 in run()']);
  });

  it('pair a function with its specialisation, but not with its namesake of another module', () => {
    expect(lines([site('make()', 10)], [site('specialized make()', 11)])).toEqual([
      'grew 1 specialized make() (was make())',
    ]);
    expect(lines([site('make()', 10)], [site('make()', 11, null, 'Kit')])).toEqual([
      'appeared 11 make()',
      'vanished -10 make()',
    ]);
  });

  it('have bytes where both sides that have the site recorded them', () => {
    const bytes = (before: readonly Site[], after: readonly Site[]) =>
      diffSites(before, after, 0).deltas.map(({ bytesDelta }) => bytesDelta);
    expect(bytes([site('a', 1, 8)], [site('a', 2, 24)])).toEqual([16]);
    expect(bytes([], [site('a', 2, 24)])).toEqual([24]);
    expect(bytes([site('a', 1, 8)], [])).toEqual([-8]);
    expect(bytes([site('a', 1)], [site('a', 2, 24)])).toEqual([null]);
    expect(bytes([site('a', 1)], [])).toEqual([null]);
  });

  const sites = fc.uniqueArray(fc.record({ name: frameName, count: fc.nat(1000) }), { selector: ({ name }) => name });
  const built = sites.map((all) => all.map(({ name, count }) => site(name, count)));

  it('add up, with the residual, to the delta of the total', () => {
    fc.assert(
      fc.property(built, built, fc.integer({ min: -5000, max: 5000 }), (before, after, totalDelta) => {
        const { deltas, residual } = diffSites(before, after, totalDelta);
        expect(deltas.reduce((sum, { delta }) => sum + delta, residual)).toBe(totalDelta);
        expect(deltas.reduce((sum, { delta }) => sum + delta, 0)).toBe(sumOf(after) - sumOf(before));
        expect(sumOf(deltas)).toBe(sumOf(after));
      }),
    );
  });

  it('of a profile with itself are none', () => {
    const recordedSites = sitesOf(namedStacks('toy'));
    const { deltas, residual } = diffSites(recordedSites, recordedSites, 0);
    expect(deltas.filter(({ change, baselineName }) => change !== 'unchanged' || baselineName !== null)).toEqual([]);
    expect(residual).toBe(0);
  });
});

describe('two call trees laid over each other', () => {
  const after = (diff: CallTreeDiff): CallTree => {
    const children = diff.children.filter((child) => child.after.count !== 0).map(after);
    return { name: diff.name, ...diff.after, children };
  };
  const differences = (diff: CallTreeDiff): readonly string[] => [
    ...(diff.before.count === diff.after.count ? [] : [`${diff.name} ${diff.before.count} -> ${diff.after.count}`]),
    ...diff.children.flatMap(differences),
  ];

  it('hold the tree as it is after, whole and under its own names', () => {
    fc.assert(
      fc.property(stacks, stacks, (some, others) => {
        expect(after(diffCallTrees(buildCallTree(some), buildCallTree(others)))).toEqual(buildCallTree(others));
      }),
    );
  });

  it('lose no allocation of the tree before, at any node', () => {
    const total = (diff: CallTreeDiff, side: 'before' | 'after'): number =>
      diff.children.reduce((rest, child) => rest - child[side].count, diff[side].count) +
      diff.children.reduce((sum, child) => sum + total(child, side), 0);
    fc.assert(
      fc.property(stacks, stacks, (some, others) => {
        const diff = diffCallTrees(buildCallTree(some), buildCallTree(others));
        expect(total(diff, 'before')).toBe(sumOf(some));
        expect(total(diff, 'after')).toBe(sumOf(others));
      }),
    );
  });

  it('do not differ where they are the same', () => {
    fc.assert(
      fc.property(stacks, (all) => {
        expect(differences(diffCallTrees(buildCallTree(all), buildCallTree(all)))).toEqual([]);
      }),
    );
  });

  it('differ along the one path that changed, though a closure on it was renumbered', () => {
    const tree = (ordinal: number, count: number) =>
      buildCallTree([
        { frames: ['main', 'other()', 'malloc'], count: 5, bytes: 0 },
        { frames: ['main', `closure #${ordinal} in run()`, 'malloc'], count, bytes: 0 },
      ]);
    expect(differences(diffCallTrees(tree(1, 10), tree(2, 11)))).toEqual([
      ' 15 -> 16',
      'main 15 -> 16',
      'closure #2 in run() 10 -> 11',
      'malloc 10 -> 11',
    ]);
  });

  it('do not differ in what the baseline left out by pruning, but in what is more than that', () => {
    const tree = (extra: number) =>
      buildCallTree([
        { frames: ['main', 'big'], count: 100, bytes: 0 },
        { frames: ['main', 'small'], count: 3, bytes: 0 },
        { frames: ['main', 'tiny'], count: 1, bytes: 0 },
        { frames: ['main', 'new'], count: extra, bytes: 0 },
      ]);
    const baseline = pruneBelow(tree(0), 10);
    expect(differences(diffCallTrees(baseline, tree(0)))).toEqual([]);
    expect(differences(diffCallTrees(baseline, tree(50)))).toEqual([' 104 -> 154', 'main 104 -> 154', 'new 0 -> 50']);
  });
});
