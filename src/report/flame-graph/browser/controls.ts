import type { TreeData } from './decode.ts';
import { element } from './dom.ts';
import type { ViewState } from './view-state.ts';

type Choice<Value> = readonly [value: Value, label: string];

/** The controls of a section. They show a state, and say when the reader wants another one. */
export class Controls {
  readonly element = element('div', { class: 'controls' });
  readonly search = element('input', { type: 'search', autocomplete: 'off' });
  readonly found = element('output', { class: 'quiet' });
  readonly #onChange: (change: Partial<ViewState>) => void;
  readonly #show: ((state: ViewState) => void)[] = [];

  constructor({ head }: TreeData, section: string, onChange: (change: Partial<ViewState>) => void) {
    const { compared, unit, units, columns } = head;
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
    ]);
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
      input.addEventListener('change', () => this.#onChange({ view, by: 'count' }));
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
      this.#onChange(key === 'by' && value === 'bytes' ? { by: value, view: 'run' } : { [key]: value });
    });
    this.#show.push((state) => {
      select.selectedIndex = all.findIndex(([value]) => value === state[key]);
    });
    this.element.append(element('label', {}, label, select));
  }
}
