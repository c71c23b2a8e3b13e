import { expect, test } from 'vitest';
import { groupColors, groupsOf } from '../../src/flame-graph/browser/groups.ts';
import { decodePayload } from '../../src/flame-graph/browser/tree-data.ts';
import { overlayTrees } from '../../src/flame-graph/overlay.ts';
import { encodePayload } from '../../src/flame-graph/payload.ts';
import { buildCallTree } from '../../src/stacks/call-tree.ts';

test('what the tree itself does not have is among the others, unless its group has a colour', async () => {
  const root = overlayTrees(null, buildCallTree([{ frames: ['f()'], count: 1, bytes: 0 }]));
  const head = { unit: 'run', units: 1, noise: 0, compared: false } as const;
  const tree = await decodePayload(encodePayload(root, head, { types: new Map([['f()', 'Node']]) }));
  const groups = groupsOf(tree, tree.count, [...(tree.head.types ?? []), 'Node', 'Leaf', '']);
  expect([2, 3, 4].map(groups.color)).toEqual(['group0', 'others', 'same']);
  expect(groups).toMatchObject({ names: ['Node'], hasOthers: true });
});

test('groups that take most room have colours of their own, the others share one', async () => {
  const names = Array.from({ length: groupColors + 2 }, (_, index) => `f${index}()`);
  const stacks = names.map((name, index) => ({ frames: [name, 'unknown()'], count: 1 + index, bytes: 0 }));
  const head = { unit: 'run', units: 1, noise: 0, compared: false } as const;
  const modules = new Map(names.map((name) => [name, `M${name.slice(1, -2)}`]));
  const tree = await decodePayload(encodePayload(overlayTrees(null, buildCallTree(stacks)), head, { modules }));
  const groups = groupsOf(tree, tree.count, tree.head.modules ?? []);
  expect(groups.names).toEqual(['M9', 'M8', 'M7', 'M6', 'M5', 'M4', 'M3', 'M2']);
  expect(groups.hasOthers).toBe(true);
  const colorOf = (name: string) => groups.color(tree.head.names.indexOf(name));
  expect(['f9()', 'f2()', 'f1()', 'f0()', 'unknown()'].map(colorOf)).toEqual([
    ...['group0', 'group7', 'others', 'others', 'same'],
  ]);
});
