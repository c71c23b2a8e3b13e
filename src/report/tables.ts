import { allocationFunctions, displayName } from '../baseline/counts.ts';
import { type BenchmarkGroups, type ComparedBenchmark, changedBenchmarks } from './benchmarks.ts';
import { unwrittenChangesOf } from './changes.ts';
import { code } from './escape.ts';
import type { Room } from './fit.ts';
import { formatCount, formatQuantity } from './numbers.ts';
import type { MeasuredBenchmark } from './schema.ts';
import { type Column, cut, details, table } from './table.ts';

const left = (title: string): Column => ({ title, align: 'left' });
const right = (title: string): Column => ({ title, align: 'right' });

/** What moved, regressions first: each benchmark's total, then its functions. */
export function changedTable(groups: BenchmarkGroups, room: Room): string {
  const rows = changedBenchmarks(groups).flatMap(changeRows);
  if (rows.length === 0) return '';
  const { shown, omitted } = cut(rows, room.changed, 'row');
  const columns = [
    left('Benchmark'),
    left('Function'),
    right('Baseline'),
    right('Now'),
    right('Delta'),
    right('Delta %'),
    right('Limit'),
  ];
  return withOmission(
    shown.length > 0
      ? table(
          columns,
          shown.map((row) => row()),
        )
      : '',
    omitted,
  );
}

function changeRows(compared: ComparedBenchmark): readonly (() => readonly string[])[] {
  const regressed = compared.benchmark.verdict === 'regression';
  return unwrittenChangesOf(compared).map((write, index) => () => {
    const change = write();
    return [
      index === 0 ? code(compared.benchmark.name) : '',
      index === 0 ? change.quantity : code(change.quantity),
      change.baseline,
      change.now,
      regressed && change.decides ? `**${change.delta}**` : change.delta,
      change.percent,
      change.limit,
    ];
  });
}

/** What did not move, collapsed. */
export function unchangedTable(unchanged: readonly ComparedBenchmark[], room: Room): string {
  if (unchanged.length === 0) return '';
  const { shown, omitted } = cut(unchanged, room.unchanged, 'row');
  const rows = shown.map(({ benchmark }) => [code(benchmark.name), formatCount(benchmark.total), benchmark.unit]);
  const columns = [left('Benchmark'), right('Total'), left('Per')];
  const content = withOmission(rows.length > 0 ? table(columns, rows) : '', omitted);
  return details(formatQuantity(unchanged.length, 'unchanged benchmark'), content);
}

/** What was measured without a baseline to compare it with. */
export function measuredTable(benchmarks: readonly MeasuredBenchmark[], room: Room): string {
  if (benchmarks.length === 0) return '';
  const { shown, omitted } = cut(benchmarks, room.others, 'row');
  const functions = allocationFunctions.filter((name) => benchmarks.some(({ counts }) => counts[name] !== 0));
  const columns = [
    left('Benchmark'),
    right('Total'),
    left('Per'),
    ...functions.map((name) => right(code(displayName(name)))),
  ];
  const rows = shown.map(({ name, total, unit, counts }) => [
    code(name),
    formatCount(total),
    unit,
    ...functions.map((each) => formatCount(counts[each])),
  ]);
  return withOmission(rows.length > 0 ? `Measured without a baseline:\n\n${table(columns, rows)}` : '', omitted);
}

/** Which fields of the fingerprints differ, benchmark by benchmark; benchmarks that differ alike share a row. */
export function incomparableTable(benchmarks: readonly MeasuredBenchmark[], room: Room): string {
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
  const { shown, omitted } = cut([...rows.values()], room.others, 'row');
  const columns = [left('Differs'), left('Baseline'), left('Now'), left('Benchmarks')];
  const cells = shown.map((row) => [...row.cells, namesOf(row.names, benchmarks.length)]);
  return withOmission(cells.length > 0 ? table(columns, cells) : '', omitted);
}

function namesOf(names: readonly string[], all: number): string {
  if (names.length === all && all > 1) return `all ${formatCount(all)}`;
  const shown = names.slice(0, 3).map((name) => code(name));
  return names.length > 3 ? `${shown.join(', ')} and ${formatCount(names.length - 3)} more` : shown.join(', ');
}

function withOmission(content: string, omitted: string): string {
  return [content, omitted].filter((part) => part !== '').join('\n\n');
}
