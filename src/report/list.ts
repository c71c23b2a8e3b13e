import { formatCount } from './numbers.ts';
import type { Phrase } from './phrase.ts';

/** The first of several parts: `a`, `b` and `c`, or where there are more than `most` of them, `a`, `b` and 3 more. */
export function listed(parts: readonly Phrase[], most = 6): Phrase {
  const shown = parts.slice(0, parts.length > most ? most - 1 : most);
  const more = parts.length - shown.length;
  const separator = (index: number) => (more === 0 && index === shown.length - 1 ? ' and ' : ', ');
  return [
    ...shown.flatMap((part, index): Phrase => [...(index === 0 ? [] : [separator(index)]), ...part]),
    ...(more > 0 ? [` and ${formatCount(more)} more`] : []),
  ];
}

/** Foreign names, as {@link listed} lists them. */
export function listedNames(names: readonly string[], most?: number): Phrase {
  return listed(
    names.map((name) => [{ code: name }]),
    most,
  );
}
