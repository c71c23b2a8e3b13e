import { code } from './escape.ts';
import { markdownOf, type Phrase } from './phrase.ts';
import { cut } from './table.ts';

/** The first sentences, a paragraph each, and how many there are besides. */
export function remarks(sentences: readonly Phrase[], room: number): readonly string[] {
  const { shown, omitted } = cut(sentences, room, 'remark');
  return [...shown.map(markdownOf), omitted];
}

/** The first of the benchmarks that only the baseline has; empty where there is none. */
export function removedList(names: readonly string[], room: number): string {
  if (names.length === 0) return '';
  const { shown, omitted } = cut(names, room, 'name');
  const list = shown.map((name) => code(name)).join(', ');
  return `In the baseline, but not measured any more: ${[list, omitted].filter((part) => part !== '').join(' ')}`;
}
