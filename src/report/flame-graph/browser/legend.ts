import { element } from './dom.ts';

/** The colours of a differential graph with their words. */
export function legend(): HTMLElement {
  const words = { new: 'new', more: 'more', same: 'the same, or within the spread', less: 'less', removed: 'removed' };
  const entries = Object.entries(words).map(([kind, text]) =>
    element('li', {}, element('span', { class: `swatch ${kind}` }), text),
  );
  return element('ul', { class: 'legend quiet', 'aria-label': 'Colours' }, ...entries);
}
