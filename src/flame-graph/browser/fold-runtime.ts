import { endsOf, type OwnCosts, type TreeData } from './tree-data.ts';

/** What a frame is that stands for frames of the runtime. */
const note = "Swift's runtime, the standard library and libc, put together";

/** The name of the frame that stands for frames of the runtime. */
export const runtimeName = '[runtime]';

/**
 * The tree with frames of the runtime that call each other put together as one, `[runtime]`: code stays as it is, under
 * the code that called it. Paths that differed in the runtime only become one, and their costs add up.
 */
export function foldRuntime(tree: TreeData): TreeData {
  const { head } = tree;
  const runtime = new Set(head.runtime);
  const folded = head.names.length;
  const parent = [-1];
  const name = [0];
  /** Which of the new frames each frame became part of. */
  const became = new Int32Array(tree.parent.length);
  /** New frames by caller and name. */
  const known = new Map<number, number>();
  for (let frame = 1; frame < tree.parent.length; frame += 1) {
    const caller = became[tree.parent[frame] ?? 0] ?? 0;
    const own = tree.name[frame] ?? 0;
    const isRuntime = runtime.has(own);
    const key = caller * (folded + 1) + (isRuntime ? folded : own);
    const place = isRuntime && name[caller] === folded ? caller : (known.get(key) ?? parent.length);
    became[frame] = place;
    if (place < parent.length) continue;
    known.set(key, place);
    parent.push(caller);
    name.push(isRuntime ? folded : own);
  }
  const order = callersFirst(parent);
  const places = new Int32Array(parent.length);
  for (const [place, frame] of order.entries()) places[frame] = place;

  const assumed = new Uint8Array(parent.length).fill(1);
  for (const [frame, one] of became.entries()) {
    if (tree.assumed[frame] !== 1) assumed[places[one] ?? 0] = 0;
  }
  const summed = (costs: Float64Array) => {
    const sums = new Float64Array(parent.length);
    for (const [frame, one] of became.entries()) {
      const place = places[one] ?? 0;
      sums[place] = (sums[place] ?? 0) + (costs[frame] ?? 0);
    }
    return sums;
  };
  const both = ({ before, after }: OwnCosts) => ({ before: summed(before), after: summed(after) });
  const callers = Int32Array.from(order, (frame) => (frame === 0 ? -1 : (places[parent[frame] ?? 0] ?? 0)));
  return {
    head: {
      ...head,
      names: [...head.names, runtimeName],
      notes: [...head.names.map((_, index) => head.notes?.[index] ?? ''), note],
    },
    parent: callers,
    end: endsOf(callers),
    name: Int32Array.from(order, (frame) => name[frame] ?? 0),
    assumed,
    count: both(tree.count),
    bytes: both(tree.bytes),
  };
}

/** Frames in the order in which a tree is written down: each before what it calls, callees in the order of their numbers. */
function callersFirst(parent: readonly number[]): readonly number[] {
  const first = new Int32Array(parent.length);
  const next = new Int32Array(parent.length);
  for (let frame = parent.length - 1; frame > 0; frame -= 1) {
    const caller = parent[frame] ?? 0;
    next[frame] = first[caller] ?? 0;
    first[caller] = frame;
  }
  const order: number[] = [];
  const waiting = [0];
  for (let frame = waiting.pop(); frame !== undefined; frame = waiting.pop()) {
    order.push(frame);
    if (next[frame]) waiting.push(next[frame] ?? 0);
    if (first[frame]) waiting.push(first[frame] ?? 0);
  }
  return order;
}
