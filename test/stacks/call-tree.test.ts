import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCallTree, type CallTree, ownCost, stacksOf } from '../../src/stacks/call-tree.ts';
import { stacks, sumOf } from './trees.ts';

describe('the call tree', () => {
  it('adds up equal paths and sorts children by name', () => {
    const tree = buildCallTree([
      { frames: ['main', 'b', 'malloc'], count: 2, bytes: 20 },
      { frames: ['main', 'a', 'malloc'], count: 1, bytes: 8 },
      { frames: ['main', 'b', 'malloc'], count: 3, bytes: 30 },
    ]);
    expect([...stacksOf(tree)]).toEqual([
      { frames: ['main', 'a', 'malloc'], count: 1, bytes: 8 },
      { frames: ['main', 'b', 'malloc'], count: 5, bytes: 50 },
    ]);
    expect(tree).toMatchObject({ name: '', count: 6, bytes: 58 });
  });

  it('keeps what has no frames, as [unknown]', () => {
    const tree = buildCallTree([{ frames: [], count: 4, bytes: 0 }]);
    expect([...stacksOf(tree)]).toEqual([{ frames: ['[unknown]'], count: 4, bytes: 0 }]);
  });

  it('is the same tree again when its stacks are built again, in any order', () => {
    fc.assert(
      fc.property(stacks, (all) => {
        const tree = buildCallTree(all);
        expect(buildCallTree([...stacksOf(tree)].reverse())).toEqual(tree);
        expect(buildCallTree(all.toReversed())).toEqual(tree);
      }),
    );
  });

  it('neither loses nor invents an allocation', () => {
    fc.assert(
      fc.property(stacks, (all) => {
        const tree = buildCallTree(all);
        const own = (node: CallTree): number =>
          ownCost(node).count + node.children.reduce((sum, child) => sum + own(child), 0);
        expect(tree.count).toBe(sumOf(all));
        expect(sumOf(stacksOf(tree))).toBe(sumOf(all));
        expect(own(tree)).toBe(sumOf(all));
      }),
    );
  });
});
