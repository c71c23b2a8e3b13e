import { type Costs, Frame } from './frame.ts';
import type { OwnCosts, TreeData } from './tree-data.ts';

/** The call tree, callers first. */
export function callFrames(tree: TreeData, costs: OwnCosts): Frame {
  const whole = totals(tree, costs, () => true);
  return callFrame(tree, whole, 0, null);
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

/**
 * The tree of callers: what allocates first, then by whom it was called. It begins with the allocation functions, or
 * (`functions` false) with what called them.
 */
export function callerFrames(tree: TreeData, costs: OwnCosts, functions: boolean): Frame {
  const leaves = Array.from(tree.parent.keys()).filter((frame) => costs.before[frame] || costs.after[frame]);
  const ends = leaves.map((leaf) => {
    const caller = tree.parent[leaf] ?? 0;
    return !functions && caller > 0 && isAllocation(tree.head.names[tree.name[leaf] ?? 0]) ? caller : leaf;
  });
  return callerFrame(
    tree,
    ownSums(tree, costs, () => true),
    0,
    null,
    leaves,
    () => ends,
  );
}

/**
 * One caller of the paths that begin in `starts`, whose costs are in `sums`; `next` are the frames one level further out,
 * 0 where there is none.
 */
export function callerFrame(
  tree: TreeData,
  sums: Float64Array,
  name: number,
  parent: Frame | null,
  starts: readonly number[],
  next: () => readonly number[],
): Frame {
  const costs = [0, 1, 2, 3].map((part) => starts.reduce((sum, start) => sum + (sums[4 * start + part] ?? 0), 0));
  return new Frame(name, parent, costs, (frame) => {
    const groups = new Map<number, { readonly starts: number[]; readonly frames: number[] }>();
    for (const [index, one] of next().entries()) {
      if (one === 0) continue;
      const caller = tree.name[one] ?? 0;
      const group = groups.get(caller) ?? { starts: [], frames: [] };
      groups.set(caller, group);
      group.starts.push(starts[index] ?? 0);
      group.frames.push(one);
    }
    return Array.from(groups, ([caller, group]) =>
      callerFrame(tree, sums, caller, frame, group.starts, () => group.frames.map((one) => tree.parent[one] ?? 0)),
    ).sort((a, b) => b.both - a.both || a.name - b.name);
  });
}

/** The costs of each frame, its callees included, one after the other; of the frames that count. */
export function totals(tree: TreeData, own: OwnCosts, counts: (frame: number) => boolean): Float64Array {
  const sums = ownSums(tree, own, counts);
  for (let frame = tree.parent.length - 1; frame > 0; frame -= 1) {
    const caller = tree.parent[frame] ?? 0;
    for (let part = 0; part < 4; part += 1) {
      sums[4 * caller + part] = (sums[4 * caller + part] ?? 0) + (sums[4 * frame + part] ?? 0);
    }
  }
  return sums;
}

/** The same of each frame alone. */
function ownSums(tree: TreeData, { before, after }: OwnCosts, counts: (frame: number) => boolean): Float64Array {
  const sums = new Float64Array(4 * tree.parent.length);
  for (let frame = 0; frame < tree.parent.length; frame += 1) {
    if (!counts(frame)) continue;
    const [was, is] = [before[frame] ?? 0, after[frame] ?? 0];
    sums.set([was, is, Math.max(0, was, is), Math.abs(is - was)], 4 * frame);
  }
  return sums;
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

/** Whether a frame's name is that of an allocation function, as the last frames of paths are called. */
export function isAllocation(name = ''): boolean {
  return /^(?:malloc(?: of another allocator|x)?|calloc|posix_memalign|realloc|realloc\(NULL\)|aligned_alloc|memalign|p?valloc|operator new|strdup|(?:je|tc|mi)_malloc)$/.test(
    name,
  );
}
