import { element } from './element.ts';
import type { Frame } from './frame.ts';
import type { Wording } from './wording.ts';

/** Rows of one frame's children; what is smaller is counted in words, and seen by zooming in. */
const mostRows = 200;

interface Entry {
  readonly frame: Frame;
  readonly parent: HTMLTableRowElement | null;
  readonly level: number;
  /** Rows of the frame's children while it is open. */
  readonly children: HTMLTableRowElement[];
}

/**
 * The frames as a table that opens row by row, for screen readers and for reading numbers: what changed most (or
 * costs most) first. Up and down walk, right and left open and close, Enter shows the row's frame in the graph, as a
 * click on its name does.
 */
export class TreeTable {
  readonly element: HTMLTableElement;
  readonly #body = element('tbody');
  readonly #wording: Wording;
  readonly #onOpen: (frame: Frame) => void;
  readonly #entries = new Map<Element, Entry>();

  constructor(root: Frame, wording: Wording, onOpen: (frame: Frame) => void, label = 'Call paths') {
    this.#wording = wording;
    this.#onOpen = onOpen;
    const columns = wording.isDifference ? ['Change', 'Baseline', 'Now'] : [`Per ${wording.unit}`, 'Share'];
    const head = element(
      'tr',
      {},
      ...[label.replace(/s$/, ''), ...columns].map((text) => element('th', { scope: 'col' }, text)),
    );
    const attributes = { role: 'treegrid', 'aria-label': label };
    this.element = element('table', attributes, element('thead', {}, head), this.#body);
    this.#body.addEventListener('keydown', (event) => this.#onKey(event));
    this.#body.addEventListener('click', ({ target }) => {
      if (!(target instanceof Element)) return;
      const row = target.closest('tr');
      const entry = row === null ? undefined : this.#entries.get(row);
      if (row === null || entry === undefined) return;
      if (target.closest('code') !== null) return this.#onOpen(entry.frame);
      this.#focus(row);
      this.#toggle(row);
    });
    const first = this.#add(root, null, null);
    first.tabIndex = 0;
    this.#toggle(first);
  }

  #cells(frame: Frame): readonly string[] {
    const { isDifference, side } = this.#wording;
    const cost = (value: number) => this.#wording.cost(value);
    if (!isDifference) return [this.#wording.name(frame), cost(frame[side]), this.#wording.share(frame[side])];
    return [this.#wording.name(frame), this.#wording.changed(frame), cost(frame.before), cost(frame.after)];
  }

  #add(frame: Frame, parent: HTMLTableRowElement | null, before: Node | null): HTMLTableRowElement {
    const [name = '', ...numbers] = this.#cells(frame);
    const level = ((parent && this.#entries.get(parent)?.level) ?? 0) + 1;
    const cell = element('td', { class: 'path' }, element('code', {}, name));
    cell.style.paddingLeft = `${8 + Math.min(level, 40) * 14}px`;
    const others = numbers.map((text) => element('td', { class: 'number' }, text));
    const row = element('tr', { tabindex: '-1', 'aria-level': String(level) }, cell, ...others);
    if (this.#shown(frame).length > 0) row.ariaExpanded = 'false';
    this.#entries.set(row, { frame, parent, level, children: [] });
    this.#body.insertBefore(row, before);
    return row;
  }

  /** The children that this view knows, in the table's order. */
  #shown(frame: Frame): readonly Frame[] {
    const { side, isDifference } = this.#wording;
    const weight = ({ after, before }: Frame) => (isDifference ? Math.abs(after - before) : 0);
    const shown = frame.children.filter((child) => child[side] > 0);
    return shown.sort((a, b) => weight(b) - weight(a) || b[side] - a[side] || a.name - b.name);
  }

  #toggle(row: HTMLTableRowElement): void {
    const entry = this.#entries.get(row);
    if (entry === undefined || row.ariaExpanded === null) return;
    if (row.ariaExpanded === 'true') {
      this.#close(row);
      return;
    }
    row.ariaExpanded = 'true';
    const before = row.nextSibling;
    const all = this.#shown(entry.frame);
    for (const frame of all.slice(0, mostRows)) entry.children.push(this.#add(frame, row, before));
    if (all.length <= mostRows) return;
    const line = element('tr', {}, element('td', { colspan: '4' }, `${all.length - mostRows} smaller ones`));
    this.#body.insertBefore(line, before);
    entry.children.push(line);
  }

  #close(row: HTMLTableRowElement): void {
    for (const child of this.#entries.get(row)?.children.splice(0) ?? []) {
      this.#close(child);
      this.#entries.delete(child);
      child.remove();
    }
    if (row.ariaExpanded !== null) row.ariaExpanded = 'false';
  }

  #focus(row: Element | null | undefined): void {
    if (!(row instanceof HTMLTableRowElement)) return;
    for (const one of this.#body.querySelectorAll('tr[tabindex="0"]')) one.setAttribute('tabindex', '-1');
    row.tabIndex = 0;
    row.focus();
  }

  #onKey(event: KeyboardEvent): void {
    const row = event.target;
    const entry = row instanceof Element ? this.#entries.get(row) : undefined;
    if (!(row instanceof HTMLTableRowElement) || entry === undefined) return;
    const isOpen = row.ariaExpanded === 'true';
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.#focus(row.nextElementSibling),
      ArrowUp: () => this.#focus(row.previousElementSibling),
      ArrowRight: () => (isOpen ? this.#focus(row.nextElementSibling) : this.#toggle(row)),
      ArrowLeft: () => (isOpen ? this.#toggle(row) : this.#focus(entry.parent)),
      Enter: () => this.#onOpen(entry.frame),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  }
}
