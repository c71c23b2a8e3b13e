import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allFrames, hiddenName, limitFrames, type OverlayFrame, overlayTrees } from '../../src/flame-graph/overlay.ts';
import { buildCallTree, type CallTree } from '../../src/stacks/call-tree.ts';
import { pruneBelow, prunedName } from '../../src/stacks/prune.ts';
import { stacks } from '../stacks/trees.ts';
import { wideTree } from './profiles.ts';

const trees = stacks.map(buildCallTree);

/** One of the two trees of an overlay. */
function side(frame: OverlayFrame, which: 'before' | 'after'): CallTree {
  const children = frame.children.map((child) => side(child, which)).filter(({ count }) => count > 0);
  return { name: frame.name, count: frame[which].count, bytes: frame[which].bytes, children };
}

describe('two trees laid over each other', () => {
  test('hold this run whole', () => {
    fc.assert(
      fc.property(trees, trees, (before, after) => {
        expect(side(overlayTrees(before, after), 'after')).toEqual(after);
      }),
    );
  });

  test('add up to both totals at every frame, with room for the larger of both and for all children', () => {
    fc.assert(
      fc.property(trees, trees, (before, after) => {
        const root = overlayTrees(before, after);
        expect([root.before.count, root.after.count]).toEqual([before.count, after.count]);
        for (const frame of allFrames(root)) {
          const sum = (of: (child: OverlayFrame) => number) => frame.children.reduce((all, one) => all + of(one), 0);
          expect(frame.before.count).toBeGreaterThanOrEqual(sum((child) => child.before.count));
          expect(frame.after.count).toBeGreaterThanOrEqual(sum((child) => child.after.count));
          expect(frame.width).toBeGreaterThanOrEqual(Math.max(frame.before.count, frame.after.count));
          expect(frame.width).toBeGreaterThanOrEqual(sum((child) => child.width));
        }
      }),
    );
  });

  test('are as wide as they are where nothing changed', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        for (const frame of allFrames(overlayTrees(tree, tree))) expect(frame.width).toBe(frame.after.count);
      }),
    );
  });

  test('show nothing as new or removed when the baseline is the same tree, however far it is pruned', () => {
    fc.assert(
      fc.property(trees, fc.integer({ min: 1, max: 6000 }), (tree, threshold) => {
        const root = overlayTrees(pruneBelow(tree, threshold), tree);
        for (const { before, after } of allFrames(root)) expect(before.count).toBe(after.count);
        expect(side(root, 'after')).toEqual(tree);
      }),
    );
  });

  test('keep the rest of what was pruned under its name, and what is more than that is new', () => {
    const now = buildCallTree([
      { frames: ['main', 'small'], count: 3, bytes: 0 },
      { frames: ['main', 'large'], count: 50, bytes: 0 },
    ]);
    const baseline = buildCallTree([{ frames: ['main', prunedName], count: 10, bytes: 0 }]);
    const lines = Array.from(
      allFrames(overlayTrees(baseline, now)),
      ({ name, before, after, assumed }) => `${name} ${before.count} ${after.count}${assumed ? ' assumed' : ''}`,
    );
    expect(lines).toEqual([' 10 53', 'main 10 53', '[pruned] 7 0', 'large 0 50', 'small 3 3 assumed']);
  });
});

test('a limited overlay has no more frames than asked for, adds up, and knows how many it hides', () => {
  fc.assert(
    fc.property(stacks, stacks, fc.integer({ min: 4, max: 60 }), (before, after, most) => {
      const root = overlayTrees(buildCallTree(before), buildCallTree(after));
      const limited = limitFrames(root, most);
      const all = [...allFrames(root)].length;
      const kept = [...allFrames(limited.root)].filter(({ name }) => name !== hiddenName).length;
      expect(limited.hidden).toBe(all - kept);
      expect(limited.frames).toBeLessThanOrEqual(Math.max(most, 1 + limited.root.children.length));
      expect([limited.root.before, limited.root.after]).toEqual([root.before, root.after]);
      for (const frame of allFrames(limited.root)) {
        const sum = frame.children.reduce((total, child) => total + child.after.count, 0);
        expect(frame.after.count).toBeGreaterThanOrEqual(sum);
      }
    }),
  );
});

test('an overlay that is small enough stays as it is', () => {
  const root = overlayTrees(null, wideTree(10, 3));
  expect(limitFrames(root, 10_000)).toEqual({ root, frames: 42, hidden: 0 });
});
