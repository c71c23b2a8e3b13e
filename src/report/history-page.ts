import { html } from './escape.ts';
import { type EnvironmentHistory, eventsOf, type Point, type Series, sharesOf } from './history.ts';
import { formatCount, formatDelta, formatQuantity } from './numbers.ts';

const width = 960;
const height = 120;
const margin = 8;

/** The history as one HTML file that needs nothing else: a curve for each benchmark, and the commits that changed one. */
export function renderHistoryPage(all: readonly EnvironmentHistory[], remarks: readonly string[]): string {
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>History of allocations</title><style>${style}</style>`,
    '<h1>History of allocations</h1>',
    ...remarks.map((remark) => `<p class="quiet">${html(remark)}</p>`),
    ...all.map(environmentSection),
    '</html>\n',
  ].join('\n');
}

function environmentSection(environment: EnvironmentHistory): string {
  const { name, versions, series } = environment;
  const [first, last] = [versions[0]?.date ?? '', versions.at(-1)?.date ?? ''];
  const rows = eventsOf(environment).map(
    ({ version, changes }) =>
      `<tr><td>${html(version.date)}<td><code>${html(version.commit.slice(0, 10))}</code><td>${html(version.by, 100)}` +
      `<td>${html(version.subject, 200)}<td>${changes.map((change) => html(change)).join('<br>')}</tr>`,
  );
  return [
    `<section><h2>${html(name, 100)}</h2>`,
    `<p class="quiet">${formatQuantity(versions.length, 'version')}, ${html(first)} to ${html(last)}</p>`,
    ...series.map(figure),
    rows.length === 0
      ? '<p class="quiet">No total has changed.</p>'
      : `<div class="scroll"><table><tr><th>Date<th>Commit<th>By<th>Subject<th>Change</tr>${rows.join('\n')}</table></div>`,
    '</section>',
  ].join('\n');
}

function figure(series: Series): string {
  const { benchmark, unit, points, isCurrent } = series;
  const shares = sharesOf(points);
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const x = (index: number) => margin + (index * (width - 2 * margin)) / Math.max(1, points.length - 1);
  const y = (share: number) => height - margin - ((share - least) / (most - least || 1)) * (height - 2 * margin);
  const place = (index: number) => ({ x: round(x(index)), y: round(y(shares[index] ?? 1)) });
  let path = '';
  const marks: string[] = [];
  const dots = points.map((point, index) => {
    const here = place(index);
    // Steps: a total holds until the next commit changes it.
    path += index === 0 || point.delta === null ? `M${here.x} ${here.y}` : `H${here.x}V${here.y}`;
    if (index > 0 && point.because !== '') {
      const title = `${point.version.date}: ${point.because}`;
      marks.push(
        `<g class="mark"><line x1="${here.x}" x2="${here.x}" y1="0" y2="${height}"/><title>${html(title)}</title></g>`,
      );
    }
    return `<circle cx="${here.x}" cy="${here.y}" r="4"><title>${html(titleOf(point, unit))}</title></circle>`;
  });
  const [first, last] = [points[0]?.total ?? 0, points.at(-1)?.total ?? 0];
  const caption = `${formatCount(first)} → ${formatCount(last)} per ${unit}${isCurrent ? '' : ', no longer there'}`;
  return [
    `<figure><figcaption><b>${html(benchmark, 100)}</b> <span class="quiet">${html(caption)}</span></figcaption>`,
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${html(`${benchmark}: ${caption}`)}">`,
    `${marks.join('')}<path d="${path}"/>${dots.join('')}</svg></figure>`,
  ].join('');
}

function titleOf({ version, total, delta, because }: Point, unit: string): string {
  const change = because !== '' ? ` (${because})` : delta === null || delta === 0 ? '' : ` (${formatDelta(delta)})`;
  return `${version.date} ${version.commit.slice(0, 10)}, ${version.by}: ${formatCount(total)} per ${unit}${change}. ${version.subject}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const style = [
  ':root{color-scheme:light dark;--paper:#fff;--words:#1f2328;--quiet:#59636e;--line:#d1d9e0;--curve:#0969da;--mark:#9a6700}',
  '@media(prefers-color-scheme:dark){:root{--paper:#0d1117;--words:#f0f6fc;--quiet:#9198a1;--line:#3d444d;--curve:#4493f8;--mark:#d29922}}',
  'body{margin:0 auto;max-width:1000px;padding:24px;background:var(--paper);color:var(--words);font:15px/1.5 system-ui,sans-serif}',
  'h1{font-size:20px}h2{font-size:17px;margin:32px 0 0;overflow-wrap:anywhere}.quiet{color:var(--quiet);font-size:13px}',
  'figure{margin:16px 0}figcaption{overflow-wrap:anywhere}svg{width:100%;height:auto;border-bottom:1px solid var(--line);overflow:visible}',
  'path{fill:none;stroke:var(--curve);stroke-width:2}circle{fill:var(--curve)}',
  '.mark line{stroke:var(--mark);stroke-width:2;stroke-dasharray:4 4}',
  '.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:13px;min-width:100%}',
  'th,td{border-bottom:1px solid var(--line);padding:4px 10px 4px 0;text-align:left;vertical-align:top}',
].join('');
