import { logLine } from '../../report/escape.ts';
import { formatBytes, formatCount, formatShare } from '../../report/numbers.ts';
import { bracketed } from '../bracketed.ts';
import { type Change, type Costs, changeColor, changeLabel, changeOf, changeRemark, changeWords } from '../change.ts';
import { clipped } from '../text-width.ts';
import type { Frame, Side } from './frame.ts';
import type { OwnCosts, TreeData } from './tree-data.ts';
import { sideOf, type ViewState } from './view-state.ts';

const longestName = 10_000;
const longestNote = 1000;

/** How the frames of one view are put into words; names are shown with invisible characters spelled out. */
export class Wording {
  readonly side: Side;
  readonly isDifference: boolean;
  /** `run`, `iteration` or `10 iterations`. */
  readonly unit: string;
  readonly #tree: TreeData;
  readonly #bytes: boolean;
  readonly #divisor: number;
  readonly #root: Frame;
  readonly #largest: number;

  /** `largestChange` of all frames is where the colours end. */
  constructor(tree: TreeData, state: ViewState, root: Frame, largestChange: number) {
    const { unit, units } = tree.head;
    this.side = sideOf(state);
    this.isDifference = this.side === 'both' || this.side === 'moved';
    this.unit = state.per === 'all' ? `${units} ${unit}s` : unit;
    this.#tree = tree;
    this.#bytes = state.by === 'bytes';
    this.#divisor = state.per === 'all' ? 1 : units;
    this.#root = root;
    this.#largest = largestChange;
  }

  name(frame: Frame): string {
    return frame.parent === null ? 'all' : nameOf(this.#tree, frame.name);
  }

  note(frame: Frame): string {
    return frame.parent === null ? '' : noteOf(this.#tree, frame.name);
  }

  change(frame: Frame): Change {
    const { names, collective } = this.#tree.head;
    return changeOf(frame, frame.parent === null || collective.includes(names[frame.name] ?? ''));
  }

  /** The name of the colour of a frame's change. */
  changeColor({ before, after }: Frame): string {
    const { noise, units } = this.#tree.head;
    return changeColor(after - before, noise * units, this.#largest);
  }

  cost(value: number): string {
    return this.#bytes ? formatBytes(value / this.#divisor) : formatCount(value / this.#divisor);
  }

  share(value: number): string {
    const whole = this.#root[this.side];
    return formatShare(whole > 0 ? value / whole : 0);
  }

  changed(frame: Frame): string {
    return changeWords(this.change(frame), this.#costs(frame));
  }

  #costs({ before, after }: Frame): Costs {
    return { before: before / this.#divisor, after: after / this.#divisor };
  }

  /** Everything about the frame but its name. */
  numbers(frame: Frame): string {
    const per = `per ${this.unit}`;
    const cost = frame[this.side];
    if (!this.isDifference) return `${this.cost(cost)} ${per} (${this.share(cost)})`;
    const change = this.change(frame);
    const same = change === 'same' ? ` (${this.cost(frame.after)})` : '';
    const remark = changeRemark(change, this.changeColor(frame), frame.assumed);
    return `${this.changed(frame)}${same} ${per}${remark}`;
  }

  /** What fits on a frame of a width in pixels. */
  label(frame: Frame, width: number): string {
    const name = this.name(frame);
    return this.isDifference ? changeLabel(name, this.change(frame), this.#costs(frame), width) : clipped(name, width);
  }
}

/** A name as it is shown, whole. */
export function nameOf({ head }: TreeData, name: number): string {
  return logLine(head.names[name] ?? '', longestName) || '[other]';
}

/** What is known of a name: its module, what it is if no function, what it allocates, and where; empty where that is nothing. */
export function noteOf({ head }: TreeData, name: number): string {
  const module = bracketed(head.names[name] ?? '') === null ? (head.modules?.[name] ?? '') : '';
  const notes = [module === '' ? '' : `module ${module}`, head.notes?.[name] ?? ''];
  return logLine(notes.filter((note) => note !== '').join('; '), longestNote);
}

/** The largest change of a frame of the call tree: where the colours end. */
export function largestChange({ parent }: TreeData, { before, after }: OwnCosts): number {
  const changes = after.map((value, index) => value - (before[index] ?? 0));
  let largest = 0;
  for (let index = changes.length - 1; index >= 0; index -= 1) {
    const change = changes[index] ?? 0;
    largest = Math.max(largest, Math.abs(change));
    const caller = parent[index] ?? -1;
    if (caller >= 0) changes[caller] = (changes[caller] ?? 0) + change;
  }
  return largest;
}
