import type { MeasuredBenchmark } from '../model/report.ts';
import { isMove } from '../report/benchmarks.ts';
import { html } from '../report/escape.ts';
import { flameGraphAnchor } from '../report/flame-graph-anchor.ts';
import { formatCount, formatDelta } from '../report/numbers.ts';
import { areSitesCompared } from '../report/site-list.ts';

/** A type at all sites of a benchmark. */
interface TypeSum {
  readonly name: string;
  readonly count: number;
  readonly delta: number;
  /** The function that it comes from, or most of its change, and how many others there are. */
  readonly from: string;
  readonly others: number;
}

const typesShown = 20;

/**
 * What a benchmark allocates, type by type, as a table that can be opened; nothing where types are not known. Those that
 * its graph can begin with lead there.
 */
export function typeTable(benchmark: MeasuredBenchmark, inGraph: ReadonlySet<string> = new Set()): readonly string[] {
  const compared = benchmark.delta !== null && areSitesCompared({ benchmark }) && hasTypesBefore(benchmark);
  const sums = typeSums(benchmark, compared);
  if (sums.length === 0) return [];
  const shown = sums.slice(0, typesShown);
  const order = compared ? 'largest change first' : 'largest first';
  return [
    `<details><summary>By type, allocations per ${benchmark.unit}, ${order}</summary>`,
    '<div class="scroll" role="region" aria-label="Types" tabindex="0"><table>',
    `<thead><tr>${compared ? '<th scope="col" class="number">Delta</th>' : ''}<th scope="col" class="number">Now</th><th scope="col">Type</th><th scope="col">Most of it from</th></tr></thead>`,
    '<tbody>',
    ...shown.map((type) => typeRow(benchmark.name, type, compared, inGraph.has(type.name))),
    '</tbody></table></div>',
    ...(sums.length > shown.length
      ? [`<p class="quiet">${formatCount(sums.length - shown.length)} more types.</p>`]
      : []),
    '</details>',
  ];
}

/** Whether each site's types are known on both sides. */
function hasTypesBefore({ sites }: MeasuredBenchmark): boolean {
  return sites.every(({ allocates = [] }) => allocates.every(({ baselineCount }) => baselineCount !== undefined));
}

function typeSums({ sites }: MeasuredBenchmark, compared: boolean): readonly TypeSum[] {
  const byName = new Map<string, { readonly site: string; readonly count: number; readonly delta: number }[]>();
  for (const { name: site, allocates = [] } of sites) {
    for (const { name, count, baselineCount = 0 } of allocates) {
      const known = byName.get(name) ?? [];
      byName.set(name, known);
      known.push({ site, count, delta: compared ? count - baselineCount : 0 });
    }
  }
  const sizeOf = ({ count, delta }: { readonly count: number; readonly delta: number }) =>
    isMove(delta) ? Math.abs(delta) : count / 1e9;
  return Array.from(byName, ([name, all]): TypeSum => {
    const [first] = all.toSorted((a, b) => sizeOf(b) - sizeOf(a));
    return {
      name,
      count: all.reduce((sum, { count }) => sum + count, 0),
      delta: all.reduce((sum, { delta }) => sum + delta, 0),
      ...{ from: first?.site ?? '', others: all.length - 1 },
    };
  }).toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || b.count - a.count);
}

function typeRow(
  benchmark: string,
  { name, count, delta, from, others }: TypeSum,
  compared: boolean,
  isInGraph: boolean,
): string {
  const type = `<code>${html(name, 160)}</code>`;
  return [
    '<tr>',
    compared ? `<td class="number">${html(isMove(delta) ? formatDelta(delta) : '0')}</td>` : '',
    `<td class="number">${html(formatCount(count))}</td>`,
    `<td class="path">${isInGraph ? `<a href="${flameGraphAnchor(benchmark, [name])}?first=type">${type}</a>` : type}</td>`,
    `<td class="path"><a href="${flameGraphAnchor(benchmark, [from])}"><code>${html(from, 100)}</code></a>${others === 0 ? '' : ` and ${formatCount(others)} more`}</td>`,
    '</tr>',
  ].join('');
}
