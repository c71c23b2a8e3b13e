import type { MeasuredBenchmark, Report } from '../model/report.ts';
import { groupBenchmarks } from './benchmarks.ts';
import { logLine } from './escape.ts';
import { formatCount, formatQuantity } from './numbers.ts';
import { plainOf } from './phrase.ts';
import { aligned, type Palette, palette, plain, type Row, shortName, typed } from './plain-text.ts';
import { warnings } from './sentence.ts';
import { explanation, linesOfSite } from './terminal.ts';

const sitesShown = 5;

/** What `measure` shows in a terminal: each benchmark's allocations, and its largest call sites. Nothing is judged. */
export function renderMeasured(report: Report, { color }: { readonly color: boolean }): string {
  const paint = palette(color);
  const measured = report.benchmarks.filter((benchmark) => benchmark.verdict !== 'failed');
  const failed = report.benchmarks.filter((benchmark) => benchmark.verdict === 'failed');
  const swift = report.environment.swift === null ? '' : `, ${logLine(report.environment.swift, 100)}`;
  return typed([
    report.failure === null
      ? [
          paint.bold(
            `Measured ${formatQuantity(measured.length, 'benchmark')} of ${shortName(report.package)}${swift}.`,
          ),
        ]
      : [paint.red(`Allocations could not be measured: ${logLine(report.failure.message)}`)],
    report.failure === null ? [] : explanation(report.failure, paint),
    warnings({ report, groups: groupBenchmarks(report) }).map((warning) => `Note: ${plainOf(warning)}`),
    ...failed.map(({ name, failure }) => [
      paint.red(`${shortName(name)} could not be measured: ${logLine(failure.message)}`),
      ...explanation(failure, paint),
    ]),
    totals(measured, paint),
    ...measured.map((benchmark) => largestSites(benchmark, paint)),
  ]);
}

function totals(measured: readonly MeasuredBenchmark[], paint: Palette): readonly string[] {
  if (measured.length === 0) return [];
  const rows = measured.map(
    ({ name, unit, total, noise, runs }): Row => ({
      cells: [shortName(name), `per ${unit}`, formatCount(total), formatCount(noise.total), formatCount(runs)],
      paint: plain,
    }),
  );
  return aligned([{ cells: ['Benchmark', '', 'Allocations', 'Noise', 'Runs'], paint: paint.bold }, ...rows], 2);
}

function largestSites({ name, unit, sites }: MeasuredBenchmark, paint: Palette): readonly string[] {
  const largest = sites.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
  if (largest.length === 0) return [];
  return [
    paint.bold(`The largest call sites of ${shortName(name)}, allocations per ${unit}:`),
    ...largest.slice(0, sitesShown).flatMap((site) => linesOfSite(site, false, paint)),
    ...(largest.length > sitesShown
      ? [`  and ${formatQuantity(largest.length - sitesShown, 'more call site')}; the flame graph has all of them`]
      : []),
  ];
}
