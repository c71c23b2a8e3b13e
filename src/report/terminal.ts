import type { Failure } from '../model/errors.ts';
import type { MeasuredBenchmark, Report } from '../model/report.ts';
import { allocatedWords } from './allocated.ts';
import { attributionLine, dependencyLine } from './attribution.ts';
import {
  type ComparedBenchmark,
  changedBenchmarks,
  groupBenchmarks,
  type ImportedBenchmark,
  importedBenchmarks,
} from './benchmarks.ts';
import { changesOf, noiseLines, unfreedLines } from './changes.ts';
import { comparison } from './comparison.ts';
import { logLine } from './escape.ts';
import { groupEnvironments } from './findings.ts';
import { importedNumbers, importedRemark, importedTitles } from './imported.ts';
import { formatBytes, formatCount, formatQuantity } from './numbers.ts';
import type { Overview } from './overview.ts';
import { plainOf } from './phrase.ts';
import { aligned, nameWidth, type Paint, type Palette, palette, plain, shortName, typed } from './plain-text.ts';
import { overviewSentence, verdictSentence, warnings } from './sentence.ts';
import { pathOf, placeOfSite } from './site-line.ts';
import { areSitesCompared, changeWords, incompleteness, listedSites, sitesTitle } from './site-list.ts';

const sitesShown = 5;
const benchmarksWithSites = 5;
const callersShown = 3;

/** The report for a terminal: plain text, coloured with ANSI codes only where `color` says so. */
export function renderTerminal(report: Report, { color }: { readonly color: boolean }): string {
  const paint = palette(color);
  const groups = groupBenchmarks(report);
  const changed = changedBenchmarks(groups);
  const sections: readonly (readonly string[])[] = [
    [verdictPaint(report, paint)(plainOf(verdictSentence(report)))],
    warnings({ report, groups }).map((warning) => `Note: ${plainOf(warning)}`),
    [paint.dim(plainOf(comparison(report)))],
    report.failure === null ? [] : explanation(report.failure, paint),
    ...groups.failed.map(({ name, failure }) => [
      `${shortName(name)}: ${logLine(failure.message)}`,
      ...explanation(failure, paint),
    ]),
    changedTable(changed, paint),
    unfreedLines(report).map(plainOf),
    noiseLines(report).map(plainOf),
    ...changed.slice(0, benchmarksWithSites).map((compared) => siteLines(compared, paint)),
    [plainOf(dependencyLine([report]))].filter((line) => line !== ''),
    importedTable(importedBenchmarks(groups), paint),
    groups.incomparable.flatMap(differenceLines),
    measuredTable(groups.withoutBaseline, paint),
    report.removed.map((name) => `In the baseline, but not measured any more: ${shortName(name)}`),
    groups.unchanged.length === 0
      ? []
      : [paint.dim(`${formatQuantity(groups.unchanged.length, 'benchmark')} unchanged.`)],
  ];
  return typed(sections).replaceAll('→', '->');
}

/** The overview in a few lines, for the log of the job that publishes it: the verdict, and a line for each environment. */
export function renderOutline(overview: Overview): string {
  const environments = groupEnvironments(overview.environments);
  return typed([
    [plainOf(overviewSentence(overview, environments))],
    [
      ...environments.map(
        ({ name, report, groups }) => `  ${logLine(name, 160)}: ${plainOf(verdictSentence(report, groups))}`,
      ),
      ...overview.missing.map(({ name, reason }) => `  ${logLine(name, 160)} ${logLine(reason)}`),
      ...overview.refusals.map((sentence) => `  ${logLine(sentence)}`),
    ],
  ]);
}

function verdictPaint({ passes, verdict }: Report, paint: Palette): Paint {
  if (!passes) return paint.red;
  return verdict === 'improvement' ? paint.green : paint.bold;
}

/** The last lines of a failure, and what helps. */
export function explanation({ remedy, lastLines }: Failure, paint: Palette): readonly string[] {
  return [
    ...lastLines.map((line) => paint.dim(`  | ${logLine(line.replaceAll('\t', '    '), 400)}`)),
    ...(remedy === null ? [] : [`What helps: ${logLine(remedy)}`]),
  ];
}

function changedTable(changed: readonly ComparedBenchmark[], paint: Palette): readonly string[] {
  if (changed.length === 0) return [];
  const rows = changed.flatMap((compared) =>
    changesOf(compared).map(({ quantity, baseline, now, delta, percent, limit, decides }, index) => {
      const name = index === 0 ? shortName(compared.benchmark.name) : '';
      const cells = [name, quantity, baseline, now, delta, percent, limit];
      return { cells, paint: decides ? benchmarkPaint(compared.benchmark, paint) : plain };
    }),
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

function importedTable(all: readonly ImportedBenchmark[], paint: Palette): readonly string[] {
  if (all.length === 0) return [];
  const rows = all.map((each) => ({
    cells: [shortName(each.benchmark.name), `per ${each.benchmark.unit}`, ...Object.values(importedNumbers(each))],
    paint: benchmarkPaint(each.benchmark, paint),
  }));
  const title = { cells: ['Benchmark', '', ...importedTitles], paint: paint.bold };
  return [`${importedRemark(all)}:`, ...aligned([title, ...rows], 2)];
}

function siteLines(compared: ComparedBenchmark, paint: Palette): readonly string[] {
  const { benchmark } = compared;
  const sites = listedSites(compared);
  const isCompared = areSitesCompared(compared);
  if (sites.length === 0) return [];
  const shown = sites.slice(0, sitesShown).flatMap((site) => linesOfSite(site, isCompared, paint));
  const more =
    sites.length > sitesShown ? [`  and ${formatQuantity(sites.length - sitesShown, 'more call site')}`] : [];
  const remarks = [plainOf(attributionLine(compared)), plainOf(incompleteness(benchmark))].filter(
    (remark) => remark !== '',
  );
  return [
    paint.bold(`${sitesTitle(compared)} in ${shortName(benchmark.name)}, allocations per ${benchmark.unit}:`),
    ...shown,
    ...more,
    ...remarks.map((remark) => `  ${remark}`),
  ];
}

/** What allocates, what that is, at which line, and who calls it, each on a line; compared, how much that changed. */
export function linesOfSite(
  site: MeasuredBenchmark['sites'][number],
  isCompared: boolean,
  paint: Palette,
): readonly string[] {
  const { name, module, count, delta, bytes, callers, movedFrom } = site;
  const number = isCompared ? changeWords(delta) : formatCount(count);
  const size = bytes === null ? '' : `, ${formatBytes(bytes)}`;
  const types = plainOf(allocatedWords(site, isCompared));
  const place = placeOfSite(site);
  // The form that editors open, from the folder that paths are relative to.
  const at = place === null ? [] : [`at ${logLine(pathOf(place), 160)}:${place.line}`];
  const source = site.text === undefined ? [] : [`   ${logLine(site.text, 120)}`];
  const more = [
    ...(types === '' ? [] : [types]),
    ...at,
    ...source,
    ...(movedFrom === undefined ? [] : [`was ${logLine(movedFrom.name, 160)}`]),
    ...callers.slice(0, callersShown).map((caller) => `from ${logLine(caller, 160)}`),
  ];
  return [
    `  ${number.padStart(9)}  ${logLine(name, 160)} (${logLine(module, nameWidth)}${size})`,
    ...more.map((line) => paint.dim(`${' '.repeat(13)}${line}`)),
  ];
}

function differenceLines({ name, differences }: MeasuredBenchmark): readonly string[] {
  return differences.map(
    ({ field, baseline, measured }) =>
      `${shortName(name)}: ${logLine(field)} is ${logLine(measured, nameWidth)}, in the baseline ${logLine(baseline, nameWidth)}`,
  );
}
