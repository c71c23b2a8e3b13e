import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxAt, placeBoxes } from '../../src/flame-graph/browser/boxes.ts';
import { FrameFinder, search } from '../../src/flame-graph/browser/find-frames.ts';
import type { Frame } from '../../src/flame-graph/browser/frame.ts';
import { callerFrames, callFrames, callFramesByFunction } from '../../src/flame-graph/browser/frame-trees.ts';
import { decodePayload, type TreeData } from '../../src/flame-graph/browser/tree-data.ts';
import { overlayTrees } from '../../src/flame-graph/overlay.ts';
import { encodePayload } from '../../src/flame-graph/payload.ts';
import { nameHash } from '../../src/report/flame-graph-anchor.ts';
import { buildCallTree, type Stack } from '../../src/stacks/call-tree.ts';
import { stacks, sumOf } from '../stacks/trees.ts';

const head = { unit: 'run', units: 1, noise: 0, compared: true } as const;

function treeOf(before: readonly Stack[], after: readonly Stack[]): Promise<TreeData> {
  return decodePayload(encodePayload(overlayTrees(buildCallTree(before), buildCallTree(after)), head));
}

function stack(path: string, count: number): Stack {
  return { frames: path.split(';'), count, bytes: 0 };
}

function lines(tree: TreeData, frame: Frame, depth = 0): readonly string[] {
  return frame.children.flatMap((child) => [
    `${' '.repeat(depth)}${tree.head.names[child.name]} ${child.before} ${child.after}`,
    ...lines(tree, child, depth + 1),
  ]);
}

describe('the frames that are shown', () => {
  const orders: readonly [string, (tree: TreeData) => Frame][] = [
    ['callers first', (tree) => callFrames(tree, tree.count)],
    ['functions, then callers', (tree) => callFramesByFunction(tree, tree.count)],
    ['what allocates first', (tree) => callerFrames(tree, tree.count, false)],
    ['functions, then what called them', (tree) => callerFrames(tree, tree.count, true)],
  ];

  test.each(orders)('%s: hold their children, and the root holds everything', async (_name, make) => {
    await fc.assert(
      fc.asyncProperty(stacks, stacks, async (before, after) => {
        const root = make(await treeOf(before, after));
        expect([root.before, root.after]).toEqual([sumOf(before), sumOf(after)]);
        const check = (frame: Frame): void => {
          for (const side of ['before', 'after', 'both', 'moved'] as const) {
            const sum = frame.children.reduce((all, child) => all + child[side], 0);
            expect(sum).toBeLessThanOrEqual(frame[side]);
          }
          frame.children.forEach(check);
        };
        check(root);
      }),
      { numRuns: 40 },
    );
  });

  const before = [stack('main;a();malloc', 5), stack('main;b();calloc', 2)];
  const after = [stack('main;a();malloc', 6), stack('main;b();malloc', 3), stack('main;b();calloc', 2)];

  test('begin with what called the allocation function, then by whom', async () => {
    const tree = await treeOf(before, after);
    expect(lines(tree, callerFrames(tree, tree.count, false))).toEqual([
      'a() 5 6',
      ' main 5 6',
      'b() 2 5',
      ' main 2 5',
    ]);
  });

  test('begin with the allocation function where that is wanted', async () => {
    const tree = await treeOf(before, after);
    expect(lines(tree, callerFrames(tree, tree.count, true)).slice(0, 3)).toEqual([
      'malloc 5 9',
      ' a() 5 6',
      '  main 5 6',
    ]);
    expect(lines(tree, callFramesByFunction(tree, tree.count))).toEqual([
      ...['malloc 5 9', ' main 5 9', '  a() 5 6', '   malloc 5 6', '  b() 0 3', '   malloc 0 3'],
      ...['calloc 2 2', ' main 2 2', '  b() 2 2', '   calloc 2 2'],
    ]);
  });
});

describe('boxes', () => {
  test('lie within the box below and beside each other, for every side and zoom', async () => {
    await fc.assert(
      fc.asyncProperty(stacks, stacks, fc.nat(), async (before, after, choice) => {
        const tree = await treeOf(before, after);
        const root = callFrames(tree, tree.count);
        const zoomed = root.children[choice % Math.max(1, root.children.length)] ?? root;
        for (const side of ['before', 'after', 'both', 'moved'] as const) {
          const boxes = placeBoxes(zoomed, side, 1000);
          for (const [index, row] of boxes.rows.entries()) {
            let end = -1e-6;
            for (const box of row) {
              expect(box.x).toBeGreaterThanOrEqual(end - 1e-6);
              end = box.x + box.width;
              expect(end).toBeLessThanOrEqual(1000 + 1e-6);
              expect(boxAt(boxes, index, box.x + box.width / 2)).toBe(box);
              if (index === 0) continue;
              const below = boxAt(boxes, index - 1, box.x + box.width / 2);
              expect(below?.frame).toBe(box.frame.parent);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('too narrow to be drawn are drawn together', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => stack(`main;f${index}()`, 1));
    const tree = await treeOf([], many);
    const { rows, slivers } = placeBoxes(callFrames(tree, tree.count), 'after', 1000);
    expect(rows.map((row) => row.length)).toEqual([1, 1]);
    expect(slivers).toHaveLength(1);
    expect(slivers[0]).toMatchObject({ row: 2, x: 0 });
    expect(slivers[0]?.width).toBeCloseTo(1000);
  });
});

describe('a deep link', () => {
  const after = [stack('main;run();a();malloc', 5), stack('main;other();a();malloc', 50), stack('main;other();b()', 1)];
  const before = [stack('main;other();a();malloc', 49), stack('main;other();b()', 1)];
  const find = async (...path: readonly string[]) => {
    const tree = await treeOf(before, after);
    const frame = new FrameFinder(tree).find(callFrames(tree, tree.count), path.map(nameHash), tree.count);
    return frame?.path.map(({ name }) => tree.head.names[name]).join(';') ?? null;
  };

  test('leads to exactly its path', async () => {
    expect(await find('main', 'other()', 'a()')).toBe(';main;other();a()');
  });

  test('of a call site and its nearest callers leads to the path through them', async () => {
    expect(await find('other()', 'a()')).toBe(';main;other();a()');
    expect(await find('main', 'b()')).toBe(';main;other();b()');
  });

  test('that fits several frames leads to the one that changed most', async () => {
    expect(await find('a()')).toBe(';main;run();a()');
  });

  test('to a frame that is not there leads nowhere', async () => {
    expect(await find('main', 'gone()')).toBeNull();
  });
});

describe('a search', () => {
  test('counts frames, and each path once, though two of its frames match', async () => {
    const tree = await treeOf([], [stack('main;Parser.parse();Parser.read();malloc', 5), stack('main;malloc', 2)]);
    expect(search(tree, tree.count, 'after', 'parser')).toMatchObject({ frames: 2, cost: 5 });
    expect(search(tree, tree.count, 'before', 'parser')).toMatchObject({ frames: 2, cost: 0 });
    expect(search(tree, tree.count, 'after', ' ')).toMatchObject({ frames: 0, cost: 0 });
  });
});

test('a search finds types and files too, in what is known of a name', async () => {
  const root = overlayTrees(null, buildCallTree([stack('main;make();malloc', 3), stack('main;other();malloc', 2)]));
  const notes = new Map([['make()', '3 Node at Sources/App/List.swift:7']]);
  const tree = await decodePayload(encodePayload(root, head, { notes }));
  const namesOf = (text: string) =>
    [...search(tree, tree.count, 'after', text).names].map((name) => tree.head.names[name]);
  expect(namesOf('list.swift')).toEqual(['make()']);
  expect(namesOf('node')).toEqual(['make()']);
  expect(namesOf('other')).toEqual(['other()']);
});
