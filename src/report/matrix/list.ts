import { formatCount } from '../numbers.ts';
import type { Phrase } from '../phrase.ts';

const namesShown = 6;

/** Foreign names, the first of them: `a`, `b` and `c`, or `a`, `b` and 3 more. */
export function listed(names: readonly string[]): Phrase {
  const shown = names.slice(0, names.length > namesShown ? namesShown - 1 : namesShown);
  const more = names.length - shown.length;
  const separator = (index: number) => (more === 0 && index === shown.length - 1 ? ' and ' : ', ');
  return [
    ...shown.flatMap((name, index): Phrase => [...(index === 0 ? [] : [separator(index)]), { code: name }]),
    ...(more > 0 ? [` and ${formatCount(more)} more`] : []),
  ];
}
