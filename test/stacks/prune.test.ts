import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCallTree, type CallTree, ownCost, stacksOf } from '../../src/stacks/call-tree.ts';
import { formatIndented, parseIndented } from '../../src/stacks/indented.ts';
import { pruneBelow, prunedName, pruneToBudget } from '../../src/stacks/prune.ts';
import { stacks, sumOf } from './trees.ts';

const allNodes = (tree: CallTree): readonly CallTree[] => [tree, ...tree.children.flatMap(allNodes)];
const bytesOf = (tree: CallTree) => JSON.stringify(formatIndented(tree), null, 2).length;

describe('a pruned tree', () => {
  it('has one [pruned] for the small children of a node', () => {
    const tree = buildCallTree([
      { frames: ['main', 'big'], count: 100, bytes: 800 },
      { frames: ['main', 'small'], count: 3, bytes: 24 },
      { frames: ['main', 'tiny'], count: 1, bytes: 8 },
    ]);
    expect(formatIndented(pruneBelow(tree, 10))).toEqual(['104 main', '  4 [pruned]', '  100 big']);
  });

  it('still adds up everywhere, and nothing small is left but what stands for it', () => {
    fc.assert(
      fc.property(stacks, fc.integer({ min: 1, max: 10_000 }), (all, threshold) => {
        const tree = buildCallTree(all);
        const pruned = pruneBelow(tree, threshold);
        expect(pruned).toMatchObject({ count: tree.count, bytes: tree.bytes });
        expect(sumOf(stacksOf(pruned))).toBe(tree.count);
        for (const node of allNodes(pruned)) {
          expect(ownCost(node).count).toBeGreaterThanOrEqual(0);
          if (node !== pruned && node.name !== prunedName) expect(node.count).toBeGreaterThanOrEqual(threshold);
        }
      }),
    );
  });

  it('pruned again is the same', () => {
    fc.assert(
      fc.property(stacks, fc.integer({ min: 1, max: 10_000 }), (all, threshold) => {
        const pruned = pruneBelow(buildCallTree(all), threshold);
        expect(pruneBelow(pruned, threshold)).toEqual(pruned);
      }),
    );
  });

  it('is the whole tree where the budget suffices', () => {
    fc.assert(
      fc.property(stacks, (all) => {
        expect(pruneToBudget(buildCallTree(all), 1e6)).toEqual(buildCallTree(all));
      }),
    );
  });

  it('fits its budget as the baseline writes it, and comes back from there', () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({
      frames: ['main', `module${index % 7}`, `function number ${index} "quoted"`, 'malloc'],
      count: (index * 7919) % 1000,
      bytes: 0,
    }));
    const tree = buildCallTree(many);
    for (const budget of [32 * 1024, 4096, 1000]) {
      const pruned = pruneToBudget(tree, budget);
      expect(bytesOf(pruned)).toBeLessThanOrEqual(budget);
      expect(bytesOf(pruned)).toBeGreaterThan(budget / 20);
      expect(pruned.count).toBe(tree.count);
      expect(parseIndented(formatIndented(pruned))).toEqual(pruned);
    }
  });

  it('has the same nodes after a small change of a count', () => {
    const wide = (extra: number) =>
      buildCallTree(
        Array.from({ length: 200 }, (_, index) => ({
          frames: ['main', `f${index}`],
          count: index + 3 + extra,
          bytes: 0,
        })),
      );
    const names = (tree: CallTree) => allNodes(tree).map(({ name }) => name);
    const [before, after] = [pruneToBudget(wide(0), 4000), pruneToBudget(wide(1), 4000)];
    const changed = names(after).filter((name) => !names(before).includes(name));
    expect(changed.length).toBeLessThanOrEqual(1);
  });

  it('is one line where the budget is nothing', () => {
    const tree = buildCallTree([{ frames: ['main', 'a'], count: 5, bytes: 0 }]);
    expect(formatIndented(pruneToBudget(tree, 0))).toEqual(['5 [pruned]']);
  });
});
