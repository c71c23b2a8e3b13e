import type { Unit } from '../model/measurement.ts';
import { formatBytes, formatCount, formatQuantity, formatShare } from '../report/numbers.ts';
import type { CallTree } from '../stacks/call-tree.ts';
import { changeColor, changeLabel, changeOf, changeRemark, changeWords } from './change.ts';
import { colorClass } from './colors.ts';
import { type DrawingOptions, drawFrames, type Look, type Place } from './drawing.ts';
import { allFrames, collectiveNames, type OverlayFrame, overlayTrees, type Profile } from './overlay.ts';
import { clipped } from './text-width.ts';

export interface FlameGraphOptions extends DrawingOptions {
  /** What is shown, as the heading: the benchmark's name. */
  readonly title: string;
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
  const { title, unit, units = 1 } = options;
  const total = formatQuantity(tree.count / units, 'allocation');
  const drawing = {
    root: tree,
    widthOf: ({ count }: CallTree) => count,
    lookOf: (place: Place<CallTree>) => lookOf(place, unit, units),
    title,
    label: `Flame graph of ${title}`,
    legend: tree.count > 0 ? `${total} per ${unit}, callers below their callees` : 'No allocations were recorded.',
  };
  return drawFrames(drawing, options);
}

function lookOf({ frame, depth, share }: Place<CallTree>, unit: Unit, units: number): Look {
  const name = depth === 0 ? 'all' : frame.name;
  const bytes = frame.bytes > 0 ? `, ${formatBytes(frame.bytes / units)}` : '';
  return {
    tip: `${name}: ${formatCount(frame.count / units)} per ${unit} (${formatShare(share)}${bytes})`,
    labelIn: (width) => clipped(name, width),
    colorClass: depth === 0 ? 'fg-root' : colorClass(name),
    pattern: null,
  };
}

/**
 * A static differential flame graph: every frame of either run, with room for the larger of both, says what became
 * of it. Orange grew, blue shrank, by the size of the change; grey is within the noise; new and removed frames are
 * hatched.
 */
export function renderDifferentialSvg(profile: Profile, options: DrawingOptions = {}): string {
  const root = overlayTrees(profile.baseline, profile.tree);
  const deltas = Array.from(allFrames(root), ({ before, after }) => Math.abs(after.count - before.count));
  const largest = deltas.reduce((most, delta) => Math.max(most, delta), 0);
  const drawing = {
    root,
    widthOf: ({ width }: OverlayFrame) => width,
    lookOf: (place: Place<OverlayFrame>) => changedLookOf(place, largest, profile),
    title: profile.benchmark,
    label: `Differential flame graph of ${profile.benchmark}`,
    legend: changeLegend(root, profile),
  };
  return drawFrames(drawing, options);
}

function changeLegend(root: OverlayFrame, { unit, units }: Profile): string {
  if (root.width <= 0) return 'No allocations were recorded.';
  const [before, after] = [root.before.count / units, root.after.count / units];
  const counts = `${formatCount(before)} → ${formatQuantity(after, 'allocation')} per ${unit}`;
  return `${counts}; orange: more, blue: less, grey: the same; hatched: new, crossed: removed`;
}

function changedLookOf({ frame, depth }: Place<OverlayFrame>, largest: number, profile: Profile): Look {
  const { unit, units, noise } = profile;
  const name = depth === 0 ? 'all' : frame.name;
  const costs = { before: frame.before.count / units, after: frame.after.count / units };
  const change = changeOf(costs, depth === 0 || collectiveNames.includes(name));
  const color = changeColor(costs.after - costs.before, noise, largest / units);
  const now = change === 'same' ? `= (${formatCount(costs.after)})` : changeWords(change, costs);
  return {
    tip: `${name}: ${now} per ${unit}${changeRemark(change, color, frame.assumed)}`,
    labelIn: (width) => changeLabel(name, change, costs, width),
    colorClass: `fg-${color}`,
    pattern: change === 'new' || change === 'removed' ? `fg-${change}` : null,
  };
}
