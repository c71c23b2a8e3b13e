import { endsOf, type OwnTypes, type PayloadHead, type TreeData } from './tree-data.ts';

/** The name of the frame that stands for what has no known type. */
export const unknownTypeName = '[type not known]';

/** What that frame is. */
const note = 'of these it is not known what they are';

/** What frames allocate of each type, those without a known type last; indices of names in {@link typedHead}. */
interface TypedEntries extends OwnTypes {
  readonly head: PayloadHead;
}

/**
 * The tree of this run by type: the types first, largest first, and above each the call paths that allocate it. What is
 * not of a known type is under one frame after them, so that all sums hold.
 */
export function typesFirst(tree: TreeData): TreeData {
  const entries = typedEntries(tree);
  const byType = new Map<number, number[]>();
  for (const [entry, type] of entries.type.entries()) {
    const group = byType.get(type) ?? [];
    byType.set(type, group);
    group.push(entry);
  }
  const sizeOf = (group: readonly number[]) => group.reduce((sum, entry) => sum + (entries.count[entry] ?? 0), 0);
  const unknown = entries.head.names.length - 1;
  const sorted = Array.from(byType, ([type, group]) => ({ type, group, size: type === unknown ? -1 : sizeOf(group) }));
  const made = new Growing();
  /** Where a frame was copied to last: below a type, if it is behind that. */
  const copies = new Int32Array(tree.parent.length);
  for (const { type, group } of sorted.sort((a, b) => b.size - a.size || a.type - b.type)) {
    const top = made.add(0, type);
    // Entries are in the order of frames, which is that of a walk: so are the copies.
    for (const entry of group) {
      const missing: number[] = [];
      let frame = entries.frame[entry] ?? 0;
      for (; frame > 0 && (copies[frame] ?? 0) <= top; frame = tree.parent[frame] ?? 0) missing.push(frame);
      let place = frame > 0 ? (copies[frame] ?? 0) : top;
      for (const one of missing.reverse()) {
        place = made.add(place, tree.name[one] ?? 0);
        copies[one] = place;
      }
      made.cost(place, entries.count[entry] ?? 0, entries.bytes[entry] ?? 0);
    }
  }
  return made.tree(entries.head);
}

/** The tree of this run with the types as what allocation functions call: the tree of callers begins with them. */
export function typesLast(tree: TreeData): TreeData {
  const entries = typedEntries(tree);
  const made = new Growing();
  const places = new Int32Array(tree.parent.length);
  let entry = 0;
  for (let frame = 0; frame < tree.parent.length; frame += 1) {
    const place = frame === 0 ? 0 : made.add(places[tree.parent[frame] ?? 0] ?? 0, tree.name[frame] ?? 0);
    places[frame] = place;
    for (; entries.frame[entry] === frame; entry += 1) {
      const type = made.add(place, entries.type[entry] ?? 0);
      made.cost(type, entries.count[entry] ?? 0, entries.bytes[entry] ?? 0);
    }
  }
  return made.tree(entries.head);
}

/** The entries of all frames, in their order, with what is left of a frame's own costs. */
function typedEntries({ head, count, bytes, types: read }: TreeData): TypedEntries {
  const types = read?.();
  const first = head.names.length;
  const typeNames = head.typeNames ?? [];
  const entries: Record<keyof OwnTypes, number[]> = { frame: [], type: [], count: [], bytes: [] };
  const add = (frame: number, type: number, blocks: number, size: number) => {
    entries.frame.push(frame);
    entries.type.push(first + type);
    entries.count.push(blocks);
    entries.bytes.push(size);
  };
  let next = 0;
  for (let frame = 0; frame < count.after.length; frame += 1) {
    let [left, leftBytes] = [count.after[frame] ?? 0, bytes.after[frame] ?? 0];
    for (; types !== undefined && types.frame[next] === frame; next += 1) {
      const [blocks, size] = [types.count[next] ?? 0, types.bytes[next] ?? 0];
      add(frame, types.type[next] ?? 0, blocks, size);
      [left, leftBytes] = [left - blocks, leftBytes - size];
    }
    if (left !== 0 || leftBytes !== 0) add(frame, typeNames.length, left, leftBytes);
  }
  return {
    head: typedHead(head, typeNames),
    frame: Int32Array.from(entries.frame),
    type: Int32Array.from(entries.type),
    count: Float64Array.from(entries.count),
    bytes: Float64Array.from(entries.bytes),
  };
}

/** The head with the types' names behind those of frames, and one more for what is not of a known type. */
function typedHead(head: PayloadHead, typeNames: readonly string[]): PayloadHead {
  const noneOf = (all: readonly string[] | undefined) => head.names.map((_, index) => all?.[index] ?? '');
  return {
    ...head,
    names: [...head.names, ...typeNames, unknownTypeName],
    notes: [...noneOf(head.notes), ...typeNames.map(() => ''), note],
    // A type is of its own colour.
    ...(head.types === undefined ? {} : { types: [...noneOf(head.types), ...typeNames, ''] }),
  };
}

/** A tree that is written down callers first; frame 0 is the whole program. */
class Growing {
  readonly #parent = [-1];
  readonly #name = [0];
  readonly #count = [0];
  readonly #bytes = [0];

  /** Where the new frame is. */
  add(parent: number, name: number): number {
    this.#count.push(0);
    this.#bytes.push(0);
    this.#name.push(name);
    return this.#parent.push(parent) - 1;
  }

  cost(frame: number, count: number, bytes: number): void {
    this.#count[frame] = (this.#count[frame] ?? 0) + count;
    this.#bytes[frame] = (this.#bytes[frame] ?? 0) + bytes;
  }

  /** Of this run only: baselines keep no types by path. */
  tree(head: PayloadHead): TreeData {
    const parent = Int32Array.from(this.#parent);
    const nothing = new Float64Array(parent.length);
    return {
      head,
      parent,
      end: endsOf(parent),
      name: Int32Array.from(this.#name),
      assumed: new Uint8Array(parent.length),
      count: { before: nothing, after: Float64Array.from(this.#count) },
      bytes: { before: nothing, after: Float64Array.from(this.#bytes) },
    };
  }
}
