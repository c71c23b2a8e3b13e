import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hiddenName } from '../../../src/report/flame-graph/collective.ts';
import { allFrames, limitFrames } from '../../../src/report/flame-graph/limit.ts';
import { overlayTrees } from '../../../src/report/flame-graph/overlay.ts';
import { renderFlameGraphPage } from '../../../src/report/flame-graph/page.ts';
import { buildCallTree } from '../../../src/stacks/call-tree.ts';
import { stacks } from '../../stacks/trees.ts';
import { profile, wideTree } from './profiles.ts';

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

test('a page of more frames than it may have says what it hides', () => {
  const tree = wideTree(900, 6);
  const page = renderFlameGraphPage([profile({ tree }), profile({ benchmark: 'other', tree })], undefined, 5000);
  expect(
    page.match(/This page leaves out the [\d,]+ smallest frames, where [\d,]+ allocations \([\d.]+ %\) end/g),
  ).toHaveLength(2);
});
