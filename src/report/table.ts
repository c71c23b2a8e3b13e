import { formatCount } from './numbers.ts';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** A Markdown table. Cells are Markdown already and hold neither a `|` nor a line break. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ align }) => (align === 'right' ? '--:' : ':--'))),
    ...rows.map(line),
  ].join('\n');
}

/** The first rows, and in words how many there are besides. */
export function cut<T>(rows: readonly T[], room: number, singular: string): { shown: readonly T[]; omitted: string } {
  const shown = rows.slice(0, Math.max(0, room));
  return { shown, omitted: omission(rows.length - shown.length, singular) };
}

/** `12 rows omitted`, in italics; empty where there are none. */
export function omission(count: number, singular: string): string {
  return count > 0 ? `*${formatCount(count)} ${singular}${count === 1 ? '' : 's'} omitted.*` : '';
}

/** A section that is folded until somebody opens it. The summary is ours, the content Markdown. */
export function details(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}
