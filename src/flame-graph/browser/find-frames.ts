import { nameHash } from '../../report/flame-graph-anchor.ts';
import type { Frame, Side } from './frame.ts';
import type { OwnCosts, TreeData } from './tree-data.ts';
import { nameOf, noteOf } from './wording.ts';

/** Finds frames by hashes of names, as the address holds them. */
export class FrameFinder {
  readonly #tree: TreeData;
  readonly #hashes: readonly string[];

  constructor(tree: TreeData) {
    this.#tree = tree;
    this.#hashes = tree.head.names.map(nameHash);
  }

  /** The hash of a name's index. */
  hash(name = 0): string {
    return this.#hashes[name] ?? '';
  }

  /** The index of the name with this hash; undefined where there is none. */
  name(hash: string): number | undefined {
    const name = this.#hashes.indexOf(hash, 1);
    return name < 0 ? undefined : name;
  }

  /**
   * The frame at the end of the path. Where no path is exactly so, the one that changed most (then, that costs most)
   * of those that pass through all of these names in their order and end in the last; null where there is none.
   */
  find(root: Frame, path: readonly string[], costs: OwnCosts): Frame | null {
    const exact = this.#descend(root, path);
    if (exact !== null) return exact;
    const frame = this.#through(path, costs);
    return frame === null ? null : this.#descend(root, this.#pathTo(frame));
  }

  #descend(root: Frame, path: readonly string[]): Frame | null {
    let frame: Frame | null = root;
    for (const hash of path) frame = frame?.children.find((child) => this.hash(child.name) === hash) ?? null;
    return frame;
  }

  #through(path: readonly string[], costs: OwnCosts): number | null {
    let best: number | null = null;
    let [bestChange, bestCost] = [-1, -1];
    for (let frame = 1; frame < this.#tree.parent.length; frame += 1) {
      if (this.hash(this.#tree.name[frame]) !== path.at(-1) || !this.#passes(frame, path)) continue;
      const [change, cost] = this.#sum(frame, costs);
      if (change < bestChange || (change === bestChange && cost <= bestCost)) continue;
      [best, bestChange, bestCost] = [frame, change, cost];
    }
    return best;
  }

  #passes(frame: number, path: readonly string[]): boolean {
    let left = path.length;
    for (let one = frame; one > 0 && left > 0; one = this.#tree.parent[one] ?? 0) {
      if (this.hash(this.#tree.name[one]) === path[left - 1]) left -= 1;
    }
    return left === 0;
  }

  #sum(frame: number, costs: OwnCosts): readonly [change: number, cost: number] {
    let [change, cost] = [0, 0];
    const end = this.#tree.end[frame] ?? 0;
    for (let index = frame; index < end; index += 1) {
      const [before, after] = [costs.before[index] ?? 0, costs.after[index] ?? 0];
      change += after - before;
      cost += Math.max(before, after);
    }
    return [Math.abs(change), cost];
  }

  #pathTo(frame: number): readonly string[] {
    const path: string[] = [];
    for (let one = frame; one > 0; one = this.#tree.parent[one] ?? 0) path.unshift(this.hash(this.#tree.name[one]));
    return path;
  }
}

/** What a search found. */
export interface Found {
  /** Indices of the names. */
  readonly names: ReadonlySet<number>;
  /** Frames of the call tree with such a name. */
  readonly frames: number;
  /** What all paths through them cost, each path once. */
  readonly cost: number;
}

/**
 * Looks for a text in the names as they are shown, and in what is known of them (types, files), upper and lower case being
 * the same.
 */
export function search(tree: TreeData, { before, after }: OwnCosts, side: Side, text: string): Found {
  const wanted = text.trim().toLowerCase();
  const names = new Set<number>();
  for (let name = 1; name < tree.head.names.length && wanted !== ''; name += 1) {
    const texts = [nameOf(tree, name), noteOf(tree, name)];
    if (texts.some((one) => one.toLowerCase().includes(wanted))) names.add(name);
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
