import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldRuntime, runtimeName } from '../../src/flame-graph/browser/fold-runtime.ts';
import type { Frame } from '../../src/flame-graph/browser/frame.ts';
import { callFrames } from '../../src/flame-graph/browser/frame-trees.ts';
import { decodePayload, type TreeData } from '../../src/flame-graph/browser/tree-data.ts';
import { overlayTrees } from '../../src/flame-graph/overlay.ts';
import { encodePayload } from '../../src/flame-graph/payload.ts';
import { buildCallTree, type Stack } from '../../src/stacks/call-tree.ts';
import { stacks } from '../stacks/trees.ts';

const head = { unit: 'run', units: 1, noise: 0, compared: true } as const;
const modules = new Map([
  ['Array.append(_:)', 'Swift'],
  ['Array.grow()', 'Swift'],
  ['run()', 'App'],
]);

function treeOf(before: readonly Stack[], after: readonly Stack[]): Promise<TreeData> {
  const root = overlayTrees(buildCallTree(before), buildCallTree(after));
  return decodePayload(encodePayload(root, head, { modules }));
}

function stack(path: string, count: number): Stack {
  return { frames: path.split(';'), count, bytes: 16 * count };
}

function lines(tree: TreeData, frame = callFrames(tree, tree.count), depth = 0): readonly string[] {
  return frame.children.flatMap((child) => [
    `${' '.repeat(depth)}${tree.head.names[child.name]} ${child.before} ${child.after}`,
    ...lines(tree, child, depth + 1),
  ]);
}

describe('the runtime, folded', () => {
  const before = [stack('_dl_start;malloc', 1), stack('run();Array.append(_:);swift_allocObject;malloc', 5)];
  const after = [
    stack('_dl_start;malloc', 1),
    stack('run();Array.append(_:);swift_allocObject;malloc', 6),
    stack('run();Array.append(_:);Array.grow();[libswiftCore.so];malloc', 3),
    stack('run();Array.append(_:);closure #1 in run();swift_slowAlloc;malloc', 2),
    stack('run();swift_allocObject;calloc', 1),
    stack('run();[unknown];malloc', 4),
  ];

  test('is one frame between code and what was allocated', async () => {
    expect(lines(foldRuntime(await treeOf(before, after)))).toEqual([
      ...['[runtime] 1 1', ' malloc 1 1'],
      ...['run() 5 16'],
      ...[' [runtime] 5 12'],
      ...['  malloc 5 9'],
      ...['  closure #1 in run() 0 2', '   [runtime] 0 2', '    malloc 0 2'],
      ...['  calloc 0 1'],
      ...[' [unknown] 0 4', '  malloc 0 4'],
    ]);
  });

  test('is found by name, and says what it is', async () => {
    const { names, notes } = foldRuntime(await treeOf(before, after)).head;
    expect(notes?.[names.indexOf(runtimeName)]).toContain('standard library');
    expect(notes).toHaveLength(names.length);
  });

  test('leaves out no allocation and no code, and never calls itself', async () => {
    await fc.assert(
      fc.asyncProperty(stacks, stacks, async (was, is) => {
        const tree = await treeOf(was, is);
        const runtime = new Set(tree.head.runtime);
        const folded = foldRuntime(tree);
        const [whole, root] = [callFrames(tree, tree.count), callFrames(folded, folded.count)];
        expect([root.before, root.after]).toEqual([whole.before, whole.after]);
        expect(callFrames(folded, folded.bytes).after).toBe(callFrames(tree, tree.bytes).after);
        const codeIn = (frame: Frame): readonly string[] =>
          frame.children.flatMap((child) => {
            const isCode = child.name < tree.head.names.length && !runtime.has(child.name);
            const own = [...child.path]
              .map(({ name }) => name)
              .filter((name) => name < tree.head.names.length && !runtime.has(name));
            return [...(isCode ? [own.join()] : []), ...codeIn(child)];
          });
        expect(new Set(codeIn(root))).toEqual(new Set(codeIn(whole)));
        const check = (frame: Frame): void => {
          for (const child of frame.children) {
            if (folded.head.names[frame.name] === runtimeName)
              expect(folded.head.names[child.name]).not.toBe(runtimeName);
            check(child);
          }
        };
        check(root);
      }),
      { numRuns: 40 },
    );
  });
});
