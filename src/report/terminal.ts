import { attributionLine } from './attribution-line.ts';
import { type ComparedBenchmark, changedBenchmarks, groupBenchmarks } from './benchmarks.ts';
import { changesOf } from './changes.ts';
import { comparison } from './comparison.ts';
import { dependencyLine } from './dependency-line.ts';
import { logLine } from './escape.ts';
import { type ImportedGroups, importedRemark, importedSuspicions } from './imported.ts';
import { importedNumbers, importedTitles } from './imported-table.ts';
import { formatBytes, formatCount, formatDelta, formatQuantity } from './numbers.ts';
import { plainOf } from './phrase.ts';
import { remainingLines } from './remaining-line.ts';
import type { Failure, MeasuredBenchmark, Report } from './schema.ts';
import { suspicion, verdictSentence } from './sentence.ts';
import { incompleteness, movedSites, movement } from './site-list.ts';

const sitesShown = 5;
const benchmarksWithSites = 5;
const callersShown = 3;
const nameWidth = 60;

type Paint = (text: string) => string;
type Palette = Readonly<Record<'bold' | 'dim' | 'red' | 'green', Paint>>;

/** The report for a terminal: plain text, coloured with ANSI codes only where `color` says so. */
export function renderTerminal(report: Report, { color }: { readonly color: boolean }): string {
  const paint = palette(color);
  const groups = groupBenchmarks(report);
  const changed = changedBenchmarks(groups);
  const sections: readonly (readonly string[])[] = [
    [verdictPaint(report, paint)(plainOf(verdictSentence(report)))],
    report.notices.map((notice) => `Note: ${logLine(notice)}`),
    changed.filter(({ benchmark }) => benchmark.suspicious).map((compared) => `Note: ${plainOf(suspicion(compared))}`),
    importedSuspicions(groups.imported).map((phrase) => `Note: ${plainOf(phrase)}`),
    [paint.dim(plainOf(comparison(report)))],
    report.failure === null ? [] : explanation(report.failure, paint),
    ...groups.failed.map(({ name, failure }) => [
      `${shortName(name)}: ${logLine(failure.message)}`,
      ...explanation(failure, paint),
    ]),
    changedTable(changed, paint),
    remainingLines(report).map(plainOf),
    ...changed.slice(0, benchmarksWithSites).map((compared) => siteLines(compared, paint)),
    [plainOf(dependencyLine(report))].filter((line) => line !== ''),
    importedTable(groups.imported, paint),
    groups.incomparable.flatMap(differenceLines),
    measuredTable(groups.withoutBaseline, paint),
    report.removed.map((name) => `In the baseline, but not measured any more: ${shortName(name)}`),
    groups.unchanged.length === 0
      ? []
      : [paint.dim(`${formatQuantity(groups.unchanged.length, 'benchmark')} unchanged.`)],
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  // A hyphen and a greater-than sign can be typed, searched for, and shown by every font.
  return `${text.join('\n\n').replaceAll('−', '-').replaceAll('→', '->')}\n`;
}

function verdictPaint({ passes, verdict }: Report, paint: Palette): Paint {
  if (!passes) return paint.red;
  return verdict === 'improvement' ? paint.green : paint.bold;
}

function explanation({ remedy, lastLines }: Failure, paint: Palette): readonly string[] {
  return [
    ...lastLines.map((line) => paint.dim(`  | ${logLine(line.replaceAll('\t', '    '), 400)}`)),
    ...(remedy === null ? [] : [`What helps: ${logLine(remedy)}`]),
  ];
}

function changedTable(changed: readonly ComparedBenchmark[], paint: Palette): readonly string[] {
  if (changed.length === 0) return [];
  const rows = changed.flatMap((compared) =>
    changesOf(compared).map((change, index) => ({
      cells: [
        index === 0 ? shortName(compared.benchmark.name) : '',
        change.quantity,
        change.baseline,
        change.now,
        change.delta,
        change.percent,
        change.limit,
      ],
      paint: change.decides ? benchmarkPaint(compared.benchmark, paint) : plain,
    })),
  );
  const title = ['Benchmark', 'Function', 'Baseline', 'Now', 'Delta', '%', 'Limit'];
  return aligned([{ cells: title, paint: paint.bold }, ...rows], 2);
}

function benchmarkPaint({ verdict }: MeasuredBenchmark, paint: Palette): Paint {
  if (verdict === 'regression') return paint.red;
  return verdict === 'improvement' ? paint.green : plain;
}

function measuredTable(benchmarks: readonly MeasuredBenchmark[], paint: Palette): readonly string[] {
  if (benchmarks.length === 0) return [];
  const rows = benchmarks.map(({ name, unit, total }) => ({
    cells: [shortName(name), `per ${unit}`, formatCount(total)],
    paint: plain,
  }));
  return aligned([{ cells: ['Benchmark', '', 'Allocations'], paint: paint.bold }, ...rows], 2);
}

function importedTable(groups: ImportedGroups, paint: Palette): readonly string[] {
  const all = [...groups.exceeding, ...groups.within];
  if (all.length === 0) return [];
  const rows = all.map((each) => ({
    cells: [shortName(each.benchmark.name), `per ${each.benchmark.unit}`, ...importedNumbers(each)],
    paint: benchmarkPaint(each.benchmark, paint),
  }));
  const title = { cells: ['Benchmark', '', ...importedTitles], paint: paint.bold };
  return [`${importedRemark(groups)}:`, ...aligned([title, ...rows], 2)];
}

interface Row {
  readonly cells: readonly string[];
  readonly paint: Paint;
}

/** Rows as lines, two spaces between columns; the first `leftAligned` columns are words, the others numbers. */
function aligned(rows: readonly Row[], leftAligned: number): readonly string[] {
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

function siteLines(compared: ComparedBenchmark, paint: Palette): readonly string[] {
  const { benchmark } = compared;
  const sites = movedSites(compared);
  if (sites.length === 0) return [];
  const shown = sites
    .slice(0, sitesShown)
    .flatMap(({ name, module, delta, bytes, callers }) => [
      `  ${formatDelta(delta).padStart(9)}  ${logLine(name, 160)} (${logLine(module, nameWidth)}${bytes === null ? '' : `, ${formatBytes(bytes)}`})`,
      ...callers.slice(0, callersShown).map((caller) => paint.dim(`${' '.repeat(13)}from ${logLine(caller, 160)}`)),
    ]);
  const more =
    sites.length > sitesShown ? [`  and ${formatQuantity(sites.length - sitesShown, 'more call site')}`] : [];
  const remarks = [plainOf(attributionLine(compared)), incompleteness(benchmark)].filter((remark) => remark !== '');
  return [
    paint.bold(
      `Call sites that ${movement(compared)} in ${shortName(benchmark.name)}, allocations per ${benchmark.unit}:`,
    ),
    ...shown,
    ...more,
    ...remarks.map((remark) => `  ${remark}`),
  ];
}

function differenceLines({ name, differences }: MeasuredBenchmark): readonly string[] {
  return differences.map(
    ({ field, baseline, measured }) =>
      `${shortName(name)}: ${logLine(field)} is ${logLine(measured, nameWidth)}, in the baseline ${logLine(baseline, nameWidth)}`,
  );
}

function shortName(name: string): string {
  return logLine(name, nameWidth);
}

function palette(color: boolean): Palette {
  const sgr = (attribute: number): Paint => (color ? (text) => `\u001B[${attribute}m${text}\u001B[0m` : plain);
  return { bold: sgr(1), dim: sgr(2), red: sgr(31), green: sgr(32) };
}

function plain(text: string): string {
  return text;
}
