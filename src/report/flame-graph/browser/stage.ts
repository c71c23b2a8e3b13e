import { type Box, type Boxes, boxAt, placeBoxes } from './boxes.ts';
import { element } from './dom.ts';
import type { Frame } from './frame.ts';
import { type Painting, paint, rowHeight, topOf } from './paint.ts';

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
    this.#boxes = placeBoxes(painting.zoomed, painting.wording.side, painting.width);
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
    this.#tip.replaceChildren(
      element('code', {}, wording.name(box.frame)),
      element('div', {}, wording.numbers(box.frame)),
    );
    this.#tip.hidden = false;
    const left = Math.max(0, Math.min(x, width - this.#tip.offsetWidth));
    const above = this.#top(box) - this.#tip.offsetHeight - 6;
    const hasRoom = this.element.getBoundingClientRect().top + above > 0;
    this.#tip.style.transform = `translate(${left}px,${hasRoom ? above : this.#top(box) + rowHeight + 6}px)`;
  }
}
