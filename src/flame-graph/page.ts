import { createHash } from 'node:crypto';
import type { BenchmarkReport, MeasuredBenchmark, Report } from '../model/report.ts';
import { changedBenchmarks, groupBenchmarks, importedBenchmarks } from '../report/benchmarks.ts';
import { comparison } from '../report/comparison.ts';
import { html } from '../report/escape.ts';
import { sectionId } from '../report/flame-graph-anchor.ts';
import { formatCount, formatDelta, formatPercent } from '../report/numbers.ts';
import { htmlOf } from '../report/phrase.ts';
import { suspicion, verdictSentence } from '../report/sentence.ts';
import script from './browser/main.ts?page-script';
import { patterns } from './drawing.ts';
import { type LimitedOverlay, limitFrames, overlayTrees, type Profile } from './overlay.ts';
import { section } from './section.ts';
import { flameGraphStyle, pageStyle } from './style.ts';

/** All frames of all benchmarks up to here are in the page; beyond, the smallest are left out, and it says so. */
const mostPageFrames = 400_000;

const style = `${pageStyle}${flameGraphStyle}`;

/** The page's content security policy: its own style sheet and its own script, by their hashes, and nothing else. */
const policy = [
  "default-src 'none'",
  `script-src '${hash(script)}'`,
  `style-src '${hash(style)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * One HTML file that needs nothing else: the verdict, a table of all benchmarks, and for each profile its call
 * sites and its flame graph. Everything can be read without script; with it, the graphs can be explored.
 */
export function renderFlameGraphPage(
  profiles: readonly Profile[],
  report?: Report,
  mostFrames = mostPageFrames,
): string {
  const subject = report?.package ?? profiles[0]?.benchmark ?? '';
  const overlays = limited(report === undefined ? profiles : worstFirst(profiles, report), mostFrames);
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
    `<svg class="patterns" aria-hidden="true">${patterns}</svg>`,
    '<main>',
    ...(report === undefined
      ? ['<header><h1>Allocations by call path</h1></header>']
      : [...heading(report), ...benchmarkTable(report, profiles)]),
    ...overlays.flatMap(({ profile, overlay }) => section(profile, overlay, report)),
    '</main>',
    ...(profiles.length === 0 ? [] : [`<script type="module">${script}</script>`]),
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

/** The overlay of each profile; if they are too large together, each is limited to its share. */
function limited(
  profiles: readonly Profile[],
  mostFrames: number,
): readonly { readonly profile: Profile; readonly overlay: LimitedOverlay }[] {
  const whole = profiles.map((profile) => {
    const root = overlayTrees(profile.baseline, profile.tree);
    return { profile, root, overlay: limitFrames(root, mostFrames) };
  });
  const all = whole.reduce((sum, { overlay }) => sum + overlay.frames, 0);
  if (all <= mostFrames) return whole;
  return whole.map(({ profile, root, overlay }) => {
    const share = Math.floor((mostFrames * overlay.frames) / all);
    return { profile, overlay: limitFrames(root, Math.max(1, share)) };
  });
}

function heading(report: Report): readonly string[] {
  const notices = report.notices.map((notice) => `<p class="notice">${htmlOf(notice)}</p>`);
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

/** The benchmarks of a report, what needs looking at first. */
function inOrder(report: Report): readonly BenchmarkReport[] {
  const groups = groupBenchmarks(report);
  const changed = changedBenchmarks(groups).map(({ benchmark }) => benchmark);
  const imported = importedBenchmarks(groups).map(({ benchmark }) => benchmark);
  const unchanged = groups.unchanged.map(({ benchmark }) => benchmark);
  return [groups.failed, changed, imported, groups.incomparable, groups.withoutBaseline, unchanged].flat();
}

/** The profiles in the order of the table, so that the page begins with what changed most. */
function worstFirst(profiles: readonly Profile[], report: Report): readonly Profile[] {
  const order = inOrder(report).map(({ name }) => name);
  return profiles.toSorted((a, b) => order.indexOf(a.benchmark) - order.indexOf(b.benchmark));
}

/** All benchmarks of the report as a table, what needs looking at first; the names lead to their sections. */
function benchmarkTable(report: Report, profiles: readonly Profile[]): readonly string[] {
  if (report.benchmarks.length === 0) return [];
  const drawn = new Set(profiles.map(({ benchmark }) => benchmark));
  return [
    '<div class="scroll" role="region" aria-label="Benchmarks" tabindex="0"><table>',
    '<thead><tr><th scope="col">Benchmark</th><th scope="col">Verdict</th><th scope="col" class="number">Baseline</th><th scope="col" class="number">Now</th><th scope="col" class="number">Delta</th><th scope="col" class="number">Delta %</th><th scope="col">Per</th></tr></thead>',
    '<tbody>',
    ...inOrder(report).map((benchmark) => benchmarkRow(benchmark, drawn.has(benchmark.name))),
    '</tbody></table></div>',
  ];
}

function benchmarkRow(benchmark: BenchmarkReport, hasSection: boolean): string {
  const name = `<code>${html(benchmark.name, 160)}</code>`;
  const linked = hasSection ? `<a href="#${sectionId(benchmark.name)}">${name}</a>` : name;
  const verdict = `<span class="verdict ${benchmark.verdict}">${benchmark.verdict.replace('-', ' ')}</span>`;
  const [numbers, unit] =
    benchmark.verdict === 'failed' ? [['', '', '', ''], ''] : [numberCells(benchmark), benchmark.unit];
  const cells = numbers.map((cell) => `<td class="number">${html(cell)}</td>`).join('');
  return `<tr><td class="name">${linked}</td><td>${verdict}</td>${cells}<td>${unit}</td></tr>`;
}

/** Baseline, now, delta and its percentage. */
function numberCells({ baseline, delta, total, imported }: MeasuredBenchmark): readonly string[] {
  const now = formatCount(total);
  // No percentage of a number that was counted differently.
  if (imported !== undefined)
    return [`${formatCount(imported.total)} (imported)`, now, formatDelta(imported.delta), ''];
  if (baseline === null || delta === null) return ['', now, '', ''];
  const percent = formatPercent(delta.total, baseline.total) ?? '';
  return [formatCount(baseline.total), now, formatDelta(delta.total), percent];
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
