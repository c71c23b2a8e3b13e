import { element } from './dom.ts';
import type { Frame } from './frame.ts';
import type { Wording } from './wording.ts';

/** The way to the frame that fills the width, each caller a button, and that frame's whole name with its numbers. */
export function breadcrumb(
  zoomed: Frame,
  wording: Wording,
  onZoom: (frame: Frame) => void,
  onCopy: (frame: Frame) => void,
): readonly HTMLElement[] {
  const path = zoomed.path.map((frame) => {
    const button = element('button', { type: 'button' }, wording.name(frame));
    if (frame === zoomed) button.ariaCurrent = 'true';
    button.addEventListener('click', () => onZoom(frame));
    return element('li', {}, button);
  });
  const copy = element('button', { type: 'button', class: 'copy' }, 'Copy name');
  copy.addEventListener('click', () => onCopy(zoomed));
  const name = element('code', {}, wording.name(zoomed));
  const whole = element('p', { class: 'whole-name' }, name, ` ${wording.numbers(zoomed)} `, copy);
  return [element('ol', {}, ...path), whole];
}
