import { createHash } from 'node:crypto';
import { changedBenchmarks, groupBenchmarks } from '../benchmarks.ts';
import { comparison } from '../comparison.ts';
import { html } from '../escape.ts';
import { htmlOf } from '../phrase.ts';
import type { Report } from '../schema.ts';
import { suspicion, verdictSentence } from '../sentence.ts';
import { benchmarkTable } from './benchmark-table.ts';
import script from './browser/main.ts?page-script';
import { patterns } from './drawing.ts';
import { type LimitedOverlay, limitFrames } from './limit.ts';
import { overlayTrees } from './overlay.ts';
import { pageStyle } from './page-style.ts';
import type { Profile } from './profile.ts';
import { section } from './section.ts';
import { flameGraphStyle } from './style.ts';

/** All frames of all benchmarks up to here are in the page; beyond, the smallest are left out, and it says so. */
export const mostPageFrames = 400_000;

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
  const overlays = limited(profiles, mostFrames);
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
    ...(report === undefined ? heading() : reportHeading(report)),
    ...(report === undefined ? [] : benchmarkTable(report, profiles)),
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

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
