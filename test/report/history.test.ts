import { describe, expect, it } from 'vitest';
import type { BaselineVersion } from '../../src/baseline/versions.ts';
import { historyOf, renderHistory, renderHistoryLines, sparkline } from '../../src/report/history.ts';
import { renderHistoryPage } from '../../src/report/history-page.ts';
import { fingerprint } from '../baseline/measurements.ts';

interface Given {
  readonly totals: Readonly<Record<string, number>>;
  readonly swift?: string;
  readonly workload?: string;
  readonly by?: string;
  readonly subject?: string;
}

const file = 'swift-6.2-ubuntu-24.04-x86_64.json';

/** Versions of one file, one a day. */
function versionsOf(...all: readonly Given[]): readonly BaselineVersion[] {
  return all.map(({ totals, swift = '6.2.1', workload = '{}', by = 'mona', subject = 'Change' }, index) => ({
    ...{
      file,
      by,
      subject,
      commit: String(index + 1)
        .repeat(40)
        .slice(0, 40),
    },
    date: `2026-01-0${index + 1}`,
    fingerprint: { ...fingerprint, swift },
    benchmarks: new Map(
      Object.entries(totals).map(([name, total]) => [name, { unit: 'iteration', total, workload }] as const),
    ),
  }));
}

const read = { unreadable: 0, omitted: 0, isShallow: false };
const drawn = (...all: readonly Given[]) => sparkline(historyOf(versionsOf(...all))[0]?.series[0]?.points ?? []);
const http = (total: number, given: Partial<Given> = {}): Given => ({ totals: { http: total }, ...given });

describe('a sparkline', () => {
  it('rises and falls with the totals', () => {
    expect(drawn(http(10), http(10), http(20), http(15))).toBe('▁▁█▅');
    expect(drawn(http(10))).toBe('▁');
    expect(drawn(http(0), http(1), http(0))).toBe('▁█▁');
  });

  it('has a mark where a Swift or a workload is another, and no jump', () => {
    expect(drawn(http(10), http(10), http(400, { swift: '6.2.2' }), http(400, { swift: '6.2.2' }))).toBe('▁▁│▁▁');
    expect(drawn(http(10), http(500, { workload: '[]' }))).toBe('▁│▁');
  });
});

const example = versionsOf(
  { totals: { http: 472, json: 12 } },
  { totals: { http: 480, json: 12 }, by: 'hubot', subject: 'Keep the headers' },
  { totals: { http: 460, json: 12 }, swift: '6.2.2', subject: 'Move to Swift 6.2.2' },
  { totals: { http: 461 }, swift: '6.2.2', by: '<script>', subject: '</title><b>x' },
);

describe('the history', () => {
  it('is a line a benchmark, and the commits that changed one, in a terminal', () => {
    expect(renderHistory(historyOf(example), { ...read, isShallow: true }, { color: false })).toMatchInlineSnapshot(`
      "swift-6.2-ubuntu-24.04-x86_64: 4 versions, 2026-01-01 to 2026-01-04

      http  per iteration    ▁█│▁▂  472  ->  461
      json  no longer there  ▁▁│▁    12  ->   12

        2026-01-04  4444444444  <script>: http 460 -> 461 (+1)
        2026-01-03  3333333333  mona: swift 6.2.1 -> 6.2.2
        2026-01-02  2222222222  hubot: http 472 -> 480 (+8)

      The clone is shallow, so older commits are not there: \`git fetch --unshallow\` has them.
      "
    `);
  });

  it('is of the named benchmarks alone', () => {
    expect(historyOf(example, ['json'])[0]?.series.map(({ benchmark }) => benchmark)).toEqual(['json']);
  });

  it('is a page on which nothing foreign is markup, with the curve broken where numbers cannot be compared', () => {
    const page = renderHistoryPage(historyOf(example), []);
    expect(page).not.toContain('<script>');
    expect(page).not.toContain('</title><b>');
    expect(page).not.toMatch(/https?:\/\//);
    const [, path = ''] = /<path d="([^"]*)"/.exec(page) ?? [];
    expect(path.match(/M/g)).toHaveLength(2);
    expect(page).toContain('<title>2026-01-03: swift 6.2.1 → 6.2.2</title>');
    expect(page).toContain('2026-01-02 2222222222, hubot: 480 per iteration (+8). Keep the headers');
  });

  it('is a line a benchmark in the job summary, and none where there is one version only', () => {
    expect(renderHistoryLines(historyOf(example))).toBe(
      '**The baseline so far**\n\n- `http` ▁█│▁▂ 472 → 461 per iteration, since 2026-01-01\n',
    );
    expect(renderHistoryLines(historyOf(example.slice(0, 1)))).toBe('');
  });
});
