import type { MeasuredBenchmark } from '../model/report.ts';
import { type ComparedBenchmark, decidingMove, type ImportedBenchmark, isMove } from './benchmarks.ts';
import { code } from './escape.ts';
import { type GroupedEnvironment, measuredPackages, worstFirst } from './findings.ts';
import type { Lengths } from './fit.ts';
import { formatCount, formatDelta, formatQuantity } from './numbers.ts';
import type { MissingEnvironment } from './overview.ts';
import { type Column, details, left, omission, paragraphs, right, table } from './tables.ts';

/** The benchmarks of one package, over the environments in which it was, or should have been, measured. */
export interface Grid {
  readonly packageName: string;
  /** The jobs' whole names. */
  readonly environments: readonly string[];
  /** Worst first. */
  readonly rows: readonly GridRow[];
}

/** One benchmark. */
export interface GridRow {
  readonly benchmark: string;
  /** `mixed` where environments measure it in different ways. */
  readonly unit: 'run' | 'iteration' | 'mixed';
  /** In the order of the environments. */
  readonly cells: readonly Cell[];
  /** Of the worst cell. */
  readonly severity: number;
  /** Of the largest change. */
  readonly size: number;
}

/** What became of one benchmark in one environment. */
export interface Cell {
  readonly kind: Kind;
  /** Null where nothing was measured. */
  readonly unit: 'run' | 'iteration' | null;
  /** How far the quantity that decides has moved; 0 where nothing was compared. */
  readonly size: number;
  /** Markdown on one line, nothing foreign in it: the total, and what there is to say of it. */
  readonly text: () => string;
}

/** Kinds of cells, worst first; from `unchanged` on, there is nothing to see. */
const kinds = [
  'regression',
  'exceeding',
  'failed',
  'incomparable',
  'no-baseline',
  'improvement',
  'within-limit',
  'within-threshold',
  'removed',
  'unchanged',
  'environment-failed',
  'environment-missing',
  'absent',
] as const;
type Kind = (typeof kinds)[number];

/** Whether something happened to the benchmark somewhere. */
export function isChanged({ severity }: GridRow): boolean {
  return severity < kinds.indexOf('unchanged');
}

/** From this many environments on, the worst stand first, since not all may be in sight. */
const manyEnvironments = 9;

/**
 * The packages, each with a table, in the order in which they come.
 *
 * An environment that failed before it knew its package, and a missing one, belong to the package if there is only one.
 */
export function gridsOf(
  environments: readonly GroupedEnvironment[],
  missing: readonly MissingEnvironment[],
): readonly Grid[] {
  const packages = measuredPackages(environments);
  return packages.map((packageName) => {
    const isAlone = packages.length === 1;
    const own = environments.filter(({ report }) => isAlone || report.package === packageName);
    const ordered = own.length + missing.length < manyEnvironments ? own : own.toSorted(worstFirst);
    const columns = ordered.map(cellsOf);
    const gone = isAlone ? missing : [];
    const absent = gone.map(() => word('environment-missing', 'missing'));
    const names = new Set(columns.flatMap(({ cells }) => [...cells.keys()]));
    const rows = [...names].flatMap((name) =>
      rowOf(name, [...columns.map(({ cells, other }) => cells.get(name) ?? other), ...absent]),
    );
    return {
      packageName,
      environments: [...ordered, ...gone].map(({ name }) => name),
      rows: rows.toSorted(worstRowFirst),
    };
  });
}

/** No row where it was only removed: the list of removed benchmarks has it. */
function rowOf(benchmark: string, cells: readonly Cell[]): readonly GridRow[] {
  if (!cells.some(({ kind, unit }) => kind === 'failed' || unit !== null)) return [];
  const units = new Set(cells.flatMap(({ unit }) => unit ?? []));
  const [only = 'run'] = units;
  const severity = Math.min(...cells.map(({ kind }) => kinds.indexOf(kind)));
  const size = Math.max(...cells.map((cell) => cell.size));
  return [{ benchmark, unit: units.size > 1 ? 'mixed' : only, cells, severity, size }];
}

function worstRowFirst(a: GridRow, b: GridRow): number {
  return a.severity - b.severity || b.size - a.size || (a.benchmark < b.benchmark ? -1 : 1);
}

/** The cells of the environment's benchmarks, and that of every other. */
function cellsOf({ report, groups }: GroupedEnvironment): {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly other: Cell;
} {
  const cells = new Map<string, Cell>();
  for (const name of report.removed) cells.set(name, word('removed', 'removed'));
  for (const { benchmark } of groups.unchanged) cells.set(benchmark.name, total('unchanged', benchmark));
  for (const each of groups.withinLimit) cells.set(each.benchmark.name, moved('within-limit', each));
  for (const each of groups.improvements) cells.set(each.benchmark.name, moved('improvement', each));
  for (const each of groups.withoutBaseline)
    cells.set(
      each.name,
      total('no-baseline', each, 0, () => '&nbsp;new'),
    );
  for (const { name, unit } of groups.incomparable) cells.set(name, word('incomparable', 'incomparable', unit));
  for (const { name } of groups.failed) cells.set(name, word('failed', 'failed'));
  for (const each of groups.withinThreshold) cells.set(each.benchmark.name, besideThreshold('within-threshold', each));
  for (const each of groups.exceeding) cells.set(each.benchmark.name, besideThreshold('exceeding', each));
  for (const each of groups.regressions) cells.set(each.benchmark.name, moved('regression', each));
  return { cells, other: report.failure === null ? word('absent', '–') : word('environment-failed', 'failed') };
}

function word(kind: Kind, text: string, unit: Cell['unit'] = null): Cell {
  return { kind, unit, size: 0, text: () => text };
}

function total(kind: Kind, { unit, total }: MeasuredBenchmark, move = 0, remark = () => ''): Cell {
  return { kind, unit, size: Math.abs(move), text: () => `${formatCount(total)}${remark()}` };
}

/** What exceeds is in bold. */
function besideThreshold(kind: Kind, { benchmark, imported: { delta } }: ImportedBenchmark): Cell {
  return total(kind, benchmark, delta, () => `&nbsp;(${emphasized(kind === 'exceeding', delta)} imported)`);
}

/** A regression is in bold. */
function moved(kind: Kind, compared: ComparedBenchmark): Cell {
  const move = decidingMove(compared);
  return total(kind, compared.benchmark, move, () => {
    if (!isMove(move)) return '&nbsp;(other functions)';
    return `&nbsp;(${emphasized(kind === 'regression', move)}${compared.benchmark.decidedBy === 'realloc' ? ' `realloc`' : ''})`;
  });
}

function emphasized(isBold: boolean, delta: number): string {
  return isBold ? `**${formatDelta(delta)}**` : formatDelta(delta);
}

/** Tables over several environments, one for each package; `titles` are those of the environments by their whole names. */
export interface GridTables {
  readonly grids: readonly Grid[];
  readonly titles: ReadonlyMap<string, string>;
  readonly lengths: Lengths;
}

/** What happened. */
export function changedTables(tables: GridTables, room: number): readonly string[] {
  return tablesOf(tables, isChanged, Math.min(room, tables.lengths.rows));
}

/** What did not change, collapsed. */
export function unchangedTables(tables: GridTables, room: number): string {
  const isUnchanged = (row: GridRow) => !isChanged(row);
  const count = tables.grids.reduce((sum, { rows }) => sum + rows.filter(isUnchanged).length, 0);
  if (count === 0) return '';
  return details(formatQuantity(count, 'unchanged benchmark'), paragraphs(...tablesOf(tables, isUnchanged, room)));
}

/** The rows there is room for, package by package, and in words how many there are besides. */
function tablesOf(tables: GridTables, isMeant: (row: GridRow) => boolean, room: number): readonly string[] {
  let free = Math.max(0, room);
  let omitted = 0;
  const sections: string[] = [];
  for (const grid of tables.grids) {
    const rows = grid.rows.filter(isMeant);
    if (rows.length === 0) continue;
    const { columns, lines, remark } = layoutOf(grid, rows, tables);
    const shown = lines.slice(0, free);
    free -= shown.length;
    omitted += lines.length - shown.length;
    if (shown.length === 0) continue;
    const of = tables.grids.length > 1 ? ` of ${code(grid.packageName)}` : '';
    const cells = shown.map((line) => line());
    sections.push(paragraphs(`Allocations per ${commonUnit(rows)}${of}:`, table(columns, cells), remark));
  }
  return [...sections, omission(omitted, 'row')];
}

interface Layout {
  readonly columns: readonly Column[];
  readonly lines: readonly (() => readonly string[])[];
  /** How many columns there was no room for. */
  readonly remark: string;
}

/** Benchmarks down and environments across; the other way round where many environments would make it too wide. */
function layoutOf({ environments }: Grid, rows: readonly GridRow[], { titles, lengths }: GridTables): Layout {
  const benchmarks = rows.map((row) => rowTitle(row, commonUnit(rows)));
  const jobs = environments.map((name) => code(titles.get(name) ?? name, 80));
  if (jobs.length >= manyEnvironments && rows.length < jobs.length) {
    const across = rows.slice(0, lengths.columns);
    return {
      columns: [left('Environment'), ...benchmarks.slice(0, across.length).map(right)],
      lines: jobs.map((title, index) => () => [title, ...across.map((row) => cellText(row, index))]),
      remark: omission(rows.length - across.length, 'benchmark'),
    };
  }
  const across = jobs.slice(0, lengths.columns);
  return {
    columns: [left('Benchmark'), ...across.map(right)],
    lines: rows.map((row, index) => () => [benchmarks[index] ?? '', ...across.map((_, job) => cellText(row, job))]),
    remark: omission(jobs.length - across.length, 'environment'),
  };
}

const perIteration = ', per iteration';

/** The cell of an environment, with its unit where environments differ in that. */
function cellText({ unit, cells }: GridRow, environment: number): string {
  const cell = cells[environment];
  if (cell === undefined) return '';
  return `${cell.text()}${unit === 'mixed' && cell.unit === 'iteration' ? perIteration : ''}`;
}

/** The unit that is not said of each row: a run, unless there is none. */
function commonUnit(rows: readonly GridRow[]): 'run' | 'iteration' {
  return rows.every(({ unit }) => unit === 'iteration') ? 'iteration' : 'run';
}

function rowTitle({ benchmark, unit }: GridRow, common: 'run' | 'iteration'): string {
  return `${code(benchmark)}${unit === 'iteration' && common === 'run' ? perIteration : ''}`;
}
