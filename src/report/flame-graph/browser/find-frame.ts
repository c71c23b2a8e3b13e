import { nameHash } from '../name-hash.ts';
import type { OwnCosts, TreeData } from './decode.ts';
import type { Frame } from './frame.ts';

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
