/**
 * Counts by call path. `count` and `bytes` of a node include its children's; `bytes` is 0 where sizes are
 * unknown. The root stands for the whole program and its name is never shown. Children are sorted by name, so
 * that equal profiles are equal values.
 *
 * Counts are whole allocations as they were recorded: sums and differences are exact, and what is shown per
 * iteration is divided last.
 */
export interface CallTree {
  readonly name: string;
  readonly count: number;
  readonly bytes: number;
  readonly children: readonly CallTree[];
}

/** One call path, root first, ending in the allocation function (`malloc`), and what it allocated. */
export interface Stack {
  readonly frames: readonly string[];
  readonly count: number;
  readonly bytes: number;
}

/** The name of a frame, or of a whole path, about which nothing is known. */
export const unknownName = '[unknown]';

interface Growing {
  count: number;
  bytes: number;
  readonly children: Map<string, Growing>;
}

/** The tree of all stacks; equal paths are added up, and a stack without frames is `[unknown]`. */
export function buildCallTree(stacks: Iterable<Stack>): CallTree {
  const root: Growing = { count: 0, bytes: 0, children: new Map() };
  for (const { frames, count, bytes } of stacks) {
    let node = root;
    add(node, count, bytes);
    for (const name of frames.length === 0 ? [unknownName] : frames) {
      const child = node.children.get(name) ?? { count: 0, bytes: 0, children: new Map() };
      node.children.set(name, child);
      add(child, count, bytes);
      node = child;
    }
  }
  return freeze('', root);
}

function add(node: Growing, count: number, bytes: number): void {
  node.count += count;
  node.bytes += bytes;
}

/** Each path of the tree with what was allocated at its very end, depth first: the inverse of {@link buildCallTree}. */
export function* stacksOf(tree: CallTree, above: readonly string[] = []): Generator<Stack> {
  for (const child of tree.children) {
    const frames = [...above, child.name];
    const own = ownCost(child);
    if (own.count !== 0 || own.bytes !== 0) yield { frames, ...own };
    yield* stacksOf(child, frames);
  }
}

/** What a node allocated itself, its children's left out. */
export function ownCost(node: CallTree): { readonly count: number; readonly bytes: number } {
  return {
    count: node.children.reduce((rest, child) => rest - child.count, node.count),
    bytes: node.children.reduce((rest, child) => rest - child.bytes, node.bytes),
  };
}

/** The order of names everywhere in trees and sites: by UTF-16 code unit, the same on every machine. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function freeze(name: string, { count, bytes, children }: Growing): CallTree {
  const sorted = [...children].sort(([a], [b]) => compareNames(a, b));
  return { name, count, bytes, children: sorted.map(([childName, child]) => freeze(childName, child)) };
}
