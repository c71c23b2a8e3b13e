import type { MeasuredBenchmark, Report } from '../model/report.ts';
import { allocatedWords } from '../report/allocated.ts';
import { html } from '../report/escape.ts';
import { flameGraphAnchor, sectionId } from '../report/flame-graph-anchor.ts';
import { formatBytes, formatCount, formatDelta, formatQuantity, formatShare } from '../report/numbers.ts';
import { htmlOf } from '../report/phrase.ts';
import { pathOf, placeOfSite } from '../report/site-line.ts';
import { areSitesCompared, incompleteness } from '../report/site-list.ts';
import { allFrames, hiddenName, type LimitedOverlay, type OverlayFrame, type Profile } from './overlay.ts';
import { encodePayload } from './payload.ts';
import { renderDifferentialSvg, renderFlameGraphSvg } from './svg.ts';
import { typeTable } from './type-table.ts';
import { typesWithin } from './types-by-path.ts';

/** What stands without script is a sketch: the widest frames, so that pages of many benchmarks stay small. */
const stillFrames = 150;
const sitesShown = 10;
const callersShown = 3;

/** A benchmark's part of the page: its call sites, a static graph, and the data of all frames for the script. */
export function section(profile: Profile, overlay: LimitedOverlay, report: Report | undefined): readonly string[] {
  const {
    benchmark: title,
    unit,
    units,
    baseline,
    noise,
    tree,
    modules = new Map(),
    inlined = new Map(),
    types,
  } = profile;
  const measured = report?.benchmarks
    .filter((benchmark) => benchmark.verdict !== 'failed')
    .find((benchmark) => benchmark.name === title);
  const compared = baseline !== null;
  const drawing = { title, unit, units, embedded: true, frames: stillFrames };
  const still = compared ? renderDifferentialSvg(profile, drawing) : renderFlameGraphSvg(tree, drawing);
  const known = {
    notes: notesOn(measured),
    modules,
    inlined,
    types: typesIn(measured),
    ...(types === undefined ? {} : { typesByPath: types }),
  };
  const typeNames = new Set(types === undefined ? [] : typesWithin([types]).keys());
  const explanations = [...explained(profile, measured?.delta?.total), ...hidden(overlay, units)];
  return [
    `<section id="${sectionId(title)}" data-graph="${compared ? firstView(overlay, noise * units) : 'run'}">`,
    `<h2><code>${html(title, 160)}</code></h2>`,
    ...(measured === undefined ? [] : [...siteTable(measured), ...typeTable(measured, typeNames)]),
    ...explanations.map((sentence) => `<p class="quiet">${html(sentence)}</p>`),
    '<div class="scroll graph still" role="region" aria-label="Static flame graph" tabindex="0">',
    still.trimEnd(),
    '</div>',
    `<script type="application/octet-stream">${encodePayload(overlay.root, { unit, units, noise, compared }, known)}</script>`,
    '</section>',
  ];
}

/** The view that a comparison opens with: what changed, if anything did beyond the noise (not divided, as counts are). */
function firstView({ root }: LimitedOverlay, noise: number): 'changes' | 'difference' {
  const isChange = ({ before, after }: OverlayFrame) => Math.abs(after.count - before.count) > noise + 1e-9;
  return [...allFrames(root)].some(isChange) ? 'changes' : 'difference';
}

/** Counting decides and stacks explain: where the two differ, how much is left. */
function explained({ tree, baseline, unit, units }: Profile, counted: number | undefined): readonly string[] {
  if (baseline === null || counted === undefined) return [];
  const delta = (tree.count - baseline.count) / units;
  const rest = counted - delta;
  const start = `Counted: ${formatDelta(counted)} per ${unit}. The frames below add up to ${formatDelta(delta)}`;
  return [Math.abs(rest) < 1e-6 ? `${start}.` : `${start}; ${formatDelta(rest)} is the run-to-run difference.`];
}

function hidden({ root, hidden: frames }: LimitedOverlay, units: number): readonly string[] {
  if (frames === 0) return [];
  const counts = Array.from(allFrames(root), ({ name, after }) => (name === hiddenName ? after.count : 0));
  const count = counts.reduce((sum, one) => sum + one, 0);
  const share = root.after.count > 0 ? formatShare(count / root.after.count) : '0 %';
  return [
    `This page leaves out the ${formatQuantity(frames, 'smallest frame')}, where ${formatCount(count / units)} allocations (${share}) end; the folded stacks have all.`,
  ];
}

/** The call sites that changed as a table, or the largest where none did. */
function siteTable(benchmark: MeasuredBenchmark): readonly string[] {
  const changed = benchmark.sites.filter(({ delta }) => delta !== 0);
  const sites = (changed.length > 0 ? changed : benchmark.sites).slice(0, sitesShown);
  if (sites.length === 0) return [];
  const compared = benchmark.delta !== null;
  const doubt = htmlOf(incompleteness(benchmark));
  return [
    `<p>Call sites, ${compared ? 'largest change first' : 'largest first'}, allocations per ${benchmark.unit}:</p>`,
    '<div class="scroll" role="region" aria-label="Call sites" tabindex="0"><table>',
    `<thead><tr>${compared ? '<th scope="col" class="number">Delta</th>' : ''}<th scope="col" class="number">Now</th><th scope="col" class="number">Size</th><th scope="col">Site</th><th scope="col">Module</th><th scope="col">Called by</th></tr></thead>`,
    '<tbody>',
    ...sites.map((site) => siteRow(benchmark.name, site, compared, areSitesCompared({ benchmark }))),
    '</tbody></table></div>',
    ...(doubt === '' ? [] : [`<p class="notice">${doubt}</p>`]),
  ];
}

/** A site, whose name leads to its frame below its nearest callers. */
function siteRow(
  benchmark: string,
  site: MeasuredBenchmark['sites'][number],
  compared: boolean,
  isExplained: boolean,
): string {
  const frame = flameGraphAnchor(benchmark, [...site.callers.toReversed(), site.name]);
  const callers = site.callers.slice(0, callersShown).map((caller) => `<code>${html(caller, 100)}</code>`);
  return [
    '<tr>',
    compared ? `<td class="number">${html(formatDelta(site.delta))}</td>` : '',
    `<td class="number">${html(formatCount(site.count))}</td>`,
    `<td class="number">${site.bytes === null ? '' : formatBytes(site.bytes)}</td>`,
    `<td class="path"><a href="${frame}"><code>${html(site.name, 160)}</code></a>${details(site, compared && isExplained)}</td>`,
    `<td class="module"><code>${html(site.module, 60)}</code></td>`,
    `<td class="path">${callers.join(' ← ')}</td>`,
    '</tr>',
  ].join('');
}

/** What a site allocates, and the line at which it allocates most; of a site that changed, what that line says. */
function details(site: MeasuredBenchmark['sites'][number], isCompared: boolean): string {
  const types = htmlOf(allocatedWords(site, isCompared && site.delta !== 0));
  const place = placeOfSite(site);
  const line = place === null ? '' : `<code>${html(`${pathOf(place)}:${place.line}`, 200)}</code>`;
  const source = site.text === undefined || site.delta === 0 ? '' : `<code>${html(site.text, 120)}</code>`;
  return [types, line, source]
    .filter((detail) => detail !== '')
    .map((detail) => `<br>${detail}`)
    .join('');
}

/** What sites allocate and at which lines, by name: for their frames' details, and to be searched. */
function notesOn(measured: MeasuredBenchmark | undefined): ReadonlyMap<string, string> {
  const notes = new Map<string, string>();
  for (const site of measured?.sites ?? []) {
    const known = notes.get(site.name);
    const note = noteOn(site);
    if (note !== '') notes.set(site.name, known === undefined ? note : `${known}; ${note}`);
  }
  return notes;
}

/** The type of which each function allocates most. */
function typesIn(measured: MeasuredBenchmark | undefined): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { name: site, allocates = [] } of measured?.sites ?? []) {
    const types = counts.get(site) ?? new Map<string, number>();
    counts.set(site, types);
    for (const { name, count } of allocates) types.set(name, (types.get(name) ?? 0) + count);
  }
  const most = Array.from(counts, ([site, types]) => {
    const [[type, count] = ['', 0]] = [...types].sort(([, a], [, b]) => b - a);
    return [site, count > 0 ? type : ''] as const;
  });
  return new Map(most.filter(([, type]) => type !== ''));
}

const linesNoted = 5;

function noteOn({ allocates = [], lines = [] }: MeasuredBenchmark['sites'][number]): string {
  const types = allocates.filter(({ count }) => count > 0).map(({ name, count }) => `${formatCount(count)} ${name}`);
  const places = [...new Set(lines.map((place) => `${pathOf(place)}:${place.line}`))].slice(0, linesNoted);
  return [types.join(', '), ...(places.length === 0 ? [] : [`at ${places.join(', ')}`])].join(' ').trim();
}
