import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeSandwich } from '../../src/flame-graph/browser/boxes.ts';
import type { Frame } from '../../src/flame-graph/browser/frame.ts';
import { type Sandwich, sandwichOf } from '../../src/flame-graph/browser/sandwich.ts';
import { decodePayload, type TreeData } from '../../src/flame-graph/browser/tree-data.ts';
import { overlayTrees } from '../../src/flame-graph/overlay.ts';
import { encodePayload } from '../../src/flame-graph/payload.ts';
import { buildCallTree, type Stack } from '../../src/stacks/call-tree.ts';
import { stacks } from '../stacks/trees.ts';

const head = { unit: 'run', units: 1, noise: 0, compared: true } as const;

function treeOf(before: readonly Stack[], after: readonly Stack[]): Promise<TreeData> {
  const root = overlayTrees(buildCallTree(before), buildCallTree(after));
  return decodePayload(encodePayload(root, head));
}

function around(tree: TreeData, name: string): Sandwich {
  return sandwichOf(tree, tree.count, tree.head.names.indexOf(name));
}

function lines(tree: TreeData, frame: Frame, depth = 0): readonly string[] {
  const own = `${' '.repeat(depth)}${tree.head.names[frame.name]} ${frame.before} ${frame.after}`;
  return [own, ...frame.children.flatMap((child) => lines(tree, child, depth + 1))];
}

describe('a function’s callers and callees', () => {
  const stack = (path: string, count: number): Stack => ({ frames: path.split(';'), count, bytes: 0 });
  const before = [stack('main;a();f();malloc', 5)];
  const after = [
    ...[stack('main;a();f();malloc', 6), stack('main;b();f();g();malloc', 3), stack('main;b();f();calloc', 1)],
    ...[stack('main;b();f();b();f();malloc', 2), stack('main;other();malloc', 7)],
  ];

  test('are those of all places where it is called', async () => {
    const tree = await treeOf(before, after);
    const { root, callers, callees } = around(tree, 'f()');
    expect([root.before, root.after]).toEqual([5, 19]);
    expect(lines(tree, callers)).toEqual(['f() 5 12', ' a() 5 6', '  main 5 6', ' b() 0 6', '  main 0 6']);
    expect(lines(tree, callees)).toEqual([
      ...[
        'f() 5 12',
        ' malloc 5 6',
        ' g() 0 3',
        '  malloc 0 3',
        ' b() 0 2',
        '  f() 0 2',
        '   malloc 0 2',
        ' calloc 0 1',
      ],
    ]);
  });

  test('add up to the function, and what is called is what the paths through it allocate', async () => {
    await fc.assert(
      fc.asyncProperty(stacks, stacks, fc.nat(), async (was, is, choice) => {
        const tree = await treeOf(was, is);
        const { names } = tree.head;
        const name = names[1 + (choice % Math.max(1, names.length - 1))] ?? '';
        if (name === '') return;
        const { callers, callees } = around(tree, name);
        // Frames that were paired under two names have this run's.
        const through = is.reduce((sum, { frames, count }) => sum + (frames.includes(name) ? count : 0), 0);
        expect(callees.after).toBe(through);
        expect([callers.before, callers.after]).toEqual([callees.before, callees.after]);
        const check = (frame: Frame): void => {
          for (const side of ['before', 'after', 'both', 'moved'] as const) {
            expect(frame.children.reduce((sum, child) => sum + child[side], 0)).toBeLessThanOrEqual(frame[side]);
          }
          frame.children.forEach(check);
        };
        check(callers);
        check(callees);
      }),
      { numRuns: 40 },
    );
  });

  test('lie above and below it, each beside what calls it or is called by it', async () => {
    const tree = await treeOf(before, after);
    const { rows, slivers } = placeSandwich(around(tree, 'f()'), 'after', 1200);
    const shown = rows.map((row) => row.map(({ frame }) => tree.head.names[frame.name]).join(' '));
    expect(shown).toEqual(['main main', 'a() b()', 'f()', 'malloc g() b() calloc', 'malloc f()', 'malloc']);
    expect(slivers).toEqual([]);
    for (const [row, boxes] of rows.entries()) for (const box of boxes) expect(box.row).toBe(row);
  });

  test('too narrow to be drawn have their place above, where no caller is wide enough', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => stack(`f${index}();f();malloc`, 1));
    const tree = await treeOf([], many);
    const { rows, slivers } = placeSandwich(around(tree, 'f()'), 'after', 1000);
    expect(rows.map((row) => row.length)).toEqual([0, 1, 1]);
    expect(slivers.map(({ row }) => row)).toEqual([0]);
  });
});
