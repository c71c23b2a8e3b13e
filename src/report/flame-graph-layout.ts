import type { CallTree } from '../stacks/call-tree.ts';

/** A frame's place: how deep it is called (the root is 0), and which part of the whole it spans. */
export interface PlacedFrame {
  readonly name: string;
  readonly count: number;
  readonly bytes: number;
  readonly depth: number;
  /** From 0 (left) to 1. */
  readonly start: number;
  /** Share of the root's count, from 0 to 1. */
  readonly share: number;
}

export interface FlameGraphLayout {
  /** Callers before their callees, the root first. */
  readonly frames: readonly PlacedFrame[];
  /** Frames there was no room for, and the part of the root's count that ends in them. */
  readonly omitted: { readonly frames: number; readonly share: number };
}

/** Lays out at most `mostFrames` frames, the largest; what calls a frame that is drawn is drawn too. */
export function layOut(tree: CallTree, mostFrames: number): FlameGraphLayout {
  const all = placed(tree);
  const largest = all
    .map((frame, order) => ({ ...frame, order }))
    // A caller counts at least what its callee does and comes first, so no callee is taken without it.
    .toSorted((a, b) => b.frame.count - a.frame.count || a.order - b.order)
    .slice(0, mostFrames)
    .toSorted((a, b) => a.order - b.order);
  const drawn = new Set(largest.map(({ order }) => order));
  const cutOff = all.filter(({ caller }, order) => !drawn.has(order) && drawn.has(caller));
  return {
    frames: largest.map(({ frame }) => frame),
    omitted: {
      frames: all.length - largest.length,
      share: cutOff.reduce((sum, { frame }) => sum + frame.share, 0),
    },
  };
}

/** Every frame that counts anything, callers first; `caller` is the index of the frame below. */
function placed(tree: CallTree): { readonly frame: PlacedFrame; readonly caller: number }[] {
  const all: { readonly frame: PlacedFrame; readonly caller: number }[] = [];
  const whole = tree.count > 0 ? tree.count : 1;
  // A stack of our own: recursion in the measured program may be deeper than ours could be.
  const waiting = [{ node: tree, depth: 0, start: 0, caller: -1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth, start, caller } = next;
    if (node.count <= 0) continue;
    const { name, count, bytes } = node;
    all.push({ frame: { name, count, bytes, depth, start, share: count / whole }, caller });
    const own = all.length - 1;
    let childStart = start;
    const children = node.children.map((child) => {
      const place = { node: child, depth: depth + 1, start: childStart, caller: own };
      childStart += Math.max(0, child.count) / whole;
      return place;
    });
    waiting.push(...children.reverse());
  }
  return all;
}
