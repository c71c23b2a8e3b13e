import type { OwnCosts, TreeData } from './decode.ts';
import type { Side } from './frame.ts';
import { nameOf } from './wording.ts';

/** What a search found. */
export interface Found {
  /** Indices of the names. */
  readonly names: ReadonlySet<number>;
  /** Frames of the call tree with such a name. */
  readonly frames: number;
  /** What all paths through them cost, each path once. */
  readonly cost: number;
}

/** Looks for a text in the names as they are shown, upper and lower case being the same. */
export function search(tree: TreeData, { before, after }: OwnCosts, side: Side, text: string): Found {
  const wanted = text.trim().toLowerCase();
  const names = new Set<number>();
  for (let name = 1; name < tree.head.names.length && wanted !== ''; name += 1) {
    if (nameOf(tree, name).toLowerCase().includes(wanted)) names.add(name);
  }
  let frames = 0;
  let cost = 0;
  const inside = new Uint8Array(tree.parent.length);
  for (let index = 1; index < tree.parent.length && names.size > 0; index += 1) {
    const isMatch = names.has(tree.name[index] ?? 0);
    if (isMatch) frames += 1;
    if (!isMatch && inside[tree.parent[index] ?? 0] === 0) continue;
    inside[index] = 1;
    const [was, is] = [before[index] ?? 0, after[index] ?? 0];
    cost += { before: was, after: is, both: Math.max(0, was, is), moved: Math.abs(is - was) }[side];
  }
  return { names, frames, cost };
}
