import { createHash } from 'node:crypto';
import type { Unit } from '../baseline/measurement.ts';
import type { CallTree } from '../stacks/call-tree.ts';
import { changedBenchmarks, groupBenchmarks } from './benchmarks.ts';
import { comparison } from './comparison.ts';
import { html } from './escape.ts';
import { flameGraphStyle } from './flame-graph-style.ts';
import { renderFlameGraphSvg } from './flame-graph-svg.ts';
import { formatBytes, formatCount, formatDelta, formatPercent } from './numbers.ts';
import { pageStyle } from './page-style.ts';
import { htmlOf } from './phrase.ts';
import type { BenchmarkReport, MeasuredBenchmark, Report } from './schema.ts';
import { suspicion, verdictSentence } from './sentence.ts';
import { incompleteness } from './site-list.ts';

/** What was recorded of one benchmark. */
export interface Profile {
  readonly benchmark: string;
  readonly unit: Unit;
  readonly tree: CallTree;
}

const sitesShown = 10;
const callersShown = 3;

/**
 * One HTML file that needs nothing else: the verdict, a table of all benchmarks, and for each profile its call
 * sites and its flame graph. Its content security policy admits its own style sheet and nothing more.
 */
export function renderFlameGraphPage(profiles: readonly Profile[], report?: Report): string {
  const style = `${pageStyle}${flameGraphStyle}`;
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const subject = report?.package ?? profiles[0]?.benchmark ?? '';
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>Allocations of ${html(subject, 160)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    ...(report === undefined ? heading() : reportHeading(report)),
    ...(report === undefined ? [] : benchmarkTable(report, profiles)),
    ...profiles.flatMap((profile, index) => profileSection(profile, index, report)),
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function heading(): readonly string[] {
  return ['<header><h1>Allocations by call path</h1></header>'];
}

function reportHeading(report: Report): readonly string[] {
  const notices = report.notices.map((notice) => `<p class="notice">${html(notice)}</p>`);
  const suspicious = changedBenchmarks(groupBenchmarks(report))
    .filter(({ benchmark }) => benchmark.suspicious)
    .map((compared) => `<p class="notice">${htmlOf(suspicion(compared))}</p>`);
  const remedy = report.failure?.remedy;
  return [
    `<header class="${report.passes ? 'open' : 'closed'}">`,
    `<p class="subject">Allocations of <code>${html(report.package, 160)}</code></p>`,
    `<h1>${htmlOf(verdictSentence(report))}</h1>`,
    `<p class="quiet">${htmlOf(comparison(report))}</p>`,
    ...notices,
    ...suspicious,
    ...(remedy ? [`<p class="notice">${html(remedy)}</p>`] : []),
    '</header>',
  ];
}

function benchmarkTable(report: Report, profiles: readonly Profile[]): readonly string[] {
  if (report.benchmarks.length === 0) return [];
  const groups = groupBenchmarks(report);
  const moved = changedBenchmarks(groups).map(({ benchmark }) => benchmark);
  const still = groups.unchanged.map(({ benchmark }) => benchmark);
  const ordered = [...groups.failed, ...moved, ...groups.incomparable, ...groups.withoutBaseline, ...still];
  return [
    '<div class="scroll"><table>',
    '<thead><tr><th>Benchmark</th><th>Verdict</th><th class="number">Baseline</th><th class="number">Now</th><th class="number">Delta</th><th class="number">Delta %</th><th>Per</th></tr></thead>',
    '<tbody>',
    ...ordered.map((benchmark) => benchmarkRow(benchmark, profiles)),
    '</tbody></table></div>',
  ];
}

function benchmarkRow(benchmark: BenchmarkReport, profiles: readonly Profile[]): string {
  const index = profiles.findIndex((profile) => profile.benchmark === benchmark.name);
  const name = `<code>${html(benchmark.name, 160)}</code>`;
  const linked = index >= 0 ? `<a href="#benchmark-${index + 1}">${name}</a>` : name;
  const verdict = `<span class="verdict ${benchmark.verdict}">${benchmark.verdict.replace('-', ' ')}</span>`;
  const cells = benchmark.verdict === 'failed' ? ['', '', '', '', ''] : numberCells(benchmark);
  const [baseline, now, delta, percent, unit] = cells;
  const numbers = [baseline, now, delta, percent].map((cell) => `<td class="number">${html(cell ?? '')}</td>`).join('');
  return `<tr><td class="name">${linked}</td><td>${verdict}</td>${numbers}<td>${unit}</td></tr>`;
}

function numberCells({ baseline, delta, total, unit }: MeasuredBenchmark): readonly string[] {
  if (baseline === null || delta === null) return ['', formatCount(total), '', '', unit];
  const percent = formatPercent(delta.total, baseline.total) ?? '';
  return [formatCount(baseline.total), formatCount(total), formatDelta(delta.total), percent, unit];
}

function profileSection(profile: Profile, index: number, report: Report | undefined): readonly string[] {
  const measured = report?.benchmarks
    .filter((benchmark) => benchmark.verdict !== 'failed')
    .find((benchmark) => benchmark.name === profile.benchmark);
  const { benchmark: title, unit, tree } = profile;
  return [
    `<section id="benchmark-${index + 1}">`,
    `<h2><code>${html(title, 160)}</code></h2>`,
    ...(measured === undefined ? [] : siteTable(measured)),
    `<div class="scroll graph">`,
    renderFlameGraphSvg(tree, { title, unit, embedded: true }).trimEnd(),
    '</div>',
    '</section>',
  ];
}

function siteTable(benchmark: MeasuredBenchmark): readonly string[] {
  const sites = benchmark.sites.slice(0, sitesShown);
  if (sites.length === 0) return [];
  const compared = benchmark.delta !== null;
  const doubt = incompleteness(benchmark);
  return [
    `<p>Call sites, ${compared ? 'largest change first' : 'largest first'}, allocations per ${benchmark.unit}:</p>`,
    '<div class="scroll"><table>',
    `<thead><tr>${compared ? '<th class="number">Delta</th>' : ''}<th class="number">Now</th><th class="number">Size</th><th>Site</th><th>Module</th><th>Called by</th></tr></thead>`,
    '<tbody>',
    ...sites.map((site) => siteRow(site, compared)),
    '</tbody></table></div>',
    ...(doubt === '' ? [] : [`<p class="notice">${html(doubt)}</p>`]),
  ];
}

function siteRow(site: MeasuredBenchmark['sites'][number], compared: boolean): string {
  const callers = site.callers.slice(0, callersShown).map((caller) => `<code>${html(caller, 100)}</code>`);
  return [
    '<tr>',
    compared ? `<td class="number">${html(formatDelta(site.delta))}</td>` : '',
    `<td class="number">${html(formatCount(site.count))}</td>`,
    `<td class="number">${site.bytes === null ? '' : formatBytes(site.bytes)}</td>`,
    `<td class="path"><code>${html(site.name, 160)}</code></td>`,
    `<td class="module"><code>${html(site.module, 60)}</code></td>`,
    `<td class="path">${callers.join(' ← ')}</td>`,
    '</tr>',
  ].join('');
}
