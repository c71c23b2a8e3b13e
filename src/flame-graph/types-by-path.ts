import type { AllocatedType, NamedStack } from '../model/recording.ts';
import { unknownName } from '../stacks/call-tree.ts';

type Cost = Pick<AllocatedType, 'count' | 'bytes'>;

/** What is allocated at the end of a call path, by the types' names, and what further callees allocate, by theirs. */
export interface TypesByPath {
  readonly types: ReadonlyMap<string, Cost>;
  readonly callees: ReadonlyMap<string, TypesByPath>;
}

interface Growing {
  readonly types: Map<string, Cost>;
  readonly callees: Map<string, Growing>;
}

/**
 * The types of stacks by path, as the call tree of the same stacks has its paths, each count and size times `factor`; of
 * blocks whose type is not known, nothing.
 */
export function typesByPath(stacks: Iterable<NamedStack>, factor: number): TypesByPath {
  const root: Growing = { types: new Map(), callees: new Map() };
  for (const { frames, types = [] } of stacks) {
    let node = root;
    for (const { name } of frames.length === 0 ? [{ name: unknownName }] : frames) {
      const callee = node.callees.get(name) ?? { types: new Map(), callees: new Map() };
      node.callees.set(name, callee);
      node = callee;
    }
    for (const { name, count, bytes } of types) {
      if (name !== null) add(node.types, name, { count: count * factor, bytes: bytes * factor });
    }
  }
  return root;
}

/** What is allocated by all of these and by what they call. */
export function typesWithin(all: Iterable<TypesByPath>): ReadonlyMap<string, Cost> {
  const sums = new Map<string, Cost>();
  const waiting = [...all];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const [name, cost] of node.types) add(sums, name, cost);
    for (const callee of node.callees.values()) waiting.push(callee);
  }
  return sums;
}

function add(sums: Map<string, Cost>, name: string, { count, bytes }: Cost): void {
  const known = sums.get(name) ?? { count: 0, bytes: 0 };
  sums.set(name, { count: known.count + count, bytes: known.bytes + bytes });
}
