import { type CallTree, compareNames } from './call-tree.ts';

/** The name of the node that stands for what pruning left out: its count is the sum of what is missing. */
export const prunedName = '[pruned]';

/**
 * The tree without the nodes that allocate less than `threshold`: of each node, those children and a `[pruned]` that is
 * there already are one `[pruned]`, so that all sums hold.
 */
export function pruneBelow(tree: CallTree, threshold: number): CallTree {
  const isKept = ({ name, count }: CallTree) => name !== prunedName && Math.abs(count) >= threshold;
  const kept = tree.children.filter(isKept).map((child) => pruneBelow(child, threshold));
  const rest = tree.children.filter((child) => !isKept(child));
  if (rest.length === 0) return { ...tree, children: kept };
  const count = rest.reduce((sum, child) => sum + child.count, 0);
  const bytes = rest.reduce((sum, child) => sum + child.bytes, 0);
  const children = [...kept, { name: prunedName, count, bytes, children: [] }];
  return { ...tree, children: children.sort((a, b) => compareNames(a.name, b.name)) };
}

/**
 * The tree pruned just so far that its indented lines, as the baseline writes them, take at most `budget` bytes.
 * The threshold grows in steps of a tenth: a count that moves a little hardly changes which nodes are there.
 */
export function pruneToBudget(tree: CallTree, budget: number): CallTree {
  let pruned = tree;
  const lengths = new Map<string, number>();
  for (let threshold = 1; textBytes(pruned, lengths) > budget; threshold = Math.ceil(threshold * 1.1)) {
    if (pruned.children.every(({ name }) => name === prunedName)) break;
    pruned = pruneBelow(pruned, threshold);
  }
  return pruned;
}

/** What one line takes in the baseline besides its own text: indentation, quotes, comma, line break. */
const lineOverhead = 12;

/** Bytes of the lines that `formatIndented` makes, without making them. `lengths` keeps those of names, with quotes. */
function textBytes(tree: CallTree, lengths: Map<string, number>): number {
  const lengthOf = (name: string) => {
    const length = lengths.get(name) ?? Buffer.byteLength(JSON.stringify(name));
    lengths.set(name, length);
    return length;
  };
  const add = (sum: number, { name, count, children }: CallTree, depth: number): number => {
    const line = 2 * depth + `${count} `.length + lengthOf(name) + lineOverhead;
    return children.reduce((all, child) => add(all, child, depth + 1), sum + line);
  };
  return tree.children.reduce((sum, child) => add(sum, child, 0), 0);
}
