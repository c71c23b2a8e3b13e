import { allocationFunctions } from '../model/counted-functions.ts';
import { displayName } from '../model/counts.ts';
import type { MeasuredBenchmark } from '../model/report.ts';
import {
  type BenchmarkGroups,
  type ComparedBenchmark,
  changedBenchmarks,
  type ImportedBenchmark,
} from './benchmarks.ts';
import { unwrittenChangesOf } from './changes.ts';
import { code } from './escape.ts';
import { importedNumbers, importedRemark, importedTitles } from './imported.ts';
import { linkLine } from './links.ts';
import { formatCount, formatQuantity } from './numbers.ts';
import type { Environment } from './overview.ts';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** A column of words. */
export function left(title: string): Column {
  return { title, align: 'left' };
}

/** A column of numbers. */
export function right(title: string): Column {
  return { title, align: 'right' };
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

/** As a table the first of the rows, each written only when it is shown, and in words how many there are besides. */
function tableWithin<Row>(
  room: number,
  columns: readonly Column[],
  rows: readonly Row[],
  cellsOf: (row: Row) => readonly string[],
): string {
  const { shown, omitted } = cut(rows, room, 'row');
  return paragraphs(shown.length > 0 ? table(columns, shown.map(cellsOf)) : '', omitted);
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

/** The parts (Markdown) one below the other; empty ones are left out. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A section that is folded until somebody opens it. The summary is ours (HTML), the content Markdown. */
export function details(summary: string, content: string, isOpen = false): string {
  return `<details${isOpen ? ' open' : ''}><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

/** What moved, regressions first: each benchmark's total, then its functions. */
export function changedTable(groups: BenchmarkGroups, room: number): string {
  const rows = changedBenchmarks(groups).flatMap(changeRows);
  if (rows.length === 0) return '';
  const words = ['Benchmark', 'Function'].map(left);
  const numbers = ['Baseline', 'Now', 'Delta', 'Delta %', 'Limit'].map(right);
  return tableWithin(room, [...words, ...numbers], rows, (write) => write());
}

function changeRows(compared: ComparedBenchmark): readonly (() => readonly string[])[] {
  const regressed = compared.benchmark.verdict === 'regression';
  return unwrittenChangesOf(compared).map((write, index) => () => {
    const { quantity, baseline, now, delta, percent, limit, decides } = write();
    const name = index === 0 ? code(compared.benchmark.name) : '';
    const moved = regressed && decides ? `**${delta}**` : delta;
    return [name, index === 0 ? quantity : code(quantity), baseline, now, moved, percent, limit];
  });
}

/** The totals beside the imported thresholds, those that exceed them first; empty where there are none. */
export function importedTable(all: readonly ImportedBenchmark[], room: number): string {
  if (all.length === 0) return '';
  const columns = [left('Benchmark'), left('Per'), ...importedTitles.map(right)];
  const rows = tableWithin(room, columns, all, (each) => {
    const { name, unit, verdict } = each.benchmark;
    const { threshold, now, delta, limit } = importedNumbers(each);
    return [code(name), unit, threshold, now, verdict === 'regression' ? `**${delta}**` : delta, limit];
  });
  return paragraphs(`${importedRemark(all)}:`, rows);
}

/** What did not move, collapsed. */
export function unchangedTable(unchanged: readonly ComparedBenchmark[], room: number): string {
  if (unchanged.length === 0) return '';
  const columns = [left('Benchmark'), right('Total'), left('Per')];
  const rows = tableWithin(room, columns, unchanged, ({ benchmark: { name, total, unit } }) => [
    code(name),
    formatCount(total),
    unit,
  ]);
  return details(formatQuantity(unchanged.length, 'unchanged benchmark'), rows);
}

/** What was measured without a baseline to compare it with. */
export function measuredTable(benchmarks: readonly MeasuredBenchmark[], room: number): string {
  if (benchmarks.length === 0) return '';
  const functions = allocationFunctions.filter((name) => benchmarks.some(({ counts }) => counts[name] !== 0));
  const numbers = functions.map((name) => right(code(displayName(name))));
  const columns = [left('Benchmark'), right('Total'), left('Per'), ...numbers];
  const rows = tableWithin(room, columns, benchmarks, ({ name, total, unit, counts }) => [
    code(name),
    formatCount(total),
    unit,
    ...functions.map((each) => formatCount(counts[each])),
  ]);
  return paragraphs(room > 0 ? 'Measured without a baseline:' : '', rows);
}

/** Which fields of the fingerprints differ, benchmark by benchmark; benchmarks that differ alike share a row. */
export function incomparableTable(benchmarks: readonly MeasuredBenchmark[], room: number): string {
  const rows = new Map<string, { readonly cells: readonly string[]; readonly names: string[] }>();
  for (const { name, differences } of benchmarks) {
    for (const { field, baseline, measured } of differences) {
      const cells = [code(field), code(baseline), code(measured)];
      const identity = JSON.stringify(cells);
      const row = rows.get(identity) ?? { cells, names: [] };
      row.names.push(name);
      rows.set(identity, row);
    }
  }
  if (rows.size === 0) return '';
  const columns = ['Differs', 'Baseline', 'Now', 'Benchmarks'].map(left);
  return tableWithin(room, columns, [...rows.values()], (row) => [...row.cells, namesOf(row.names, benchmarks.length)]);
}

function namesOf(names: readonly string[], all: number): string {
  if (names.length === all && all > 1) return `all ${formatCount(all)}`;
  const shown = names.slice(0, 3).map((name) => code(name));
  return names.length > 3 ? `${shown.join(', ')} and ${formatCount(names.length - 3)} more` : shown.join(', ');
}

/** Where each environment is, and where its flame graph and its report are; collapsed. */
export function environmentTable(environments: readonly Environment[], room: number): string {
  if (environments.length === 0) return '';
  const columns = ['Job', 'Swift', 'Target', 'libc', 'Links'].map(left);
  const rows = tableWithin(room, columns, environments, ({ name, report: { fingerprint }, links }) => [
    code(name),
    ...(['swift', 'target', 'libc'] as const).map((field) => (fingerprint === null ? '' : code(fingerprint[field]))),
    linkLine({ ...links, runUrl: null, flameGraphExpires: null }),
  ]);
  return details(`Environments, flame graphs and reports of ${formatQuantity(environments.length, 'job')}`, rows);
}
