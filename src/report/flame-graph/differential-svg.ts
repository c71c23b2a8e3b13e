import { formatCount, formatQuantity } from '../numbers.ts';
import { type Change, changeLevel, changeOf, changeWords, shortWords } from './change.ts';
import { collectiveNames } from './collective.ts';
import { type DrawingOptions, drawFrames, type Look, mostFrames } from './drawing.ts';
import { layOut, type PlacedFrame } from './layout.ts';
import { allFrames } from './limit.ts';
import { type OverlayFrame, overlayTrees } from './overlay.ts';
import type { Profile } from './profile.ts';
import { omission } from './svg.ts';

/**
 * A static differential flame graph: every frame of either run, with room for the larger of both, says what became
 * of it. Orange grew, blue shrank, by the size of the change; grey is within the spread; new and removed frames are
 * hatched.
 */
export function renderDifferentialSvg(profile: Profile, options: Omit<DrawingOptions, 'title'> = {}): string {
  const root = overlayTrees(profile.baseline, profile.tree);
  const layout = layOut(root, ({ width }) => width, options.frames ?? mostFrames);
  const largest = largestChange(root);
  const drawing = { ...options, title: profile.benchmark };
  return drawFrames(
    layout,
    [legend(root, profile), ...omission(layout.omitted)].join('; '),
    `Differential flame graph of ${profile.benchmark}`,
    (place) => lookOf(place, largest, profile),
    drawing,
  );
}

/** The largest absolute change of a frame, in the overlay's counts. */
export function largestChange(root: OverlayFrame): number {
  let largest = 0;
  for (const { before, after } of allFrames(root)) largest = Math.max(largest, Math.abs(after.count - before.count));
  return largest;
}

function legend(root: OverlayFrame, { unit, units }: Profile): string {
  if (root.width <= 0) return 'No allocations were recorded.';
  const [before, after] = [root.before.count / units, root.after.count / units];
  const counts = `${formatCount(before)} → ${formatQuantity(after, 'allocation')} per ${unit}`;
  return `${counts}; orange: more, blue: less, grey: the same; hatched: new, crossed: removed`;
}

const colorOf: Readonly<Record<Change, string>> = {
  new: 'fg-more',
  more: 'fg-more',
  removed: 'fg-less',
  less: 'fg-less',
  same: 'fg-same',
};

function lookOf({ frame, depth }: PlacedFrame<OverlayFrame>, largest: number, profile: Profile): Look {
  const { unit, units, spread } = profile;
  const name = depth === 0 ? 'all' : frame.name;
  const costs = { before: frame.before.count / units, after: frame.after.count / units };
  const change = changeOf(costs, depth === 0 || collectiveNames.includes(name));
  const level = changeLevel(costs.after - costs.before, spread, largest / units);
  const now = change === 'same' ? `= (${formatCount(costs.after)})` : changeWords(change, costs);
  return {
    tip: `${name}: ${now} per ${unit}${remark(frame, change, level)}`,
    label: `${shortWords(change, costs)} ${name}`,
    colorClass: level === 0 ? 'fg-same' : `${colorOf[change]}${level}`,
    pattern: change === 'new' ? 'fg-new' : change === 'removed' ? 'fg-removed' : null,
  };
}

function remark({ assumed }: OverlayFrame, change: Change, level: number): string {
  if (assumed) return ', taken to be as it was: the baseline leaves out paths this small';
  return change !== 'same' && level === 0 ? ', within the spread' : '';
}
