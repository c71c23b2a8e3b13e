import { colorIndex } from '../../report/flame-graph-anchor.ts';
import { bracketed } from '../bracketed.ts';
import { type Box, type Boxes, boxAt, placeBoxes, placeSandwich } from './boxes.ts';
import { element } from './element.ts';
import type { Frame } from './frame.ts';
import type { Groups } from './groups.ts';
import type { Sandwich } from './sandwich.ts';
import type { Wording } from './wording.ts';

const rowHeight = 18;

/** What a painting shows besides the frames. */
export interface Painting {
  readonly wording: Wording;
  readonly zoomed: Frame;
  /** The function that is shown with its callers and callees, if one is, instead of what is zoomed to. */
  readonly sandwich: Sandwich | null;
  /** What the colours stand for, if neither for changes nor for functions. */
  readonly groups: Groups | null;
  /** Indices of the names that a search found. */
  readonly found: ReadonlySet<number>;
  /** Whether the root is at the bottom. */
  readonly upward: boolean;
  readonly width: number;
}

/** The picture, with the mark and the words of the frame under the pointer, and the mark of the one in focus. */
export class Stage {
  readonly canvas = element('canvas', { tabindex: '0', role: 'application' });
  readonly #hover = element('div', { class: 'mark' });
  readonly #focus = element('div', { class: 'mark focus' });
  readonly #tip = element('div', { class: 'tip' });
  readonly element = element('div', { class: 'stage' }, this.canvas, this.#hover, this.#focus, this.#tip);
  #boxes: Boxes = { rows: [], slivers: [] };
  #painting: Painting | null = null;

  constructor(onZoom: (frame: Frame) => void) {
    this.canvas.addEventListener('mousemove', (event) => {
      this.#unmark();
      const box = this.#under(event);
      if (box === undefined) return;
      this.#mark(this.#hover, box);
      this.#explain(box, event.offsetX + 12);
    });
    this.canvas.addEventListener('mouseleave', () => this.#unmark());
    this.canvas.addEventListener('blur', () => this.#unmark(true));
    this.canvas.addEventListener('click', (event) => {
      const box = this.#under(event);
      if (box !== undefined) onZoom(box.frame);
    });
    this.#unmark(true);
  }

  /** From below to above of what is drawn, row by row. */
  get rows(): Boxes['rows'] {
    return this.#boxes.rows;
  }

  draw(painting: Painting): void {
    this.#painting = painting;
    const { sandwich, zoomed, wording, width } = painting;
    this.#boxes =
      sandwich === null ? placeBoxes(zoomed, wording.side, width) : placeSandwich(sandwich, wording.side, width);
    paint(this.canvas, this.#boxes, painting);
    this.#unmark(true);
  }

  boxOf(frame: Frame): Box | undefined {
    return this.rows.flat().find((box) => box.frame === frame);
  }

  /** The frame `step` places to the right of another in its row. */
  beside(frame: Frame, step: number): Frame | undefined {
    const box = this.boxOf(frame);
    const row = box === undefined ? [] : (this.rows[box.row] ?? []);
    return row[box === undefined ? -1 : row.indexOf(box) + step]?.frame;
  }

  /** Marks a frame as the one that keys work on, and says what it is. */
  focus(frame: Frame): void {
    this.#unmark(true);
    const box = document.activeElement === this.canvas ? this.boxOf(frame) : undefined;
    if (box === undefined) return;
    this.#mark(this.#focus, box);
    this.#explain(box, box.x);
    this.#focus.scrollIntoView({ block: 'nearest' });
  }

  #under({ offsetX, offsetY }: MouseEvent): Box | undefined {
    const fromTop = Math.floor(offsetY / rowHeight);
    return boxAt(this.#boxes, this.#painting?.upward ? this.rows.length - 1 - fromTop : fromTop, offsetX);
  }

  #top(box: Box): number {
    return topOf(box.row, this.rows.length, this.#painting?.upward ?? false);
  }

  #unmark(all = false): void {
    this.#hover.hidden = true;
    this.#tip.hidden = true;
    if (all) this.#focus.hidden = true;
  }

  #mark(mark: HTMLElement, box: Box): void {
    mark.hidden = false;
    mark.style.transform = `translate(${box.x}px,${this.#top(box)}px)`;
    mark.style.width = `${Math.max(2, box.width)}px`;
    mark.style.height = `${rowHeight - 1}px`;
  }

  #explain(box: Box, x: number): void {
    if (this.#painting === null) return;
    const { wording, width } = this.#painting;
    const note = wording.note(box.frame);
    this.#tip.replaceChildren(
      element('code', {}, wording.name(box.frame)),
      element('div', {}, wording.numbers(box.frame)),
      ...(note === '' ? [] : [element('div', {}, note)]),
    );
    this.#tip.hidden = false;
    const left = Math.max(0, Math.min(x, width - this.#tip.offsetWidth));
    const above = this.#top(box) - this.#tip.offsetHeight - 6;
    const hasRoom = this.element.getBoundingClientRect().top + above > 0;
    this.#tip.style.transform = `translate(${left}px,${hasRoom ? above : this.#top(box) + rowHeight + 6}px)`;
  }
}

/** Sets the canvas to the size that the frames need, and draws them in the colours of the page's style sheet. */
function paint(canvas: HTMLCanvasElement, boxes: Boxes, painting: Painting): void {
  const { wording, zoomed, groups, found, width, upward } = painting;
  const rows = boxes.rows.length;
  const ratio = Math.min(2, devicePixelRatio);
  canvas.width = width * ratio;
  canvas.height = rows * rowHeight * ratio;
  canvas.style.height = `${rows * rowHeight}px`;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const ink = inksOf(canvas);
  const hatches = { new: hatch(context, ink('name'), false), removed: hatch(context, ink('name'), true) };
  context.scale(ratio, ratio);
  context.font = '12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace';
  context.textBaseline = 'middle';

  context.fillStyle = ink('narrow');
  for (const { row, x, width: size } of boxes.slivers) {
    context.fillRect(x, topOf(row, rows, upward), Math.max(0.5, size - 0.4), rowHeight - 1);
  }
  for (const { frame, x, row, width: space } of boxes.rows.flat()) {
    const size = Math.max(0.5, space - 0.6);
    const y = topOf(row, rows, upward);
    const color = ink(found.has(frame.name) && frame.parent ? 'found' : inkOf(frame, wording, groups));
    context.globalAlpha = frame.depth < zoomed.depth ? 0.6 : 1;
    context.fillStyle = color;
    context.fillRect(x, y, size, rowHeight - 1);
    const change = wording.isDifference ? wording.change(frame) : 'same';
    const veil = change === 'new' || change === 'removed' ? hatches[change] : null;
    if (veil) {
      context.fillStyle = veil;
      context.fillRect(x, y, size, rowHeight - 1);
    }
    const label = size < 24 ? '' : wording.label(frame, size - 6);
    if (label === '') continue;
    if (veil) {
      // The hatching stays around the words, not behind them.
      context.fillStyle = color;
      context.fillRect(x + 2, y + 2, Math.min(size - 4, context.measureText(label).width + 3), rowHeight - 5);
    }
    context.fillStyle = ink('name');
    context.fillText(label, x + 3, y + rowHeight / 2, size - 4);
  }
  performance.mark('flame-graph-painted');
}

/** The top of a row, in pixels; with the places exchanged, the row at a height. */
function topOf(row: number, rows: number, upward: boolean): number {
  return (upward ? rows - 1 - row : row) * rowHeight;
}

function inkOf(frame: Frame, wording: Wording, groups: Groups | null): string {
  if (groups !== null) return frame.parent === null ? 'root' : groups.color(frame.name);
  if (wording.isDifference) return wording.changeColor(frame);
  if (frame.parent === null) return 'root';
  const name = wording.name(frame);
  return bracketed(name) === null ? String(colorIndex(name)) : 'same';
}

function inksOf(canvas: HTMLCanvasElement): (name: string) => string {
  const style = getComputedStyle(canvas);
  const known = new Map<string, string>();
  return (name) => {
    const color = known.get(name) ?? style.getPropertyValue(`--fg-${name}`);
    known.set(name, color);
    return color;
  };
}

function hatch(context: CanvasRenderingContext2D, color: string, crossed: boolean): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 7;
  const lines = tile.getContext('2d');
  if (lines === null) return null;
  lines.strokeStyle = color;
  lines.globalAlpha = 0.4;
  lines.stroke(new Path2D(crossed ? 'M0 0L7 7M0 7L7 0' : 'M-1 8L8 -1M-1 1L1 -1M6 8L8 6'));
  return context.createPattern(tile, 'repeat');
}
