import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typesFirst, typesLast, unknownTypeName } from '../../src/flame-graph/browser/by-type.ts';
import { FrameFinder } from '../../src/flame-graph/browser/find-frames.ts';
import { foldRuntime } from '../../src/flame-graph/browser/fold-runtime.ts';
import type { Frame } from '../../src/flame-graph/browser/frame.ts';
import { callerFrames, callFrames } from '../../src/flame-graph/browser/frame-trees.ts';
import { decodePayload, type OwnTypes, type TreeData } from '../../src/flame-graph/browser/tree-data.ts';
import { limitFrames, overlayTrees } from '../../src/flame-graph/overlay.ts';
import { encodePayload } from '../../src/flame-graph/payload.ts';
import { typesByPath } from '../../src/flame-graph/types-by-path.ts';
import type { NamedStack } from '../../src/model/recording.ts';
import { buildCallTree, type Stack } from '../../src/stacks/call-tree.ts';
import { stackOf } from '../../src/stacks/named-stack.ts';
import { frameName, stacks } from '../stacks/trees.ts';

const head = { unit: 'run', units: 1, noise: 0, compared: true } as const;

/** What the page reads of a run, with types by path, over a baseline. */
function treeOf(run: readonly NamedStack[], before: readonly Stack[] = [], most = 1000): Promise<TreeData> {
  const overlay = limitFrames(overlayTrees(buildCallTree(before), buildCallTree(run.map(stackOf))), most);
  return decodePayload(encodePayload(overlay.root, head, { typesByPath: typesByPath(run, 1) }));
}

/** `Node 3` is three nodes of 16 bytes each; blocks beyond those that are named have no known type. */
function stack(path: string, count: number, ...types: readonly string[]): NamedStack {
  const allocated = types.map((type) => {
    const [, name = '', blocks = ''] = /^(.*) (\d+)$/.exec(type) ?? [];
    return { name, line: null, count: Number(blocks), bytes: 16 * Number(blocks) };
  });
  const frames = path.split(';').map((name) => ({ name, module: 'App' }));
  return { frames, count, bytes: 16 * count, types: allocated };
}

function lines(tree: TreeData, frame = callFrames(tree, tree.count), depth = 0): readonly string[] {
  return frame.children.flatMap((child) => [
    `${' '.repeat(depth)}${tree.head.names[child.name]} ${child.after}`,
    ...lines(tree, child, depth + 1),
  ]);
}

const run = [
  stack('main;read();malloc', 8, 'Head 3', '[Int] storage 5'),
  stack('main;read();parse();malloc', 4, 'Head 4'),
  stack('main;start();malloc', 2),
  { ...stack('main;perf();malloc', 1), types: [{ name: null, line: null, count: 1, bytes: 16 }] },
];

describe('the tree by type', () => {
  test('has the types first, largest first, and the paths that allocate each above it', async () => {
    expect(lines(typesFirst(await treeOf(run)))).toEqual([
      ...['Head 7', ' main 7', '  read() 7', '   malloc 3', '   parse() 4', '    malloc 4'],
      ...['[Int] storage 5', ' main 5', '  read() 5', '   malloc 5'],
      ...[`${unknownTypeName} 3`, ' main 3', '  perf() 1', '   malloc 1', '  start() 2', '   malloc 2'],
    ]);
  });

  test('has them first in the tree of callers too, the allocation function next', async () => {
    const tree = typesLast(await treeOf(run));
    expect(lines(tree, callerFrames(tree, tree.count, true))).toEqual([
      ...['Head 7', ' malloc 7', '  parse() 4', '   read() 4', '    main 4', '  read() 3', '   main 3'],
      ...['[Int] storage 5', ' malloc 5', '  read() 5', '   main 5'],
      ...[`${unknownTypeName} 3`, ' malloc 3', '  start() 2', '   main 2', '  perf() 1', '   main 1'],
    ]);
  });

  test('knows bytes too, and is of this run only', async () => {
    const tree = typesFirst(await treeOf(run, [{ frames: ['gone()', 'malloc'], count: 5, bytes: 0 }]));
    const root = callFrames(tree, tree.bytes);
    expect(root.children.map(({ after }) => after)).toEqual([112, 80, 48]);
    expect(callFrames(tree, tree.count)).toMatchObject({ before: 0, after: 15 });
  });

  test('knows the types of paths that a page has no room for', async () => {
    const small = Array.from({ length: 30 }, (_, index) => stack(`main;f${index}();malloc`, 1, 'Leaf 1'));
    const tree = typesFirst(await treeOf([stack('main;read();malloc', 90, 'Head 90'), ...small], [], 5));
    expect(lines(tree)).toEqual([
      ...['Head 90', ' main 90', '  read() 90', '   malloc 90'],
      ...['Leaf 30', ' main 30', '  [not shown] 30'],
    ]);
  });

  test('finds types by their hashes, and says what the frame is that has none', async () => {
    const tree = typesFirst(await treeOf(run));
    const finder = new FrameFinder(tree);
    const path = ['[Int] storage', 'main', 'read()'].map((name) => finder.hash(tree.head.names.indexOf(name)));
    expect(finder.find(callFrames(tree, tree.count), path, tree.count)?.after).toBe(5);
    expect(tree.head.notes).toHaveLength(tree.head.names.length);
    expect(tree.head.notes?.at(-1)).toContain('not known');
  });

  test('is not there where no type is known', async () => {
    const { head: read, types } = await treeOf([stack('main;malloc', 3)]);
    expect([read.typeNames, types]).toEqual([undefined, undefined]);
  });
});

/** Stacks some of whose types are known, with sums that are too small, exact, or (of a recording that lies) too large. */
const typedStack: fc.Arbitrary<NamedStack> = fc
  .record({
    frames: fc.array(frameName, { maxLength: 6 }),
    types: fc.array(
      fc.record({
        name: fc.constantFrom('Head', 'Node', '[Int] storage', 'malloc', null),
        line: fc.constant(null),
        count: fc.integer({ min: 1, max: 300 }),
        bytes: fc.integer({ min: 0, max: 9000 }),
      }),
      { maxLength: 4 },
    ),
    more: fc.oneof({ weight: 9, arbitrary: fc.nat(500) }, fc.integer({ min: -20, max: 0 })),
    isSized: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
  })
  .map(({ frames, types, more, isSized }) => {
    const sum = (key: 'count' | 'bytes') => types.reduce((all, type) => all + type[key], 0);
    return {
      frames: frames.map((name) => ({ name, module: 'App' })),
      count: Math.max(1, sum('count') + more),
      bytes: isSized ? Math.max(0, sum('bytes') + 3 * more) : null,
      types,
    };
  });

test('by type, counts and bytes add up to the run’s, of each type, however frames are cut and folded', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(typedStack, { maxLength: 25 }),
      stacks,
      fc.integer({ min: 3, max: 60 }),
      async (all, before, most) => {
        const tree = await treeOf(all, before, most);
        const [counts, bytes] = [callFrames(tree, tree.count), callFrames(tree, tree.bytes)];
        const own = (of: 'count' | 'bytes') => sumsByName(tree.types?.(), of, tree.head.typeNames);
        // Nothing is lost of stacks that do not claim more types than blocks.
        if (all.every(isHonest)) {
          expect(own('count')).toEqual(typesOf(all, 'count'));
          expect(own('bytes')).toEqual(typesOf(all, 'bytes'));
        }
        for (const typed of [typesFirst(tree), foldRuntime(typesFirst(tree))]) {
          const root = callFrames(typed, typed.count);
          expect(root.after).toBe(counts.after);
          expect(callFrames(typed, typed.bytes).after).toBe(bytes.after);
          expect(byName(typed, root)).toEqual(own('count'));
          expect(Math.min(0, ...typed.count.after, ...typed.bytes.after)).toBe(0);
          checkSums(root);
        }
        const last = typesLast(tree);
        for (const one of [last, foldRuntime(last)]) {
          expect(byName(one, callerFrames(one, one.count, true))).toEqual(own('count'));
          expect(byName(one, callerFrames(one, one.bytes, true))).toEqual(own('bytes'));
          expect(callFrames(one, one.count).after).toBe(counts.after);
        }
      },
    ),
    { numRuns: 60 },
  );
});

function isHonest({ count, bytes, types = [] }: NamedStack): boolean {
  const sum = (key: 'count' | 'bytes') => types.reduce((all, type) => all + type[key], 0);
  return sum('count') <= count && sum('bytes') <= (bytes ?? 0);
}

function typesOf(all: readonly NamedStack[], key: 'count' | 'bytes'): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { name, [key]: cost } of all.flatMap(({ types = [] }) => types)) {
    if (name !== null && cost > 0) sums[name] = (sums[name] ?? 0) + cost;
  }
  return sums;
}

/** What the frames next to the root cost, by name; what has no known type is left out. */
function byName(tree: TreeData, root: Frame): Readonly<Record<string, number>> {
  const named = root.children.map(({ name, after }) => [tree.head.names[name] ?? '', after] as const);
  return Object.fromEntries(named.filter(([name, cost]) => name !== unknownTypeName && cost > 0));
}

function sumsByName(
  types: OwnTypes | undefined,
  of: 'count' | 'bytes',
  names: readonly string[] = [],
): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [entry, type] of types?.type.entries() ?? []) {
    const name = names[type] ?? '';
    sums[name] = (sums[name] ?? 0) + (types?.[of][entry] ?? 0);
  }
  return Object.fromEntries(Object.entries(sums).filter(([, cost]) => cost > 0));
}

/** A frame costs what its callees do, and what ends in it. */
function checkSums(frame: Frame): void {
  expect(frame.children.reduce((sum, child) => sum + child.after, 0)).toBeLessThanOrEqual(frame.after);
  frame.children.forEach(checkSums);
}
