import { logLine } from '../../report/escape.ts';
import { element } from './element.ts';
import type { Frame } from './frame.ts';
import type { Groups } from './groups.ts';
import type { TreeData } from './tree-data.ts';
import type { ViewState } from './view-state.ts';
import type { Wording } from './wording.ts';

const longestGroup = 80;

type Choice<Value> = readonly [value: Value, label: string];

/** The controls of a section. They show a state, and say when the reader wants another one. */
export class Controls {
  readonly element = element('div', { class: 'controls' });
  readonly search = element('input', { type: 'search', autocomplete: 'off' });
  readonly found = element('output', { class: 'quiet' });
  readonly #onChange: (change: Partial<ViewState>) => void;
  readonly #show: ((state: ViewState) => void)[] = [];

  constructor({ head }: TreeData, section: string, onChange: (change: Partial<ViewState>) => void) {
    const { compared, unit, units, columns, runtime = [], modules, types, typeNames } = head;
    this.#onChange = onChange;
    if (compared) {
      this.#radios(section, [
        ['difference', 'Difference'],
        ['changes', 'Only what changed'],
        ['run', 'This run'],
        ['baseline', 'Baseline'],
      ]);
    }
    this.#select('order', 'Order', [
      ['up', 'root at the bottom'],
      ['down', 'root at the top'],
      ['leaf', 'what allocates first'],
    ]);
    this.#select('first', 'Start with', [
      ['caller', 'call paths'],
      ['function', 'allocation functions'],
      ...(typeNames ? ([['type', compared ? 'types (this run)' : 'types']] as const) : []),
    ]);
    if (runtime.length > 0) {
      this.#select('runtime', 'Runtime', [
        ['shown', 'frame by frame'],
        ['folded', 'as one frame'],
      ]);
    }
    if (modules ?? types) {
      this.#select('color', 'Colour', [
        ['frame', compared ? 'change, or function' : 'function'],
        ...(modules ? ([['module', 'module']] as const) : []),
        ...(types ? ([['type', 'type allocated most']] as const) : []),
      ]);
    }
    if (columns.includes('bytes')) {
      this.#select('by', 'By', [
        ['count', 'allocations'],
        ['bytes', compared ? 'bytes (this run)' : 'bytes'],
      ]);
    }
    if (units > 1) {
      this.#select('per', 'Per', [
        ['unit', unit],
        ['all', `${units} ${unit}s`],
      ]);
    }
    this.element.append(element('label', {}, 'Search', this.search), this.found);
  }

  show(state: ViewState): void {
    for (const show of this.#show) show(state);
  }

  #radios(section: string, views: readonly Choice<ViewState['view']>[]): void {
    const labels = views.map(([view, label]) => {
      const input = element('input', { type: 'radio', name: `${section}-view` });
      input.addEventListener('change', () => this.#onChange({ view }));
      this.#show.push((state) => {
        input.checked = state.view === view;
      });
      return element('label', {}, input, label);
    });
    this.element.append(element('fieldset', { class: 'views' }, element('legend', {}, 'View'), ...labels));
  }

  #select<Key extends keyof ViewState>(key: Key, label: string, all: readonly Choice<ViewState[Key]>[]): void {
    const select = element('select', {}, ...all.map(([, text]) => element('option', {}, text)));
    select.addEventListener('change', () => {
      const value = all[select.selectedIndex]?.[0];
      this.#onChange({ [key]: value });
    });
    this.#show.push((state) => {
      select.selectedIndex = all.findIndex(([value]) => value === state[key]);
    });
    this.element.append(element('label', {}, label, select));
  }
}

/** What the breadcrumb can do with a frame. */
interface FrameActions {
  readonly zoom: (frame: Frame) => void;
  readonly copy: (frame: Frame) => void;
  /** Shows its callers and callees; null where they are shown. */
  readonly sandwich: ((frame: Frame) => void) | null;
}

/** Of a path that is deeper, so many frames at its beginning and at its end are shown at first. */
const [firstShown, lastShown] = [3, 6];

/** The way to the frame that fills the width, each caller a button, and that frame's whole name with its numbers. */
export function breadcrumb(zoomed: Frame, wording: Wording, actions: FrameActions): readonly HTMLElement[] {
  const path = zoomed.path.map((frame) => {
    const button = element('button', { type: 'button' }, wording.name(frame));
    if (frame === zoomed) button.ariaCurrent = 'true';
    button.addEventListener('click', () => actions.zoom(frame));
    return element('li', {}, button);
  });
  const between = path.slice(firstShown, -lastShown);
  if (between.length > 1) {
    const unfold = element('button', { type: 'button' }, `… ${between.length} more …`);
    const item = element('li', {}, unfold);
    unfold.addEventListener('click', () => {
      item.replaceWith(...between);
      between[0]?.querySelector('button')?.focus();
    });
    path.splice(firstShown, between.length, item);
  }
  const action = (label: string, act: (frame: Frame) => void) => {
    const button = element('button', { type: 'button', class: 'copy' }, label);
    button.addEventListener('click', () => act(zoomed));
    return button;
  };
  const copy = action('Copy name', actions.copy);
  const around =
    actions.sandwich === null
      ? 'with its callers above and what it calls below'
      : action('Callers and callees', actions.sandwich);
  const name = element('code', {}, wording.name(zoomed));
  const whole = element('p', { class: 'whole-name' }, name, ` ${wording.numbers(zoomed)} `, copy, ' ', around);
  const note = wording.note(zoomed);
  return [element('ol', {}, ...path), whole, ...(note === '' ? [] : [element('p', { class: 'quiet' }, note)])];
}

/** The colours of modules or types with their names; null, the colours of a differential graph with their words. */
export function legend(groups: Groups | null): readonly HTMLElement[] {
  if (groups !== null) {
    const entries = groups.names.map((name, rank) => [`group${rank}`, logLine(name, longestGroup)] as const);
    const others = groups.hasOthers ? [['others', 'others'] as const] : [];
    return [...entries, ...others, ['same', 'none known'] as const].map(([color, text]) => {
      const swatch = element('span', { class: 'swatch' });
      swatch.style.background = `var(--fg-${color})`;
      return element('li', {}, swatch, text);
    });
  }
  const words = { new: 'new', more: 'more', same: 'the same, or within the noise', less: 'less', removed: 'removed' };
  return Object.entries(words).map(([kind, text]) =>
    element('li', {}, element('span', { class: `swatch ${kind}` }), text),
  );
}
