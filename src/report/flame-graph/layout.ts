/** Anything that calls others of its kind. */
interface Nested<Frame> {
  readonly children: readonly Frame[];
}

/** A frame's place: how deep it is called (the root is 0), and which part of the whole it spans. */
export interface PlacedFrame<Frame> {
  readonly frame: Frame;
  readonly depth: number;
  /** From 0 (left) to 1. */
  readonly start: number;
  /** Share of the root's width, from 0 to 1. */
  readonly share: number;
}

export interface FlameGraphLayout<Frame> {
  /** Callers before their callees, the root first. */
  readonly frames: readonly PlacedFrame<Frame>[];
  /** Frames there was no room for, and the part of the root's width that ends in them. */
  readonly omitted: { readonly frames: number; readonly share: number };
}

/**
 * Lays out at most `mostFrames` frames, the widest; what calls a frame that is drawn is drawn too. `widthOf` says
 * how much room a frame needs, its children's included.
 */
export function layOut<Frame extends Nested<Frame>>(
  root: Frame,
  widthOf: (frame: Frame) => number,
  mostFrames: number,
): FlameGraphLayout<Frame> {
  const all = placed(root, widthOf);
  const largest = all
    .map((one, order) => ({ ...one, order }))
    // A caller is at least as wide as its callee and comes first, so no callee is taken without it.
    .toSorted((a, b) => b.place.share - a.place.share || a.order - b.order)
    .slice(0, mostFrames)
    .toSorted((a, b) => a.order - b.order);
  const drawn = new Set(largest.map(({ order }) => order));
  const cutOff = all.filter(({ caller }, order) => !drawn.has(order) && drawn.has(caller));
  return {
    frames: largest.map(({ place }) => place),
    omitted: {
      frames: all.length - largest.length,
      share: cutOff.reduce((sum, { place }) => sum + place.share, 0),
    },
  };
}

/** Every frame with a width, callers first; `caller` is the index of the frame below. */
function placed<Frame extends Nested<Frame>>(
  root: Frame,
  widthOf: (frame: Frame) => number,
): { readonly place: PlacedFrame<Frame>; readonly caller: number }[] {
  const all: { readonly place: PlacedFrame<Frame>; readonly caller: number }[] = [];
  const whole = Math.max(widthOf(root), 0) || 1;
  // A stack of our own: recursion in the measured program may be deeper than ours could be.
  const waiting = [{ frame: root, depth: 0, start: 0, caller: -1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { frame, depth, start, caller } = next;
    const width = widthOf(frame);
    if (width <= 0) continue;
    all.push({ place: { frame, depth, start, share: width / whole }, caller });
    const own = all.length - 1;
    let childStart = start;
    const children = frame.children.map((child) => {
      const place = { frame: child, depth: depth + 1, start: childStart, caller: own };
      childStart += Math.max(0, widthOf(child)) / whole;
      return place;
    });
    waiting.push(...children.reverse());
  }
  return all;
}
