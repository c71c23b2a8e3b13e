import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderFlameGraphPage } from '../../src/flame-graph/page.ts';
import { hostileName } from '../report/hostile.ts';
import { benchmark, report, site } from '../report/reports.ts';
import { situations } from '../report/situations.ts';
import { malformation } from '../report/well-formed.ts';
import { profile, profiles, requestTree, wideTree } from './profiles.ts';

const mixed = situations.mixed?.report;
const scriptElement = /<script type="module">([\s\S]*?)<\/script>/;
const dataElement = /<script type="application\/octet-stream">([A-Za-z0-9+/=]*)<\/script>/g;

/** The page without the parts that no one reads: the script has a test of its own, the data is compressed. */
function readable(page: string): string {
  return page
    .replace(scriptElement, '<script type="module">…</script>')
    .replace(dataElement, '<script type="application/octet-stream">…</script>')
    .replace(/'sha256-[^']*'/g, "'sha256-…'");
}

describe('the flame graph page', () => {
  const page = renderFlameGraphPage(profiles, mixed);

  test('is as its golden', async () => {
    await expect(readable(page)).toMatchFileSnapshot('goldens/flame-graph.html');
  });

  test('is well-formed', () => {
    expect(malformation(readable(page))).toBeNull();
  });

  test('begins with the benchmark that changed most, as its table does', () => {
    const grew = (name: string, by: number) =>
      benchmark({ name, verdict: 'regression', before: { malloc: 1000 }, now: { malloc: 1000 + by } });
    const given = report({ verdict: 'regression', benchmarks: [grew('little', 1), grew('much', 10)] });
    const page = renderFlameGraphPage([profile({ benchmark: 'little' }), profile({ benchmark: 'much' })], given);
    const sections = [...page.matchAll(/<section[^>]* id="b-(\w+)"/g)].map(([, name]) => name);
    expect(sections).toEqual(['much', 'little']);
  });

  test('is the same every time', () => {
    expect(renderFlameGraphPage(profiles, mixed)).toBe(page);
  });

  test('needs nothing from outside', () => {
    expect(readable(page)).not.toMatch(/<link|<img|<iframe|<object|@import|\son\w+=|\sstyle=|\ssrc=|href="(?!#)/);
    expect(
      readable(page)
        .match(/url\([^)]*\)/g)
        ?.every((url) => url.startsWith('url(#')),
    ).toBe(true);
    expect(scriptElement.exec(page)?.[1]).not.toMatch(/fetch\(|XMLHttpRequest|WebSocket|import\(|https?:/);
  });

  test('admits its own style sheet and its own script only', () => {
    const hash = (text = '') => createHash('sha256').update(text).digest('base64');
    const style = hash(/<style>([\s\S]*?)<\/style>/.exec(page)?.[1]);
    const script = hash(scriptElement.exec(page)?.[1]);
    expect(page).toContain(
      `content="default-src 'none'; script-src 'sha256-${script}'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(page.match(/<style>/g)).toHaveLength(1);
    expect(page.match(/<script type="module">/g)).toHaveLength(1);
  });

  // Of these, 5 kB begin with types, 2 kB fold the runtime, 2 kB colour by module and type, 4 kB show callers and callees, 1 kB shortens breadcrumbs.
  test('has less than 59 kB of script', () => {
    expect(Buffer.byteLength(scriptElement.exec(page)?.[1] ?? '')).toBeLessThan(59_000);
  });

  test('leads from the table to each profile', () => {
    const targets = Array.from(page.matchAll(/<a href="#([^"/]+)"/g), ([, id]) => id);
    expect(targets).toEqual(['b-http-requests', 'b-json-decoding']);
    for (const id of targets) expect(page).toContain(`<section id="${id}"`);
  });

  test('begins with the verdict', () => {
    expect(page).toContain('<h1><strong>1 benchmark allocates more</strong>: +1,024 <code>malloc</code> per run');
  });
});

test('a page without a report has the graphs alone', () => {
  const page = readable(renderFlameGraphPage(profiles));
  expect(malformation(page)).toBeNull();
  expect(page).toContain('<h1>Allocations by call path</h1>');
  expect(page.match(/<svg class="fg"/g)).toHaveLength(2);
  expect(page).not.toContain('<table>');
});

test('a page of more frames than it may have says of each benchmark what it hides', () => {
  const tree = wideTree(900, 6);
  const page = renderFlameGraphPage([profile({ tree }), profile({ benchmark: 'other', tree })], undefined, 5000);
  const hidden = /This page leaves out the [\d,]+ smallest frames, where [\d,]+ allocations \([\d.]+ %\) end/g;
  expect(page.match(hidden)).toHaveLength(2);
});

test('a page without graphs has no script', () => {
  expect(renderFlameGraphPage([], situations['no-flame-graph']?.report)).not.toContain('<script');
});

test.each(Object.entries(situations))('the page of %s is well-formed', (_name, situation) => {
  expect(malformation(readable(renderFlameGraphPage(profiles, situation.report)))).toBeNull();
});

test('no name makes the page malformed or opens a script', () => {
  fc.assert(
    fc.property(hostileName, (name) => {
      const page = renderFlameGraphPage(
        [profile({ benchmark: name, baseline: { ...requestTree, children: [] } })],
        report({
          package: name,
          key: name,
          notices: [[{ prose: name }, { code: name }]],
          benchmarks: [
            benchmark({
              name,
              verdict: 'regression',
              before: { malloc: 1 },
              sites: [site({ name, module: name, callers: [name] })],
            }),
          ],
        }),
      );
      expect(malformation(readable(page))).toBeNull();
      expect(page.match(/<script/g)).toHaveLength(2);
    }),
    { numRuns: 50 },
  );
});
