import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { renderFlameGraphPage } from '../../src/flame-graph/page.ts';
import { typesByPath } from '../../src/flame-graph/types-by-path.ts';
import { flameGraphAnchor, nameHash } from '../../src/report/flame-graph-anchor.ts';
import { buildCallTree, stacksOf } from '../../src/stacks/call-tree.ts';
import { profile, profiles, regressedProfile } from '../flame-graph/profiles.ts';
import { situations } from '../report/situations.ts';
import { drawn, inChromium } from './chromium.ts';

const open = inChromium();
const html = renderFlameGraphPage(profiles, situations.mixed?.report);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

const section = '#b-http-requests';
const breadcrumb = (page: Page) => page.locator(`${section} .path-bar li`).allTextContents();
const said = (page: Page) => page.locator(`${section} [role=status]`).textContent();
const canvas = (page: Page) => page.locator(`${section} canvas`);

/** Opens the table of a section, which fills it a moment later. */
async function openTable(page: Page, within: string): Promise<void> {
  await page.locator(`${within} .frames summary`).click();
  await page.locator(`${within} [role=treegrid]`).first().waitFor();
}

/** Opens the page, with everything in view unless told, and waits for its first graph. */
async function explore(fragment = `${section}/?view=difference`) {
  const opened = await open(html, {}, fragment);
  await drawn(opened.page);
  return opened;
}

describe('the page in a browser', () => {
  test('asks the network for nothing and complains of nothing', async () => {
    const { page, requests, complaints } = await explore();
    await page.locator(`${section} canvas`).click({ position: { x: 600, y: 60 } });
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('shows verdict, table and picture without script', async () => {
    const { page } = await open(html, { javaScriptEnabled: false });
    expect(await page.locator('h1').textContent()).toContain('1 benchmark allocates more');
    expect(await page.locator('table').first().isVisible()).toBe(true);
    expect(await page.locator(`${section} svg.fg`).isVisible()).toBe(true);
    expect(await page.locator(`${section} svg.fg title`).allTextContents()).toContain(
      'String.init(describing:): NEW +6,000 per run',
    );
  });

  test('runs no script but its own', async () => {
    const injected = html.replace('</main>', '<script>document.title = "injected"</script></main>');
    const { page, complaints } = await open(injected);
    await drawn(page);
    expect(await page.title()).not.toBe('injected');
    expect(complaints.join()).toContain('Content Security Policy');
  });

  test('shows names as text, whatever they hold', async () => {
    const name = `</script><img src=x onerror="document.title=1">]]>\u202E\u0000 ${'long '.repeat(2000)}`;
    const tree = buildCallTree([{ frames: [name, 'malloc'], count: 3, bytes: 0 }]);
    const { page, complaints, requests } = await open(renderFlameGraphPage([profile({ benchmark: name, tree })]));
    await drawn(page);
    await openTable(page, 'section');
    const shown = await page.locator('[role=treegrid] code').nth(1).textContent();
    expect(shown).toMatch(/^<\/script><img src=x onerror="document\.title=1">\]\]>\\u\{202E\}\\u\{0\} long long /);
    expect([complaints, requests, await page.locator('img').count()]).toEqual([[], [], 0]);
  });
});

describe('a comparison', () => {
  const view = (page: Page) => page.locator(`${section} .views label:has(:checked)`).textContent();

  test('opens on what changed', async () => {
    const { page } = await explore('');
    expect(await view(page)).toBe('Only what changed');
    await openTable(page, section);
    expect(await page.locator(`${section} [role=treegrid] tbody code`).allTextContents()).toEqual(['all', 'main']);
  });

  test('opens with everything where nothing changed', async () => {
    const { page } = await open(renderFlameGraphPage([{ ...regressedProfile, baseline: regressedProfile.tree }]));
    await drawn(page);
    expect(await view(page)).toBe('Difference');
  });

  test('shows a frame that did not change beside what did, though it opens on this', async () => {
    const { page } = await explore(flameGraphAnchor('http-requests', ['UnsafeMutablePointer.allocate(capacity:)']));
    await expect.poll(() => view(page)).toBe('Difference');
    expect(await page.locator(`${section} .whole-name`).textContent()).toContain('= (1,000) per run');
  });
});

describe('zooming', () => {
  test('by a click makes the frame fill the width, and the back button undoes it', async () => {
    const { page } = await explore();
    const box = await canvas(page).boundingBox();
    await canvas(page).click({ position: { x: 600, y: (box?.height ?? 0) - 27 } });
    expect(await breadcrumb(page)).toEqual(['all', 'main']);
    await page.goBack();
    await page.waitForFunction("document.querySelector('#b-http-requests .path-bar').hidden");
    expect(await breadcrumb(page)).toEqual(['all']);
    await page.goForward();
    await page.waitForFunction("!document.querySelector('#b-http-requests .path-bar').hidden");
    expect(await breadcrumb(page)).toEqual(['all', 'main']);
  });

  test('is undone by a click on the breadcrumb', async () => {
    const { page } = await explore(flameGraphAnchor('http-requests', ['main', 'RequestLoop.run(count:)']));
    await expect.poll(() => breadcrumb(page)).toEqual(['all', 'main', 'RequestLoop.run(count:)']);
    await page.locator('.path-bar button', { hasText: 'main' }).click();
    expect(await breadcrumb(page)).toEqual(['all', 'main']);
  });
});

describe('a deep stack', () => {
  const names = Array.from({ length: 60 }, (_, depth) => `level${depth}()`);
  const deep = renderFlameGraphPage([
    profile({ benchmark: 'deep', tree: buildCallTree([{ frames: names, count: 3, bytes: 0 }]) }),
  ]);

  test('keeps its way in view, shortened until it is asked for', async () => {
    const { page } = await open(deep, {}, flameGraphAnchor('deep', names.slice(0, 30)));
    await drawn(page);
    const way = page.locator('.path-bar li');
    await expect
      .poll(() => way.allTextContents())
      .toEqual([
        ...['all', 'level0()', 'level1()', '… 22 more …'],
        ...['level24()', 'level25()', 'level26()', 'level27()', 'level28()', 'level29()'],
      ]);
    await page.evaluate("document.querySelector('.stage').scrollIntoView({ block: 'end' })");
    expect(await page.evaluate("document.querySelector('.path-bar').getBoundingClientRect().top >= 0")).toBe(true);
    await page.getByRole('button', { name: '22 more' }).click();
    expect(await way.count()).toBe(31);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('level2()');
  });
});

describe('a row', () => {
  test('of the call sites leads to its frame, which comes into view', async () => {
    const { page } = await open(html, { viewport: { width: 1100, height: 500 } });
    await drawn(page);
    const [name = ''] = await page.locator(`${section} td a`).first().allTextContents();
    await page.locator(`${section} td a`).first().click();
    await expect.poll(async () => (await breadcrumb(page)).at(-1)).toBe(name);
    const top = `document.querySelector('${section} .path-bar').getBoundingClientRect().top`;
    await expect.poll(() => page.evaluate(`${top} >= 0 && ${top} < innerHeight`)).toBe(true);
  });

  test('of the table of frames leads there by a click on its name', async () => {
    const { page } = await explore();
    await openTable(page, section);
    await page.locator(`${section} [role=treegrid] code`, { hasText: 'main' }).click();
    expect(await breadcrumb(page)).toEqual(['all', 'main']);
  });
});

describe('a link', () => {
  test('to a call site and its callers opens the page there', async () => {
    const anchor = flameGraphAnchor('http-requests', ['HTTPRequestBuilder.build()', 'String.init(describing:)']);
    const { page } = await explore(anchor);
    await expect.poll(async () => (await breadcrumb(page)).at(-1)).toBe('String.init(describing:)');
    expect(await page.locator('.whole-name').first().textContent()).toContain('NEW +6,000 per run');
  });

  test('to another benchmark opens that one', async () => {
    const { page } = await explore(flameGraphAnchor('json-decoding', ['Parser.readString()']));
    const last = page.locator('#b-json-decoding .path-bar li').last();
    await expect.poll(() => last.textContent()).toBe('Parser.readString()');
    expect(await page.locator('#b-json-decoding .whole-name').textContent()).toContain('8.8 per iteration (6.1 %)');
  });

  test('to a frame that is gone shows everything, and says so', async () => {
    const { page } = await explore(flameGraphAnchor('http-requests', ['gone()']));
    await expect.poll(() => said(page)).toBe('This view has no such frame.');
  });
});

describe('the controls', () => {
  test('search counts frames and what goes through them', async () => {
    const { page } = await explore();
    await page.locator(`${section} input[type=search]`).fill('SWIFT_SLOWALLOC');
    expect(await page.locator(`${section} output`).textContent()).toMatch(/^\d+ frames, 35,400 \(\d+\.\d %\)$/);
  });

  test('show this run, the baseline, and only what changed', async () => {
    const { page } = await explore();
    const sum = page.locator(`${section} .sum`);
    expect(await sum.textContent()).toBe(
      'All: +1,024 (31,001 → 32,025) per run. That is 6,024 more on some call paths and 5,000 less on others.',
    );
    await page.locator(section).getByText('This run', { exact: true }).click();
    expect(await sum.textContent()).toBe('All: 32,025 per run (100 %).');
    await page.locator(section).getByText('Baseline', { exact: true }).first().click();
    expect(await sum.textContent()).toBe('All: 31,001 per run (100 %).');
    await page.locator(section).getByText('Only what changed').click();
    await openTable(page, section);
    const paths = await page.locator(`${section} [role=treegrid] tbody code`).allTextContents();
    expect(paths).toEqual(['all', 'main']);
  });

  test('show bytes, all iterations, and functions first', async () => {
    const { page } = await explore();
    const one = page.locator('#b-json-decoding');
    await one.scrollIntoViewIfNeeded();
    await one.locator('canvas').waitFor();
    const sum = one.locator('.sum');
    expect(await sum.textContent()).toBe('All: 144.9 per iteration (100 %).');
    await one.getByLabel('Per').selectOption('10 iterations');
    expect(await sum.textContent()).toBe('All: 1,449 per 10 iterations (100 %).');
    await one.getByLabel('By').selectOption('bytes');
    expect(await sum.textContent()).toBe('All: 45.8 KiB per 10 iterations (100 %).');
    await one.getByLabel('Start with').selectOption('allocation functions');
    await openTable(page, '#b-json-decoding');
    expect(await one.locator('[role=treegrid] tbody code').allTextContents()).toEqual([
      'all',
      'malloc',
      'posix_memalign',
    ]);
    expect(page.url()).toContain('?by=bytes&per=all&first=function');
  });

  test('fold the runtime into one frame, and the address says so', async () => {
    const { page } = await explore();
    await page.locator(section).getByLabel('Runtime').selectOption('as one frame');
    expect(page.url()).toContain('#b-http-requests/?view=difference&runtime=folded');
    await page.locator(`${section} input[type=search]`).fill('swift_');
    expect(await page.locator(`${section} output`).textContent()).toMatch(/^0 frames/);
    await page.locator(`${section} input[type=search]`).fill('[runtime]');
    expect(await page.locator(`${section} output`).textContent()).toMatch(/^\d+ frames, 36,025 /);
    await page.goBack();
    await expect.poll(() => page.locator(section).getByLabel('Runtime').inputValue()).toBe('frame by frame');
  });

  test('colour by module, with the modules in the legend, those with most room first', async () => {
    const { page } = await explore('#b-http-requests/?view=run&color=module');
    const legend = page.locator(`${section} .legend li`);
    await expect
      .poll(() => legend.allTextContents())
      .toEqual(['Requests', 'libswiftCore.so', 'HTTPKit', 'libc.so.6', 'Swift', 'none known']);
    const colours = await page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('${section} .swatch')].map((swatch) => getComputedStyle(swatch).backgroundColor)`,
    );
    expect(new Set(colours).size).toBe(6);
    await page.locator(section).getByRole('combobox', { name: 'Colour' }).selectOption('change, or function');
    expect(await legend.first().isVisible()).toBe(false);
    await page.locator(section).getByText('Difference', { exact: true }).click();
    expect((await legend.allTextContents())[0]).toBe('new');
  });

  test('begin with what allocates', async () => {
    const { page } = await explore();
    await page.locator(section).getByLabel('Order').selectOption('what allocates first');
    await openTable(page, section);
    const paths = await page.locator(`${section} [role=treegrid] tbody code`).allTextContents();
    expect(paths.slice(0, 2)).toEqual(['all', 'swift_slowAlloc']);
  });
});

describe('by type', () => {
  const types = [...stacksOf(regressedProfile.tree)].map(({ frames, count, bytes }) => {
    const name = frames.includes('Array.append(_:)') ? '[Header] storage' : frames.includes('calloc') ? null : 'Box';
    const named = frames.map((frame) => ({ name: frame, module: 'App' }));
    return { frames: named, count, bytes, types: [{ name, line: null, count, bytes }] };
  });
  const typed = renderFlameGraphPage([{ ...regressedProfile, types: typesByPath(types, 1) }]);
  const view = (page: Page) => page.locator(`${section} .views label:has(:checked)`).textContent();
  const start = (page: Page) => page.locator(section).getByLabel('Start with');
  const rows = (page: Page) => page.locator(`${section} [role=treegrid] tbody tr`).allTextContents();

  test('this run’s types come first, can be zoomed to and left, and a view that compares has none', async () => {
    const { page, complaints } = await open(typed);
    await drawn(page);
    await start(page).selectOption('types (this run)');
    expect(await view(page)).toBe('This run');
    expect(page.url()).toContain('?view=run&first=type');
    await openTable(page, section);
    expect(await rows(page)).toEqual([
      'all32,025100 %',
      'Box21,82568.1 %',
      '[Header] storage10,00031.2 %',
      '[type not known]2000.6 %',
    ]);
    await page.locator(`${section} [role=treegrid] code`, { hasText: 'Header' }).click();
    expect(await breadcrumb(page)).toEqual(['all', '[Header] storage']);
    await page.reload();
    await drawn(page);
    await expect.poll(() => breadcrumb(page)).toEqual(['all', '[Header] storage']);
    expect(await page.locator(`${section} .whole-name`).textContent()).toContain('10,000 per run (31.2 %)');
    await page.goBack();
    await expect.poll(() => breadcrumb(page)).toEqual(['all']);
    await page.locator(section).getByText('Difference', { exact: true }).click();
    expect(await start(page).inputValue()).toBe('call paths');
    expect(await page.locator(`${section} .sum`).textContent()).toContain('31,001 → 32,025');
    expect(complaints).toEqual([]);
  });

  test('types come before what called for them, are searched, folded, and shown with their callees', async () => {
    const { page } = await open(typed, {}, `${section}/?first=type&order=leaf&view=difference`);
    await drawn(page);
    await expect.poll(() => view(page)).toBe('This run');
    await openTable(page, section);
    const names = page.locator(`${section} [role=treegrid] tbody code`);
    expect((await names.allTextContents()).slice(0, 3)).toEqual(['all', 'Box', '[Header] storage']);
    await page.locator(`${section} input[type=search]`).fill('[header]');
    expect(await page.locator(`${section} output`).textContent()).toBe('1 frame, 10,000 (31.2 %)');
    await page.locator(section).getByLabel('Order').selectOption('root at the top');
    await page.locator(section).getByLabel('Runtime').selectOption('as one frame');
    expect(await page.locator(`${section} output`).textContent()).toBe('1 frame, 10,000 (31.2 %)');
    await page.locator(`${section} [role=treegrid] code`, { hasText: 'Header' }).click();
    await page.locator(section).getByRole('button', { name: 'Callers and callees' }).click();
    const label = (table: string) => page.locator(`${section} [aria-label=${table}] tbody code`).allTextContents();
    expect([await label('Callers'), await label('Callees')]).toEqual([
      ['[Header] storage'],
      ['[Header] storage', 'main'],
    ]);
  });

  test('a page that knows no types has no such choice, and follows no address to it', async () => {
    const { page } = await explore(`${section}/?first=type&view=difference`);
    await expect.poll(() => view(page)).toBe('Difference');
    expect(await start(page).locator('option').allTextContents()).toEqual(['call paths', 'allocation functions']);
    expect(await start(page).inputValue()).toBe('call paths');
  });
});

describe('callers and callees', () => {
  const canvasOf = (page: Page, y: number) => canvas(page).click({ position: { x: 400, y } });

  test('of a function are shown by its button, a click goes on, and the back button undoes it', async () => {
    const { page } = await explore(flameGraphAnchor('http-requests', ['HTTPRequestBuilder.append(header:)']));
    await page.locator(section).getByRole('button', { name: 'Callers and callees' }).click();
    expect(await breadcrumb(page)).toEqual(['all', 'HTTPRequestBuilder.append(header:)']);
    expect(page.url()).toContain('?of=');
    expect(await said(page)).toMatch(
      /^Callers and callees of HTTPRequestBuilder\.append\(header:\): \+6,000 \(10,000 → 16,000\)/,
    );
    // main, RequestLoop.run, HTTPRequestBuilder.build, and then the function.
    await canvasOf(page, 18 * 2 + 9);
    expect(await breadcrumb(page)).toEqual(['all', 'HTTPRequestBuilder.build()']);
    await page.goBack();
    await expect.poll(() => breadcrumb(page)).toEqual(['all', 'HTTPRequestBuilder.append(header:)']);
    await page.reload();
    await drawn(page);
    await expect.poll(() => breadcrumb(page)).toEqual(['all', 'HTTPRequestBuilder.append(header:)']);
  });

  test('are shown, walked and left by the keyboard', async () => {
    const { page } = await explore(`${flameGraphAnchor('http-requests', ['swift_allocObject'])}?view=difference`);
    await expect.poll(async () => (await breadcrumb(page)).at(-1)).toBe('swift_allocObject');
    const before = await breadcrumb(page);
    await canvas(page).focus();
    await page.keyboard.press('s');
    const walked: string[] = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
      await page.keyboard.press(key);
      walked.push(((await said(page)) ?? '').replace(/: [^:]*$/, ''));
    }
    expect(walked).toEqual([
      ...['Array.append(_:)', 'HTTPRequestBuilder.append(header:)', 'Array.append(_:)', 'swift_allocObject'],
      ...['swift_slowAlloc', 'swift_allocObject'],
    ]);
    await page.keyboard.press('Escape');
    expect(await breadcrumb(page)).toEqual(before);
  });

  test('are two tables', async () => {
    const { page } = await explore(`#b-http-requests/?of=${nameHash('swift_slowAlloc')}&view=run`);
    await expect.poll(async () => (await breadcrumb(page)).at(-1)).toBe('swift_slowAlloc');
    await openTable(page, section);
    const names = (label: string) =>
      page.getByRole('treegrid', { name: label }).locator('tbody code').allTextContents();
    expect(await names('Callers')).toEqual([
      ...[
        'swift_slowAlloc',
        'swift_allocObject',
        'static HTTPResponse.serialize<A>(_: A) -> [UInt8] where A: Sequence',
      ],
      '日本語の名前(_:)',
    ]);
    expect(await names('Callees')).toEqual(['swift_slowAlloc', 'malloc']);
  });

  test('of what is not there are the whole, and say so', async () => {
    const { page } = await explore('#b-http-requests/?of=zzz');
    await expect.poll(() => said(page)).toBe('This view has no such frame.');
  });
});

describe('the keyboard alone', () => {
  test('walks, zooms, searches and goes back', async () => {
    const { page } = await explore();
    await canvas(page).focus();
    await page.keyboard.press('ArrowUp');
    expect(await said(page)).toBe('main: +1,024 (30,576 → 31,600) per run');
    await page.keyboard.press('ArrowLeft');
    expect(await said(page)).toMatch(/^_dl_start: = \(425\) per run, taken to be as it was/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await breadcrumb(page)).toEqual(['all', 'main']);
    await page.keyboard.press('/');
    await page.keyboard.type('describing');
    await page.keyboard.press('Enter');
    expect(await said(page)).toBe('String.init(describing:): NEW +6,000 per run');
    await page.keyboard.press('Enter');
    expect((await breadcrumb(page)).at(-1)).toBe('String.init(describing:)');
    await page.keyboard.press('Escape');
    expect((await breadcrumb(page)).at(-1)).toBe('HTTPRequestBuilder.append(header:)');
  });

  test('reaches every control in the order in which they are seen', async () => {
    const { page } = await explore();
    await page.locator(`${section} input[type=radio]`).first().focus();
    const reached: string[] = [];
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate('document.activeElement.tagName'));
    }
    expect(reached).toEqual([...Array<string>(5).fill('SELECT'), 'INPUT', 'CANVAS', 'SUMMARY']);
  });

  test('opens and closes the rows of the table', async () => {
    const { page } = await explore();
    await page.locator(`${section} .frames summary`).focus();
    await page.keyboard.press('Enter');
    const rows = page.locator(`${section} [role=treegrid] tbody tr`);
    await expect.poll(() => rows.count()).toBe(3);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await rows.nth(1).getAttribute('aria-expanded')).toBe('true');
    expect(await rows.nth(2).getAttribute('aria-level')).toBe('3');
    await page.keyboard.press('ArrowLeft');
    expect(await rows.count()).toBe(3);
    await page.keyboard.press('Enter');
    expect(await breadcrumb(page)).toEqual(['all', 'main']);
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  const callersAndCallees = `#b-http-requests/?of=${nameHash('Array.append(_:)')}&color=module`;

  test.each(['', callersAndCallees])('axe finds nothing serious at "%s"', async (fragment) => {
    const { page } = await open(html, { colorScheme, bypassCSP: true }, fragment);
    await drawn(page);
    await openTable(page, section);
    await canvas(page).click({ position: { x: 600, y: fragment === '' ? 150 : 30 } });
    await page.evaluate(axe);
    const violations: unknown = await page.evaluate(
      `axe.run().then(({ violations }) => violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]))`,
    );
    expect(violations).toEqual([]);
  });
});

test('frames keep their order whichever run is shown', async () => {
  const { page } = await open(renderFlameGraphPage([regressedProfile]));
  await drawn(page);
  const walk = async (view: string) => {
    await page.locator('fieldset').getByText(view, { exact: true }).click();
    await canvas(page).focus();
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'])
      await page.keyboard.press(key);
    const names: string[] = [];
    for (let step = 0; step < 6; step += 1) {
      const text = (await said(page)) ?? '';
      names.push(text.slice(0, text.lastIndexOf(': ')));
      await page.keyboard.press('ArrowRight');
    }
    return [...new Set(names)];
  };
  const both = await walk('Difference');
  expect(both.filter((name) => name !== 'LegacyEncoder.encode(_:)')).toEqual(await walk('This run'));
  expect(both).toEqual(await walk('Baseline'));
});

test('on a phone the change of each row is seen without scrolling sideways', async () => {
  const { page } = await open(html, { viewport: { width: 390, height: 844 } }, '#b-http-requests/?view=difference');
  await drawn(page);
  await openTable(page, section);
  const ends = await page.evaluate<readonly number[]>(
    "[...document.querySelectorAll('th')].filter((cell) => /^(Delta|Change)$/.test(cell.textContent)).map((cell) => cell.getBoundingClientRect().right)",
  );
  expect(ends.length).toBeGreaterThan(2);
  expect(Math.max(...ends)).toBeLessThanOrEqual(390 - 12);
});

describe('a picture', () => {
  const pictures = [
    ['light', { colorScheme: 'light' }, ''],
    ['dark', { colorScheme: 'dark' }, ''],
    ['phone', { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 }, ''],
    ['difference', {}, '#b-http-requests/?view=difference'],
    ['leaf-first', {}, '#b-http-requests/?view=run&order=leaf'],
    ['callers-and-callees', {}, `#b-http-requests/?view=difference&of=${nameHash('swift_allocObject')}`],
    ['modules', {}, '#b-http-requests/?view=run&color=module'],
    ['modules-dark', { colorScheme: 'dark' }, '#b-http-requests/?view=difference&color=module&runtime=folded'],
  ] as const;

  test.each(pictures)('%s: is coloured, and no wider than the screen', async (name, options, fragment) => {
    const { page } = await open(html, options, fragment);
    await drawn(page);
    await expect.poll(() => page.locator(`${section} canvas`).count()).toBe(1);
    await page.screenshot({ path: fileURLToPath(new URL(`screenshots/${name}.png`, import.meta.url)), fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await page.evaluate(distinctColours)).toBeGreaterThan(4);
  });

  test('on paper is light, though the screen is dark', async () => {
    const { page } = await open(html, { colorScheme: 'dark' });
    await drawn(page);
    const [dark] = await page.evaluate<readonly [string]>(rootColour);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    const [light] = await page.evaluate<readonly [string]>(rootColour);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(light).not.toBe(dark);
    expect(await page.evaluate(rootColour)).toEqual([dark]);
  });
});

/** Large areas of one colour in the first canvas. */
const distinctColours = `(() => {
  const canvas = document.querySelector('canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.slice(at, at + 4).join();
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts.values()].filter((count) => count > 400).length;
})()`;

/** The colour at the right end of the root's row, where nothing is written. */
const rootColour = `(() => {
  const canvas = document.querySelector('canvas');
  return [canvas.getContext('2d').getImageData(canvas.width - 9, canvas.height - 9, 1, 1).data.join()];
})()`;
