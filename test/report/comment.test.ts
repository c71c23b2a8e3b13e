import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { renderComment, renderSummary } from '../../src/report/comment-and-summary.ts';
import { noLinks } from '../../src/report/links.ts';
import { parseMarker } from '../../src/report/marker.ts';
import { overviewOfOne } from '../../src/report/overview.ts';
import { hostileName } from './hostile.ts';
import { benchmark, failedBenchmark, links, report, site } from './reports.ts';
import { situations } from './situations.ts';

/** A report that is much too long, with `each` of everything, every name of `length` characters. */
function crowded(each: number, length: number): Report {
  const name = (prefix: string, index: number) => `${prefix}${index}`.padEnd(length, 'x|`');
  const range = Array.from({ length: each }, (_, index) => index);
  const sites = Array.from({ length: 6 }, (_, index) =>
    site({ name: name('site', index), callers: [name('caller', 0), name('caller', 1)], delta: 9 - index }),
  );
  return report({
    verdict: 'failed',
    passes: false,
    notices: range.slice(0, 50).map((index) => [{ prose: name('notice', index) }]),
    benchmarks: [
      ...range.map((index) => benchmark({ name: name('same', index) })),
      ...range.map((index) =>
        benchmark({
          name: name('more', index),
          verdict: 'regression',
          before: { malloc: 1, calloc: 1 },
          now: { malloc: 9, calloc: 3 },
          sites,
        }),
      ),
      ...range.map((index) =>
        failedBenchmark({
          name: name('broken', index),
          failure: {
            message: name('message', index),
            remedy: name('remedy', index),
            lastLines: range.slice(0, 50).map((line) => name('line', line)),
          },
        }),
      ),
      ...range.map((index) => benchmark({ name: name('new', index), before: null })),
    ],
    removed: range.map((index) => name('removed', index)),
  });
}

const verdict = '❌ **30 benchmarks could not be measured**';

describe('a comment', () => {
  test('begins with its marker', () => {
    const comment = renderComment(overviewOfOne(report(), links()));
    expect(parseMarker(comment)).toEqual({
      key: 'allocations-swift-6.2',
      headSha: '3f1c8a2b9d7e6f504132435465768798a9bacbdc',
      runId: 15_812_345_678,
      runAttempt: 1,
    });
  });

  test('has no marker where there is no run', () => {
    expect(renderComment(overviewOfOne(report({ source: null }), noLinks))).toMatch(/^✅ /);
  });

  test('has one emoji in every situation', () => {
    for (const { report, links } of Object.values(situations)) {
      expect(renderComment(overviewOfOne(report, links)).match(/\p{Extended_Pictographic}/gu)).toHaveLength(1);
    }
  });

  test('shows at most five call sites of a benchmark and three callers of each', () => {
    const sites = Array.from({ length: 9 }, (_, index) =>
      site({ name: `site${index}()`, delta: index + 1, callers: ['a()', 'b()', 'c()', 'd()'] }),
    );
    const grown = benchmark({ verdict: 'regression', before: { malloc: 1 }, now: { malloc: 46 }, sites });
    const comment = renderComment(
      overviewOfOne(report({ verdict: 'regression', passes: false, benchmarks: [grown] }), links()),
    );
    expect(comment.match(/^- \*\*\[\+\d/gm)).toHaveLength(5);
    expect(comment).toMatch(/\*\*\[\+9\]\(https:\S+#b-http-requests(\/[0-9a-z]+){5}\)\*\* /);
    expect(comment).toContain('← `a()` ← `b()` ← `c()`\n');
    expect(comment).toContain('*4 call sites omitted.*');
  });

  test('leads nowhere from its call sites where there is no flame graph', () => {
    const grown = benchmark({ verdict: 'regression', before: { malloc: 1 }, sites: [site({ delta: 3 })] });
    const comment = renderComment(
      overviewOfOne(report({ verdict: 'regression', passes: false, benchmarks: [grown] }), noLinks),
    );
    expect(comment).toContain('- **+3** ');
  });

  test('names no label where there is no pull request', () => {
    const { report: first, links } = situations['first-run'] ?? { report: report(), links: noLinks };
    const pushed = { ...first, source: first.source === null ? null : { ...first.source, pullRequest: null } };
    expect(renderComment(overviewOfOne(pushed, links))).not.toContain('label');
  });

  test('offers nothing to accept where nothing changed or nothing was measured', () => {
    expect(renderComment(overviewOfOne(report(), links()))).not.toContain('label');
    expect(renderComment(overviewOfOne(situations['failed-build']?.report ?? report(), links()))).not.toContain(
      'label',
    );
  });
});

describe('the first run', () => {
  const first = situations['first-run'];

  test('quotes what is foreign in its commands', () => {
    const odd = { ...links(), label: "it's $(odd)" };
    const comment = renderComment(
      overviewOfOne(
        report({
          ...first?.report,
          candidate: { path: 'a b/x.json', text: '{}\n', diff: null },
        }),
        odd,
      ),
    );
    expect(comment).toContain(`gh label create 'it'\\''s $(odd)' --description`);
    expect(comment).toContain(`mkdir -p -- 'a b' && `);
    expect(comment).toContain(`> 'a b/x.json'\n`);
  });

  test('gives no command where the artifact is not known', () => {
    const comment = renderComment(overviewOfOne(first?.report ?? report(), links({ reportArtifactUrl: null })));
    expect(comment).not.toContain('gh api');
    expect(comment).toContain('gh label create');
  });
});

describe('a comment that is too long', () => {
  test('is cut to 60,000 characters and keeps the verdict', () => {
    for (const length of [20, 200, 2000]) {
      const comment = renderComment(overviewOfOne(crowded(30, length), links()));
      expect(comment.length).toBeLessThanOrEqual(60_000);
      expect(comment.split('\n')[1]).toContain(verdict);
    }
  });

  test('loses unchanged rows before anything else, and only as many as it must', () => {
    const many = Array.from({ length: 480 }, (_, index) => benchmark({ name: `same${index}`.padEnd(150, 'x') }));
    const grown = benchmark({
      name: 'grown',
      verdict: 'regression',
      before: { malloc: 1 },
      now: { malloc: 2 },
      sites: [site()],
    });
    const comment = renderComment(
      overviewOfOne(report({ verdict: 'regression', passes: false, benchmarks: [...many, grown] }), links()),
    );
    expect(comment.length).toBeGreaterThan(59_500);
    expect(comment).toMatch(/\*\d+ rows omitted\.\*/);
    expect(comment).toContain('480 unchanged benchmarks');
    expect(comment).toContain('← `HTTPRequestBuilder.build()`');
  });

  test('loses unchanged rows, callers, call sites, changed rows, last lines, in this order', () => {
    const whole = renderSummary(overviewOfOne(crowded(30, 20), links()));
    const present = (text: string) =>
      [/\| `+ ?same/, /← /, /^- \*\*\+/m, /\| (?:`+ ?|<code>)more/, /^line/m].map((row) =>
        row.test(text.replaceAll('<code>', '`')),
      );
    expect(present(whole.replaceAll('<code>', '`')).length).toBe(5);
    const states = [20, 40, 80, 120, 160, 400].map((length) =>
      present(renderComment(overviewOfOne(crowded(60, length), links()))),
    );
    for (const state of states) {
      // What is left out is a beginning of the list.
      expect(state).toEqual(state.toSorted((a, b) => Number(a) - Number(b)));
    }
  });

  test('as large as the schema admits still fits', () => {
    const comment = renderComment(overviewOfOne(crowded(40, 3000), links()));
    expect(comment.length).toBeLessThanOrEqual(60_000);
    expect(comment.split('\n')[1]).toContain('benchmarks could not be measured');
    expect(Buffer.byteLength(renderSummary(overviewOfOne(crowded(40, 3000), links())))).toBeLessThanOrEqual(900 * 1024);
  });
});

test('a summary shows more call sites than a comment', () => {
  const sites = Array.from({ length: 60 }, (_, index) => site({ name: `site${index}()`, delta: 60 - index }));
  const grown = benchmark({ verdict: 'regression', before: { malloc: 1 }, now: { malloc: 9 }, sites });
  const summary = renderSummary(
    overviewOfOne(report({ verdict: 'regression', passes: false, benchmarks: [grown] }), links()),
  );
  expect(summary.match(/^- \*\*\[\+\d/gm)).toHaveLength(50);
});

test('no name adds a line, a cell or a heading to the comment', () => {
  const shape = (text: string) =>
    text.split('\n').map((line) => (line.startsWith('|') ? line.split('|').length : line.slice(0, 2)));
  const withName = (name: string) =>
    renderComment(
      overviewOfOne(
        report({
          verdict: 'regression',
          package: name,
          benchmarks: [
            benchmark({
              name,
              verdict: 'regression',
              before: { malloc: 1 },
              now: { malloc: 3 },
              sites: [
                site({
                  ...{ name, module: name, callers: [name], file: fileOf(name), line: 7, text: name },
                  allocates: [{ name, count: 1000, baselineCount: 0 }],
                }),
              ],
            }),
            benchmark({ name }),
          ],
          removed: [name],
          filesAtHead: [fileOf(name)],
        }),
        links(),
      ),
    );
  const plain = shape(withName('plain'));
  fc.assert(
    fc.property(hostileName, (name) => {
      expect(shape(withName(name))).toEqual(plain);
    }),
    { numRuns: 300 },
  );
});

test('types, paths and lines of thousands of characters are shown by their ends', () => {
  const type = `App.${'N'.repeat(4000)}`;
  const long = site({
    ...{ name: 'n'.repeat(4000), module: 'M'.repeat(4000), callers: ['c'.repeat(4000)], text: 't'.repeat(4000) },
    ...{ file: `Sources/${'d'.repeat(10_000)}.swift`, line: 7, delta: 2, count: 2 },
    allocates: [type, `${type}2`, `${type}3`].map((name) => ({ name, count: 1, baselineCount: 0 })),
  });
  const given = report({
    ...{ verdict: 'regression', passes: false },
    benchmarks: [benchmark({ verdict: 'regression', before: { malloc: 1 }, now: { malloc: 3 }, sites: [long] })],
  });
  const line =
    renderComment(overviewOfOne(given, noLinks))
      .split('\n')
      .find((one) => one.startsWith('- **')) ?? '';
  expect(line.length).toBeLessThan(1500);
  expect(line).toMatch(
    /`App\.N+…N+`, \+1 `App\.N+…N+2`, .* · `d+…d+\.swift:7` in `n+…n+` of `M+…M+` ← `c+…c+`<br>`t+…t+`$/,
  );
});

/** A file of this name, which the head commit has. */
function fileOf(name: string): string {
  return `Sources/${name.replaceAll('/', '')}.swift`;
}
