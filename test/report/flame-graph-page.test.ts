import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderFlameGraphPage } from '../../src/report/flame-graph-page.ts';
import { hostileName } from './hostile.ts';
import { profiles, requestTree } from './profiles.ts';
import { benchmark, report, site } from './reports.ts';
import { situations } from './situations.ts';
import { malformation } from './well-formed.ts';

const mixed = situations.mixed?.report;

describe('the flame graph page', () => {
  const page = renderFlameGraphPage(profiles, mixed);

  test('is as its golden', async () => {
    await expect(page).toMatchFileSnapshot('goldens/flame-graph.html');
  });

  test('is well-formed', () => {
    expect(malformation(page)).toBeNull();
  });

  test('needs nothing from outside and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|<object|@import|url\(|\son\w+=|\sstyle=|\ssrc=|href="(?!#)/);
  });

  test('admits its own style sheet only', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}';`);
    expect(page.match(/<style>/g)).toHaveLength(1);
  });

  test('leads from the table to each profile', () => {
    const targets = Array.from(page.matchAll(/href="#([^"]+)"/g), ([, id]) => id);
    expect(targets).toEqual(['benchmark-1', 'benchmark-2']);
    for (const id of targets) expect(page).toContain(`id="${id}"`);
  });

  test('begins with the verdict', () => {
    expect(page).toContain('<h1><strong>1 benchmark allocates more</strong>: +1,024 <code>malloc</code> per run');
  });
});

test('a page without a report has the graphs alone', () => {
  const page = renderFlameGraphPage(profiles);
  expect(malformation(page)).toBeNull();
  expect(page).toContain('<h1>Allocations by call path</h1>');
  expect(page.match(/<svg/g)).toHaveLength(2);
  expect(page).not.toContain('<table>');
});

test.each(Object.entries(situations))('the page of %s is well-formed', (_name, situation) => {
  expect(malformation(renderFlameGraphPage(profiles, situation.report))).toBeNull();
});

test('no name makes the page malformed', () => {
  fc.assert(
    fc.property(hostileName, (name) => {
      const page = renderFlameGraphPage(
        [{ benchmark: name, unit: 'run', tree: requestTree }],
        report({
          package: name,
          key: name,
          notices: [name],
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
      expect(malformation(page)).toBeNull();
    }),
    { numRuns: 50 },
  );
});
