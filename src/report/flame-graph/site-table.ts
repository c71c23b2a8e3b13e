import { html } from '../escape.ts';
import { formatBytes, formatCount, formatDelta } from '../numbers.ts';
import type { MeasuredBenchmark } from '../schema.ts';
import { incompleteness } from '../site-list.ts';

const sitesShown = 10;
const callersShown = 3;

/** The call sites that changed as a table, or the largest where none did. */
export function siteTable(benchmark: MeasuredBenchmark): readonly string[] {
  const changed = benchmark.sites.filter(({ delta }) => delta !== 0);
  const sites = (changed.length > 0 ? changed : benchmark.sites).slice(0, sitesShown);
  if (sites.length === 0) return [];
  const compared = benchmark.delta !== null;
  const doubt = incompleteness(benchmark);
  return [
    `<p>Call sites, ${compared ? 'largest change first' : 'largest first'}, allocations per ${benchmark.unit}:</p>`,
    '<div class="scroll" role="region" aria-label="Call sites" tabindex="0"><table>',
    `<thead><tr>${compared ? '<th scope="col" class="number">Delta</th>' : ''}<th scope="col" class="number">Now</th><th scope="col" class="number">Size</th><th scope="col">Site</th><th scope="col">Module</th><th scope="col">Called by</th></tr></thead>`,
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
