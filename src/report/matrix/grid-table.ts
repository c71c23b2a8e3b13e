import { code } from '../escape.ts';
import { formatQuantity } from '../numbers.ts';
import { type Column, omission, table } from '../table.ts';
import { cellText, measuredIn } from './cell.ts';
import type { MatrixLengths, MatrixRoom } from './fit.ts';
import { type Environment, type Grid, type GridRow, manyEnvironments } from './grid.ts';

/** Titles of the environments by their whole names; foreign text. */
export type Titles = ReadonlyMap<string, string>;

/** What happened, a table for each package. */
export function changedTables(
  grids: readonly Grid[],
  titles: Titles,
  lengths: MatrixLengths,
  room: MatrixRoom,
): readonly string[] {
  return tables(grids, ({ changed }) => changed, titles, lengths, Math.min(room.rows, lengths.rows));
}

/** What did not change, collapsed. */
export function unchangedTables(
  grids: readonly Grid[],
  titles: Titles,
  lengths: MatrixLengths,
  room: MatrixRoom,
): readonly string[] {
  const count = grids.reduce((sum, { unchanged }) => sum + unchanged.length, 0);
  if (count === 0) return [];
  const content = tables(grids, ({ unchanged }) => unchanged, titles, lengths, room.unchanged);
  return [
    [`<details><summary>${formatQuantity(count, 'unchanged benchmark')}</summary>`, ...content, '</details>'].join(
      '\n\n',
    ),
  ];
}

/** The rows there is room for, package by package, and in words how many there are besides. */
function tables(
  grids: readonly Grid[],
  rowsOf: (grid: Grid) => readonly GridRow[],
  titles: Titles,
  lengths: MatrixLengths,
  room: number,
): readonly string[] {
  let left = room;
  let omitted = 0;
  const sections: string[] = [];
  for (const grid of grids) {
    const rows = rowsOf(grid);
    if (rows.length === 0) continue;
    const layout = layoutOf(grid, rows, titles, lengths);
    const shown = layout.lines.slice(0, Math.max(0, left));
    left -= shown.length;
    omitted += layout.lines.length - shown.length;
    if (shown.length === 0) continue;
    const of = grids.length > 1 ? ` of ${code(grid.packageName)}` : '';
    const title = `Allocations per ${commonUnit(rows)}${of}:`;
    const cells = shown.map((line) => line());
    sections.push([title, table(layout.columns, cells), layout.remark].filter((part) => part !== '').join('\n\n'));
  }
  return [...sections, omission(omitted, 'row')].filter((section) => section !== '');
}

interface Layout {
  readonly columns: readonly Column[];
  readonly lines: readonly (() => readonly string[])[];
  /** How many columns there was no room for. */
  readonly remark: string;
}

/** Benchmarks down and environments across; the other way round where many environments would make it too wide. */
function layoutOf({ environments }: Grid, rows: readonly GridRow[], titles: Titles, lengths: MatrixLengths): Layout {
  const turned = environments.length >= manyEnvironments && rows.length < environments.length;
  const unit = commonUnit(rows);
  const benchmarks = rows.map((row) => ({
    row,
    title: rowTitle(row, unit),
  }));
  const columnsFor = (first: string, names: readonly string[]): readonly Column[] => [
    { title: first, align: 'left' },
    ...names.map((title): Column => ({ title, align: 'right' })),
  ];
  const environmentTitle = ({ name }: Environment) => code(titles.get(name) ?? name, 80);
  if (turned) {
    const across = benchmarks.slice(0, lengths.columns);
    return {
      columns: columnsFor(
        'Environment',
        across.map(({ title }) => title),
      ),
      lines: environments.map((environment) => () => [
        environmentTitle(environment),
        ...across.map(({ row }) => textIn(environment, row)),
      ]),
      remark: omission(benchmarks.length - across.length, 'benchmark'),
    };
  }
  const across = environments.slice(0, lengths.columns);
  return {
    columns: columnsFor('Benchmark', across.map(environmentTitle)),
    lines: benchmarks.map(({ title, row }) => () => [title, ...across.map((environment) => textIn(environment, row))]),
    remark: omission(environments.length - across.length, 'environment'),
  };
}

/** The cell, with its unit where environments differ in that. */
function textIn({ cellOf }: Environment, { benchmark, unit }: GridRow): string {
  const cell = cellOf(benchmark);
  const isOdd = unit === 'mixed' && measuredIn(cell)?.unit === 'iteration';
  return `${cellText(cell)}${isOdd ? perIteration : ''}`;
}

const perIteration = ', per iteration';

/** The unit that is not said of each row: a run, unless there is none. */
function commonUnit(rows: readonly GridRow[]): 'run' | 'iteration' {
  return rows.every(({ unit }) => unit === 'iteration') ? 'iteration' : 'run';
}

function rowTitle({ benchmark, unit }: GridRow, common: 'run' | 'iteration'): string {
  return `${code(benchmark)}${unit === 'iteration' && common === 'run' ? perIteration : ''}`;
}
