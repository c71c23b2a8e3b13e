import { logLine } from '../../escape.ts';
import { formatBytes, formatCount, formatShare } from '../../numbers.ts';
import { type Change, changeLevel, changeOf, changeWords, shortWords } from '../change.ts';
import { clipped, columnsOf } from '../text-width.ts';
import type { TreeData } from './decode.ts';
import type { Frame, Side } from './frame.ts';
import { sideOf, type ViewState } from './view-state.ts';

const longestName = 10_000;

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

  change(frame: Frame): Change {
    const { names, collective } = this.#tree.head;
    return changeOf(frame, frame.parent === null || collective.includes(names[frame.name] ?? ''));
  }

  /** 0 (grey: the same, or within the spread) to 4. */
  level({ before, after }: Frame): number {
    const { spread, units } = this.#tree.head;
    return changeLevel(after - before, spread * units, this.#largest);
  }

  cost(value: number): string {
    return this.#bytes ? formatBytes(value / this.#divisor) : formatCount(value / this.#divisor);
  }

  share(value: number): string {
    const whole = this.#root[this.side];
    return formatShare(whole > 0 ? value / whole : 0);
  }

  changed(frame: Frame, words = changeWords): string {
    const before = frame.before / this.#divisor;
    return words(this.change(frame), { before, after: frame.after / this.#divisor });
  }

  /** Everything about the frame but its name. */
  numbers(frame: Frame): string {
    const per = `per ${this.unit}`;
    const cost = frame[this.side];
    if (!this.isDifference) return `${this.cost(cost)} ${per} (${this.share(cost)})`;
    const isSame = frame.before === frame.after;
    const same = isSame ? ` (${this.cost(frame.after)})` : '';
    const noise = !isSame && this.level(frame) === 0 ? ', within the spread' : '';
    const assumed = frame.assumed ? ', taken to be as it was: the baseline leaves out paths this small' : '';
    return `${this.changed(frame)}${same} ${per}${noise}${assumed}`;
  }

  /** What fits on a frame of a width in pixels. */
  label(frame: Frame, width: number): string {
    const name = this.name(frame);
    if (!this.isDifference) return clipped(name, width);
    const whole = `${name}  ${this.changed(frame)}`;
    return width >= 8 * columnsOf(whole) ? whole : clipped(`${this.changed(frame, shortWords)} ${name}`, width);
  }
}

/** A name as it is shown, whole. */
export function nameOf({ head }: TreeData, name: number): string {
  return logLine(head.names[name] ?? '', longestName) || '[other]';
}
