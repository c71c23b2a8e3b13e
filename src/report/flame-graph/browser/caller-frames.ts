import { addCosts, isAllocation } from './call-frames.ts';
import type { OwnCosts, TreeData } from './decode.ts';
import { Frame } from './frame.ts';

/**
 * The tree of callers: what allocates first, then by whom it was called. It begins with the allocation functions, or
 * (`functions` false) with what called them.
 */
export function callerFrames(tree: TreeData, costs: OwnCosts, functions: boolean): Frame {
  /** One caller of the paths that end in `leaves`; `next` are the frames one level further out, 0 where there is none. */
  const callerFrame = (
    name: number,
    parent: Frame | null,
    leaves: readonly number[],
    next: () => readonly number[],
  ): Frame => {
    const sums = [0, 0, 0, 0];
    for (const leaf of leaves) {
      addCosts(costs, leaf, (part, cost) => {
        sums[part] = (sums[part] ?? 0) + cost;
      });
    }
    return new Frame(name, parent, sums, (frame) => {
      const groups = new Map<number, { readonly leaves: number[]; readonly frames: number[] }>();
      for (const [index, one] of next().entries()) {
        if (one === 0) continue;
        const caller = tree.name[one] ?? 0;
        const group = groups.get(caller) ?? { leaves: [], frames: [] };
        groups.set(caller, group);
        group.leaves.push(leaves[index] ?? 0);
        group.frames.push(one);
      }
      return Array.from(groups, ([caller, group]) =>
        callerFrame(caller, frame, group.leaves, () => group.frames.map((one) => tree.parent[one] ?? 0)),
      ).sort((a, b) => b.both - a.both || a.name - b.name);
    });
  };

  const leaves = Array.from(tree.parent.keys()).filter((frame) => costs.before[frame] || costs.after[frame]);
  const ends = leaves.map((leaf) => {
    const caller = tree.parent[leaf] ?? 0;
    return !functions && caller > 0 && isAllocation(tree.head.names[tree.name[leaf] ?? 0]) ? caller : leaf;
  });
  return callerFrame(0, null, leaves, () => ends);
}
