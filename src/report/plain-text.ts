import { logLine } from './escape.ts';

/** Colours a text. */
export type Paint = (text: string) => string;
export type Palette = Readonly<Record<'bold' | 'dim' | 'red' | 'green', Paint>>;

/** Longest foreign name in a line, in characters. */
export const nameWidth = 60;

/** A row of a table. */
export interface Row {
  readonly cells: readonly string[];
  readonly paint: Paint;
}

/** Rows as lines, two spaces between columns; the first `leftAligned` columns are words, the others numbers. */
export function aligned(rows: readonly Row[], leftAligned: number): readonly string[] {
  const width = (column: number) => Math.max(...rows.map(({ cells }) => Array.from(cells[column] ?? '').length));
  const widths = (rows[0]?.cells ?? []).map((_, column) => width(column));
  return rows.map(({ cells, paint }) => {
    const padded = cells.map((cell, column) => {
      const space = ' '.repeat((widths[column] ?? 0) - Array.from(cell).length);
      return column < leftAligned ? `${cell}${space}` : `${space}${cell}`;
    });
    return paint(padded.join('  ').trimEnd());
  });
}

/** The sections that have lines, an empty line between them. A hyphen can be typed, searched for, and shown by every font. */
export function typed(sections: readonly (readonly string[])[]): string {
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${text.join('\n\n').replaceAll('−', '-')}\n`;
}

/** A foreign name in a column. */
export function shortName(name: string): string {
  return logLine(name, nameWidth);
}

/** ANSI colours, or none. */
export function palette(color: boolean): Palette {
  const sgr = (attribute: number): Paint => (color ? (text) => `\u001B[${attribute}m${text}\u001B[0m` : plain);
  return { bold: sgr(1), dim: sgr(2), red: sgr(31), green: sgr(32) };
}

/** No colour. */
export function plain(text: string): string {
  return text;
}
