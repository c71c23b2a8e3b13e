import type { OwnCosts, TreeData } from './decode.ts';
import { type Costs, Frame } from './frame.ts';

/** Whether a frame's name is that of an allocation function, as the last frames of paths are called. */
export function isAllocation(name = ''): boolean {
  return /^(?:malloc|calloc|posix_memalign|realloc|realloc\(NULL\)|aligned_alloc|memalign)$/.test(name);
}

/** The call tree, callers first. */
export function callFrames(tree: TreeData, costs: OwnCosts): Frame {
  return callFrame(
    tree,
    totals(tree, costs, () => true),
    0,
    null,
  );
}

/** The call tree of each allocation function, under a frame for the function; other paths under one without a name. */
export function callFramesByFunction(tree: TreeData, costs: OwnCosts): Frame {
  const functions = tree.head.names.map((name, index) => (isAllocation(name) ? index : 0));
  const whole = totals(tree, costs, () => true);
  return new Frame(0, null, whole, (root) =>
    [...new Set(functions)]
      .map((group) => {
        const included = totals(tree, costs, (frame) => functions[tree.name[frame] ?? 0] === group);
        return callFrame(tree, included, 0, root, group);
      })
      .filter(({ both }) => both > 0),
  );
}

/** The costs of each frame, its callees included, one after the other; of the frames that count. */
function totals(tree: TreeData, own: OwnCosts, counts: (frame: number) => boolean): Float64Array {
  const sums = new Float64Array(4 * tree.parent.length);
  const add = (place: number, cost = 0) => {
    sums[place] = (sums[place] ?? 0) + cost;
  };
  for (let frame = tree.parent.length - 1; frame >= 0; frame -= 1) {
    if (counts(frame)) addCosts(own, frame, (part, cost) => add(4 * frame + part, cost));
    const caller = tree.parent[frame] ?? -1;
    if (caller >= 0) for (let part = 0; part < 4; part += 1) add(4 * caller + part, sums[4 * frame + part]);
  }
  return sums;
}

/** Gives the costs of one frame alone, in their order. */
export function addCosts(own: OwnCosts, frame: number, add: (part: number, cost: number) => void): void {
  const before = own.before[frame] ?? 0;
  const after = own.after[frame] ?? 0;
  add(0, before);
  add(1, after);
  add(2, Math.max(0, before, after));
  add(3, Math.abs(after - before));
}

function callFrame(
  tree: TreeData,
  sums: Float64Array,
  index: number,
  parent: Frame | null,
  name = tree.name[index] ?? 0,
): Frame {
  const costs: Costs = sums.subarray(4 * index, 4 * index + 4);
  const callees = (frame: Frame) => {
    const children: Frame[] = [];
    const end = tree.end[index] ?? 0;
    for (let child = index + 1; child < end; child = tree.end[child] ?? end) {
      if ((sums[4 * child + 2] ?? 0) > 0) children.push(callFrame(tree, sums, child, frame));
    }
    return children;
  };
  return new Frame(name, parent, costs, callees, tree.assumed[index] === 1);
}
