import { totals } from './frame-trees.ts';
import type { OwnCosts, TreeData } from './tree-data.ts';

/** How many groups have a colour of their own. */
export const groupColors = 8;

/** What frames are of, each with a colour of its own as long as there are colours. */
export interface Groups {
  /** Those with a colour, what takes most room first. */
  readonly names: readonly string[];
  /** Whether there are more than colours. */
  readonly hasOthers: boolean;
  /** The name of the colour of a frame, by the index of its name. */
  readonly color: (name: number) => string;
}

/**
 * The frames by module, or by the type that they allocate most of; the same colours in every view of the same costs.
 * `all` has the group of each name, of names too that the tree itself does not have.
 */
export function groupsOf(tree: TreeData, costs: OwnCosts, all: readonly string[]): Groups {
  const sums = totals(tree, costs, () => true);
  const room = new Map<string, number>();
  for (const [frame, name] of tree.name.entries()) {
    const group = all[name] ?? '';
    if (group !== '') room.set(group, (room.get(group) ?? 0) + (sums[4 * frame + 2] ?? 0));
  }
  const ranked = [...room].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([group]) => group);
  const colors = new Map(ranked.map((group, rank) => [group, rank < groupColors ? `group${rank}` : 'others']));
  return {
    names: ranked.slice(0, groupColors),
    hasOthers: ranked.length > groupColors || all.some((group) => group !== '' && !colors.has(group)),
    color: (name) => colors.get(all[name] ?? '') ?? (all[name] ? 'others' : 'same'),
  };
}
