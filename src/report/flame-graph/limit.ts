import { hiddenName } from './collective.ts';
import { type OverlayFrame, overlayFrame } from './overlay.ts';

/** An overlay with the smallest frames put together, and how many those were. */
export interface LimitedOverlay {
  readonly root: OverlayFrame;
  readonly frames: number;
  readonly hidden: number;
}

/** The overlay with at most `most` frames: the largest, and beside them what stands for the others, so that all sums hold. */
export function limitFrames(root: OverlayFrame, most: number): LimitedOverlay {
  const sizes = Float64Array.from(allFrames(root), sizeOf).sort();
  const total = sizes.length;
  if (total <= most) return { root, frames: total, hidden: 0 };
  let threshold = (sizes[total - most] ?? 0) + 1;
  let limited = withoutSmaller(root, threshold);
  for (let frames = count(limited); frames > most && limited.children.length > 1; frames = count(limited)) {
    threshold = Math.ceil(threshold * 1.1);
    limited = withoutSmaller(root, threshold);
  }
  let kept = 0;
  for (const { name } of allFrames(limited)) if (name !== hiddenName) kept += 1;
  return { root: limited, frames: count(limited), hidden: total - kept };
}

/** Every frame, callers before callees. */
export function* allFrames(root: OverlayFrame): Generator<OverlayFrame> {
  const waiting = [root];
  for (let frame = waiting.pop(); frame !== undefined; frame = waiting.pop()) {
    yield frame;
    for (let index = frame.children.length - 1; index >= 0; index -= 1) {
      const child = frame.children[index];
      if (child !== undefined) waiting.push(child);
    }
  }
}

function count(root: OverlayFrame): number {
  let frames = 0;
  for (const _ of allFrames(root)) frames += 1;
  return frames;
}

function withoutSmaller(frame: OverlayFrame, threshold: number): OverlayFrame {
  const large = frame.children.filter((child) => sizeOf(child) >= threshold);
  const small = frame.children.filter((child) => sizeOf(child) < threshold);
  if (small.length === 0 && large.length === 0) return frame;
  const children = large.map((child) => withoutSmaller(child, threshold));
  return overlayFrame({ ...frame, children: small.length === 0 ? children : [...children, together(small)] });
}

function together(frames: readonly OverlayFrame[]): OverlayFrame {
  const sum = (side: 'before' | 'after') => ({
    count: frames.reduce((all, frame) => all + frame[side].count, 0),
    bytes: frames.reduce((all, frame) => all + frame[side].bytes, 0),
  });
  const [before, after] = [sum('before'), sum('after')];
  return overlayFrame({ name: hiddenName, before, after, assumed: false, children: [] });
}

function sizeOf({ before, after }: OverlayFrame): number {
  return Math.max(before.count, after.count);
}
