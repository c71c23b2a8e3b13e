import { UsageError } from '../model/errors.ts';
import { type CallTree, compareNames } from './call-tree.ts';

/**
 * The baseline's form of a call tree: a line for each node but the root, depth first, two spaces for each level
 * below the first, then the count (children included), one space, the name:
 *
 *     1000 main
 *       1000 buildList(_:)
 *
 * Bytes are not part of it; the baseline keeps them with the sites.
 */
export function formatIndented(tree: CallTree): readonly string[] {
  const lines: string[] = [];
  const add = (node: CallTree, depth: number) => {
    lines.push(`${'  '.repeat(depth)}${node.count} ${node.name}`);
    for (const child of node.children) add(child, depth + 1);
  };
  for (const child of tree.children) add(child, 0);
  return lines;
}

interface Open {
  readonly name: string;
  readonly count: number;
  readonly children: Map<string, Open>;
}

// "    1000 buildList(_:)"
const nodeLine = /^((?: {2})*)(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?) (.+)$/s;

/** Reads the lines again. Throws UsageError with the number (from 1) of the first wrong line. */
export function parseIndented(lines: readonly string[]): CallTree {
  const root: Open = { name: '', count: 0, children: new Map() };
  const path: Open[] = [root];
  for (const [index, line] of lines.entries()) {
    const fail = (what: string) => new UsageError(`Call tree, line ${index + 1}: ${what}`);
    const [, indentation, count, name] = nodeLine.exec(line) ?? [];
    if (indentation === undefined || count === undefined || name === undefined) {
      throw fail('a line is two spaces for each level, the count, one space, the name.');
    }
    const depth = indentation.length / 2;
    const parent = path[depth];
    if (parent === undefined) throw fail('it is more than one level below the line before.');
    if (parent.children.has(name)) throw fail(`${name.slice(0, 100)} is there twice.`);
    const node: Open = { name, count: Number(count), children: new Map() };
    parent.children.set(name, node);
    path.length = depth + 1;
    path.push(node);
  }
  const children = finish(root);
  return { name: '', count: children.reduce((sum, child) => sum + child.count, 0), bytes: 0, children };
}

function finish(open: Open): readonly CallTree[] {
  return [...open.children.values()]
    .map((child) => ({ name: child.name, count: child.count, bytes: 0, children: finish(child) }))
    .sort((a, b) => compareNames(a.name, b.name));
}
