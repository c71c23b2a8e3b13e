// node scripts/bench/flame-graph.js
//
// How large the flame graph page is and how fast it is in Chromium ($CHROMIUM, else /usr/bin/chromium), for trees of
// 10,000 and 400,000 frames. Prints a table with the limits; exits 1 when one is missed.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { rolldown } from 'rolldown';
import { pageScript } from '../page-script.js';

const sizes = [
  { frames: 10_000, kilobytes: 150, firstPicture: 300 },
  { frames: 400_000, kilobytes: 2500, firstPicture: 1500 },
];
const interaction = 50;
const repetitions = 5;

const folder = mkdtempSync(join(tmpdir(), 'flame-graph-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
try {
  const { renderFlameGraphPage } = await load('../../src/flame-graph/page.ts');
  const rows = [];
  for (const { frames, kilobytes, firstPicture } of sizes) {
    const file = join(folder, `${frames}.html`);
    const started = performance.now();
    writeFileSync(file, renderFlameGraphPage([profileOf(frames)]));
    rows.push([`${frames} frames: rendering the page`, performance.now() - started, null, 'ms']);
    rows.push([`${frames} frames: size`, statSync(file).size / 1000, kilobytes, 'kB']);
    const times = [];
    for (let turn = 0; turn < repetitions; turn += 1) times.push(await explore(file));
    for (const [name, limit] of [
      ['first picture', firstPicture],
      ['zoom', interaction],
      ['hover', interaction],
      ['types first', null],
    ]) {
      rows.push([`${frames} frames: ${name}`, median(times.map((time) => time[name])), limit, 'ms']);
    }
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value, limit, unit] of rows) {
    const isMissed = limit !== null && value > limit;
    const verdict = limit === null ? '' : `at most ${limit} ${unit}${isMissed ? '  MISSED' : ''}`;
    console.log(`${name.padEnd(width)}  ${value.toFixed(1).padStart(8)} ${unit}  ${verdict}`.trimEnd());
    if (isMissed) process.exitCode = 1;
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Milliseconds until the first picture, and from an event to the next frame on the screen. */
async function explore(file) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(() => performance.getEntriesByName('flame-graph-painted').length > 0);
  const times = await page.evaluate(async () => {
    const canvas = document.querySelector('canvas');
    const { height } = canvas.getBoundingClientRect();
    const shown = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const at = (type, x, rowsUp) =>
      canvas.dispatchEvent(
        new MouseEvent(type, {
          bubbles: true,
          clientX: canvas.getBoundingClientRect().left + x,
          clientY: canvas.getBoundingClientRect().top + height - 18 * rowsUp - 9,
        }),
      );
    const timed = async (act) => {
      await shown();
      const start = performance.now();
      act();
      const busy = performance.now() - start;
      await shown();
      return { busy, whole: performance.now() - start };
    };
    const startWithTypes = () => {
      const select = [...document.querySelectorAll('select')].find(({ textContent }) => textContent.includes('types'));
      select.selectedIndex = 2;
      select.dispatchEvent(new Event('change'));
    };
    const idle = await timed(() => {});
    // What the browser waits for the next frame of the screen anyway is not ours.
    const ours = ({ busy, whole }) => Math.max(busy, whole - idle.whole);
    return {
      'first picture': performance.getEntriesByName('flame-graph-painted')[0].startTime,
      hover: ours(await timed(() => at('mousemove', 300, 3))),
      zoom: ours(await timed(() => at('click', 300, 2))),
      'types first': ours(await timed(startWithTypes)),
    };
  });
  await page.close();
  return times;
}

/**
 * A profile of so many frames with at most 2,900 names, as a large Swift server has, over a baseline in which one of
 * 50 paths differs. Always the same.
 */
function profileOf(frames) {
  let seed = 1;
  const random = (below) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((seed / 0x80000000) * below);
  };
  const names = Array.from(
    { length: Math.min(2900, frames / 20) },
    (_, index) => `closure #${index % 5} in Module${index % 40}.Type${index % 700}.method${index}(_:label:)`,
  );
  const functions = ['calloc', 'malloc', 'posix_memalign'];

  /** Two trees of `size` frames in all; the whole size goes to the children, evenly or not. */
  const grow = (name, size, depth) => {
    if (size === 1) return allocate(name);
    const width = depth === 0 ? 40 : size < 30 && random(4) > 0 ? 1 : 1 + random(3);
    const first = random(names.length);
    const children = [];
    let rest = size - 1;
    for (let child = 0; child < width && rest > 0; child += 1) {
      const share = child === width - 1 ? rest : Math.ceil(rest / (2 + random(3)));
      const called = share === 1 ? functions[child % 3] : names[(first + child * 7) % names.length];
      if (share > 1 || child < 3) children.push(grow(called, share, depth + 1));
      rest -= share;
    }
    return sum(name, children);
  };
  const { before, after } = grow('', frames, 0);
  return {
    benchmark: `${frames} frames`,
    unit: 'run',
    units: 1,
    tree: after,
    baseline: before,
    noise: 0,
    types: typesOf(after),
  };

  /** One of 300 types at the end of most paths, two or three at some. */
  function typesOf({ count, bytes, children }) {
    const types = new Map();
    if (children.length === 0) {
      for (let more = random(5) === 0 ? 3 : 1; more > 0; more -= 1) {
        const name = `Dictionary<String, Type${Math.floor(Math.sqrt(random(90_000)))}> storage`;
        types.set(name, { count: Math.ceil(count / more), bytes: Math.ceil(bytes / more) });
      }
    }
    return { types, callees: new Map(children.map((child) => [child.name, typesOf(child)])) };
  }

  function allocate(name) {
    const count = 1 + random(random(20) === 0 ? 1000 : 10);
    const after = { name, count, bytes: count * 16 * (1 + random(6)), children: [] };
    return { after, before: { ...after, count: random(50) === 0 ? 1 + random(count * 2) : count, bytes: 0 } };
  }
}

/** The frame above others, on both sides. */
function sum(name, children) {
  const side = (key) => {
    const own = children.map((child) => child[key]).sort((a, b) => (a.name < b.name ? -1 : 1));
    const total = (what) => own.reduce((all, child) => all + child[what], 0);
    return { name, count: total('count'), bytes: total('bytes'), children: own };
  };
  return { before: side('before'), after: side('after') };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Imports a TypeScript module by way of the bundler, since Node 20 reads none. */
async function load(path) {
  const input = fileURLToPath(new URL(path, import.meta.url));
  const bundle = await rolldown({ input, platform: 'node', plugins: [pageScript()] });
  const file = join(folder, 'module.mjs');
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  return import(pathToFileURL(file).href);
}
