import { formatCount, formatDelta } from '../report/numbers.ts';
import { clipped, fits } from './text-width.ts';

/** What became of a frame between the baseline and this run. */
export type Change = 'new' | 'removed' | 'more' | 'less' | 'same';

/** A frame's allocations in both runs, per unit. */
export interface Costs {
  readonly before: number;
  readonly after: number;
}

/**
 * The change of a frame. A frame that stands for paths too small to be told apart is there in both runs, even
 * where nothing is left of it on one side: it grows and shrinks, but is never new or removed.
 */
export function changeOf({ before, after }: Costs, isCollective: boolean): Change {
  const delta = after - before;
  if (delta === 0) return 'same';
  if (!isCollective && before === 0) return 'new';
  if (!isCollective && after === 0) return 'removed';
  return delta > 0 ? 'more' : 'less';
}

/** `NEW +12`, `REMOVED −12`, `+12 (100 → 112)`, `=`. */
export function changeWords(change: Change, { before, after }: Costs): string {
  const short = shortWords(change, { before, after });
  if (change === 'same') return short;
  if (change === 'new' || change === 'removed') return `${short} ${formatDelta(after - before)}`;
  return `${short} (${formatCount(before)} → ${formatCount(after)})`;
}

/** The same where there is little room: `NEW`, `REMOVED`, `+12`, `=`. */
function shortWords(change: Change, { before, after }: Costs): string {
  if (change === 'same') return '=';
  return change === 'new' || change === 'removed' ? change.toUpperCase() : formatDelta(after - before);
}

/**
 * What is written on a frame with room for so many pixels: its name with what became of it, whole or cut; of a change at
 * least its size. Grey says by itself that nothing changed.
 */
export function changeLabel(name: string, change: Change, costs: Costs, width: number): string {
  const whole = `${name}  ${changeWords(change, costs)}`;
  const short = shortWords(change, costs);
  if (fits(whole, width)) return whole;
  return change === 'same' ? clipped(name, width) : clipped(`${short} ${name}`, width) || clipped(short, width);
}

/** How many steps of colour there are on each side of grey. */
export const changeLevels = 4;

/**
 * The name of a change's colour: `more1` to `more4`, `less1` to `less4`, on a scale that is the same for both directions
 * and ends at the largest change of the graph; `same` within the noise. By the square root, so that small changes can be
 * told from none.
 */
export function changeColor(delta: number, noise: number, largest: number): string {
  const size = Math.abs(delta);
  // Counts per iteration are quotients, and their noise is one too.
  if (size <= noise + 1e-9 || largest <= 0) return 'same';
  const level = Math.min(changeLevels, 1 + Math.floor(changeLevels * Math.sqrt(size / largest) * 0.999));
  return `${delta > 0 ? 'more' : 'less'}${level}`;
}

/** What else there is to say of a frame's change, `color` being its colour's name. */
export function changeRemark(change: Change, color: string, isAssumed: boolean): string {
  if (isAssumed) return ', taken to be as it was: the baseline leaves out paths this small';
  return change !== 'same' && color === 'same' ? ', within the noise' : '';
}
