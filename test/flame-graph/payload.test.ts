import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Frame } from '../../src/flame-graph/browser/frame.ts';
import { callFrames } from '../../src/flame-graph/browser/frame-trees.ts';
import { decodePayload } from '../../src/flame-graph/browser/tree-data.ts';
import { type OverlayFrame, overlayTrees } from '../../src/flame-graph/overlay.ts';
import { encodePayload } from '../../src/flame-graph/payload.ts';
import { buildCallTree } from '../../src/stacks/call-tree.ts';
import { hostileName } from '../report/hostile.ts';
import { stacks } from '../stacks/trees.ts';

const head = { unit: 'run', units: 1, noise: 0, compared: true } as const;

interface Plain {
  readonly name: string;
  readonly costs: readonly number[];
  readonly children: readonly Plain[];
}

function plain({ name, before, after, width, children }: OverlayFrame): Plain {
  return { name, costs: [before.count, after.count, width], children: children.map(plain) };
}

function decoded({ name, before, after, both, children }: Frame, names: readonly string[]): Plain {
  const callees = children.map((child) => decoded(child, names));
  return { name: names[name] ?? '', costs: [before, after, both], children: callees };
}

describe('what the page decodes', () => {
  test('is the overlay that was encoded', async () => {
    await fc.assert(
      fc.asyncProperty(stacks, stacks, async (before, after) => {
        const root = overlayTrees(buildCallTree(before), buildCallTree(after));
        const tree = await decodePayload(encodePayload(root, head));
        expect(decoded(callFrames(tree, tree.count), tree.head.names)).toEqual(plain(root));
        expect(callFrames(tree, tree.bytes).after).toBe(root.after.bytes);
      }),
    );
  });

  test('has every name as it was, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(hostileName, async (name) => {
        const root = overlayTrees(null, buildCallTree([{ frames: [name], count: 2 ** 40, bytes: 2 ** 50 }]));
        const { head: read } = await decodePayload(encodePayload(root, head));
        expect(read.names).toEqual(['', name]);
      }),
    );
  });
});

test('what is known of names comes with them', async () => {
  const root = overlayTrees(null, buildCallTree([{ frames: ['a', 'b'], count: 3, bytes: 1 }]));
  const notes = new Map([['b', '3 Node at Sources/App/List.swift:7']]);
  const { head: read } = await decodePayload(encodePayload(root, head, { notes }));
  expect(read.notes).toEqual(read.names.map((name) => notes.get(name) ?? ''));
  expect((await decodePayload(encodePayload(root, head))).head.notes).toBeUndefined();
});

test('what was inlined says so before all else', async () => {
  const root = overlayTrees(null, buildCallTree([{ frames: ['a', 'b', 'c'], count: 3, bytes: 1 }]));
  const notes = new Map([['b', '3 Node']]);
  const inlined = new Map([
    ['b', 'always'],
    ['c', 'sometimes'],
  ] as const);
  const { head: read } = await decodePayload(encodePayload(root, head, { notes, inlined }));
  expect(read.notes).toEqual(['', '', 'inlined; 3 Node', 'inlined in some places']);
});

test('a frame that is no function comes with what it is', async () => {
  const root = overlayTrees(null, buildCallTree([{ frames: ['a', '[libswiftCore.so]'], count: 3, bytes: 1 }]));
  const { head: read } = await decodePayload(encodePayload(root, head));
  expect(read.notes).toEqual([
    '',
    '',
    'code of libswiftCore.so that has no symbol, so that its functions are not known',
  ]);
});

test('modules, types and what is the runtime’s come with the names', async () => {
  const frames = ['main', 'Array.append(_:)', 'swift_allocObject', '[libfoo.so]', '[unknown]', 'malloc'];
  const root = overlayTrees(null, buildCallTree([{ frames, count: 3, bytes: 1 }]));
  const modules = new Map([
    ['main', 'App'],
    ['Array.append(_:)', 'Swift'],
  ]);
  const { head: read } = await decodePayload(
    encodePayload(root, head, { modules, types: new Map([['main', 'Node']]) }),
  );
  expect(read.modules).toEqual(['', 'App', 'Swift', '', 'libfoo.so', '', '']);
  expect(read.types).toEqual(['', 'Node', '', '', '', '', '']);
  expect(read.runtime?.map((name) => read.names[name])).toEqual(['Array.append(_:)', 'swift_allocObject']);
});

test('equal overlays have equal payloads', () => {
  const root = overlayTrees(null, buildCallTree([{ frames: ['a', 'b'], count: 3, bytes: 1 }]));
  expect(encodePayload(root, head)).toBe(encodePayload(root, head));
});
