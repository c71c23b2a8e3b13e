/**
 * Counts by call path. `count` and `bytes` of a node include its children's; `bytes` is 0 where sizes are
 * unknown. The root stands for the whole program and its name is never shown. Children are sorted by name, so
 * that equal profiles are equal values.
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

interface Growing {
  count: number;
  bytes: number;
  readonly children: Map<string, Growing>;
}

/** The tree of all stacks; equal paths are added up. */
export function buildCallTree(stacks: Iterable<Stack>): CallTree {
  const root: Growing = { count: 0, bytes: 0, children: new Map() };
  for (const { frames, count, bytes } of stacks) {
    let node = root;
    node.count += count;
    node.bytes += bytes;
    for (const name of frames) {
      let child = node.children.get(name);
      if (child === undefined) {
        child = { count: 0, bytes: 0, children: new Map() };
        node.children.set(name, child);
      }
      child.count += count;
      child.bytes += bytes;
      node = child;
    }
  }
  return freeze('', root);
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

function freeze(name: string, { count, bytes, children }: Growing): CallTree {
  const sorted = [...children].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { name, count, bytes, children: sorted.map(([childName, child]) => freeze(childName, child)) };
}
