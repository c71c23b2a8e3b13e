import { Frame } from './frame.ts';
import { callerFrame, totals } from './frame-trees.ts';
import type { OwnCosts, TreeData } from './tree-data.ts';

/** A function with its callers on one side and its callees on the other, summed up over all places where it is called. */
export interface Sandwich {
  /** The whole program, of which shares are. */
  readonly root: Frame;
  /** The function; its children are its callers, and theirs in turn. */
  readonly callers: Frame;
  /** The function; its children are what it calls. */
  readonly callees: Frame;
}

/** The sandwich of a function by the index of its name. A function that calls itself counts once, where it is entered. */
export function sandwichOf(tree: TreeData, costs: OwnCosts, name: number): Sandwich {
  const sums = totals(tree, costs, () => true);
  const entered: number[] = [];
  for (let frame = 1; frame < tree.parent.length; ) {
    const isEntry = tree.name[frame] === name && (sums[4 * frame + 2] ?? 0) > 0;
    if (isEntry) entered.push(frame);
    frame = isEntry ? (tree.end[frame] ?? 0) : frame + 1;
  }
  const root = new Frame(0, null, sums.subarray(0, 4), () => []);
  const callers = callerFrame(tree, sums, name, root, entered, () => entered.map((frame) => tree.parent[frame] ?? 0));
  return { root, callers, callees: calleeFrame(tree, sums, name, root, entered) };
}

/** Frames of one name as one, with what any of them calls. */
function calleeFrame(
  tree: TreeData,
  sums: Float64Array,
  name: number,
  parent: Frame,
  frames: readonly number[],
): Frame {
  const costs = [0, 1, 2, 3].map((part) => frames.reduce((sum, frame) => sum + (sums[4 * frame + part] ?? 0), 0));
  const callees = (frame: Frame) => {
    const groups = new Map<number, number[]>();
    for (const one of frames) {
      const end = tree.end[one] ?? 0;
      for (let child = one + 1; child < end; child = tree.end[child] ?? end) {
        if ((sums[4 * child + 2] ?? 0) <= 0) continue;
        const callee = tree.name[child] ?? 0;
        const group = groups.get(callee) ?? [];
        groups.set(callee, group);
        group.push(child);
      }
    }
    return Array.from(groups, ([callee, group]) => calleeFrame(tree, sums, callee, frame, group)).sort(
      (a, b) => b.both - a.both || a.name - b.name,
    );
  };
  const isAssumed = frames.length > 0 && frames.every((frame) => tree.assumed[frame] === 1);
  return new Frame(name, parent, costs, callees, isAssumed);
}
