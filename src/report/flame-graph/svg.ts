import type { Unit } from '../../baseline/measurement.ts';
import type { CallTree } from '../../stacks/call-tree.ts';
import { formatBytes, formatCount, formatQuantity, formatShare } from '../numbers.ts';
import { type DrawingOptions, drawFrames, type Look, mostFrames } from './drawing.ts';
import { layOut, type PlacedFrame } from './layout.ts';
import { colorClass } from './style.ts';

export interface FlameGraphOptions extends DrawingOptions {
  /** What the counts are per. */
  readonly unit: Unit;
  /** What the tree's counts and bytes are divided by to be per unit; 1 where not given. */
  readonly units?: number;
}

/**
 * A static flame graph: root at the bottom, width by count, at most 2,500 frames, the rest counted in words.
 * Every frame says its whole name, count and share as a tool tip and to a screen reader.
 */
export function renderFlameGraphSvg(tree: CallTree, options: FlameGraphOptions): string {
  const { title, unit, units = 1, frames = mostFrames } = options;
  const layout = layOut(tree, ({ count }) => count, frames);
  const legend =
    tree.count <= 0
      ? 'No allocations were recorded.'
      : [`${formatQuantity(tree.count / units, 'allocation')} per ${unit}, callers below their callees`]
          .concat(omission(layout.omitted))
          .join('; ');
  return drawFrames(layout, legend, `Flame graph of ${title}`, (place) => lookOf(place, unit, units), options);
}

/** What is not drawn, in words; empty where everything is. */
export function omission({ frames, share }: { readonly frames: number; readonly share: number }): readonly string[] {
  return frames === 0 ? [] : [`${formatQuantity(frames, 'narrow frame')} with ${formatShare(share)} of them not drawn`];
}

function lookOf({ frame, depth, share }: PlacedFrame<CallTree>, unit: Unit, units: number): Look {
  const name = depth === 0 ? 'all' : frame.name;
  const bytes = frame.bytes > 0 ? `, ${formatBytes(frame.bytes / units)}` : '';
  return {
    tip: `${name}: ${formatCount(frame.count / units)} per ${unit} (${formatShare(share)}${bytes})`,
    label: name,
    colorClass: depth === 0 ? 'fg-root' : colorClass(name),
    pattern: null,
  };
}
