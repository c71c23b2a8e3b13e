import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { colorClass } from '../../src/flame-graph/colors.ts';
import { renderDifferentialSvg, renderFlameGraphSvg } from '../../src/flame-graph/svg.ts';
import { buildCallTree } from '../../src/stacks/call-tree.ts';
import { hostileName } from '../report/hostile.ts';
import { malformation } from '../report/well-formed.ts';
import { profile, regressedProfile, requestTree, wideTree } from './profiles.ts';

const options = { title: 'http-requests', unit: 'run' } as const;

interface Rectangle {
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function rectangles(svg: string): readonly Rectangle[] {
  const frame = /<g><title>(.*?)<\/title><rect class="fg[\w-]*" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g;
  return Array.from(svg.matchAll(frame), ([, title = '', x, y, width]) => ({
    title,
    x: Number(x),
    y: Number(y),
    width: Number(width),
  }));
}

function frameNamed(svg: string, name: string): Rectangle {
  const found = rectangles(svg).find(({ title }) => title.startsWith(`${name}: `));
  if (found === undefined) throw new Error(`no frame ${name}`);
  return found;
}

describe('a flame graph', () => {
  const svg = renderFlameGraphSvg(requestTree, options);

  test('is as its golden', async () => {
    await expect(svg).toMatchFileSnapshot('goldens/flame-graph.svg');
  });

  test('is well-formed XML', () => {
    expect(malformation(svg)).toBeNull();
  });

  test('says name, count, share and bytes of each frame', () => {
    expect(frameNamed(svg, 'main').title).toBe('main: 31,600 per run (98.7 %, 2.3 MiB)');
  });

  test('draws a callee above its caller, within its width', () => {
    const caller = frameNamed(svg, 'HTTPRequestBuilder.build()');
    const callee = frameNamed(svg, 'HTTPRequestBuilder.append(header:)');
    expect(callee.y).toBeLessThan(caller.y);
    expect(callee.x).toBeGreaterThanOrEqual(caller.x);
    expect(callee.x + callee.width).toBeLessThanOrEqual(caller.x + caller.width);
  });

  test('makes widths proportional to counts', () => {
    const all = frameNamed(svg, 'all');
    const main = frameNamed(svg, 'main');
    expect(main.width / all.width).toBeCloseTo(31_600 / 32_025, 3);
  });

  test('is the same every time', () => {
    expect(renderFlameGraphSvg(requestTree, options)).toBe(svg);
  });

  test('has no style sheet of its own within a page', () => {
    expect(renderFlameGraphSvg(requestTree, { ...options, embedded: true })).not.toContain('<style>');
  });
});

describe('a flame graph of more frames than can be drawn', () => {
  const svg = renderFlameGraphSvg(wideTree(900, 6), options);

  test('has 2,500 of them', () => {
    expect(rectangles(svg)).toHaveLength(2500);
  });

  test('counts the others in words', () => {
    // 900 sites in steps of 1 to 7 make 3,594; those of 7, of 6 and 100 of 5 are drawn to the end: 2,164.
    expect(svg).toContain('3,802 narrow frames with 39.8 % of them not drawn');
  });

  test('draws what stands below every frame that is drawn', () => {
    const drawn = rectangles(svg);
    const lowest = Math.max(...drawn.map(({ y }) => y));
    const floors = new Set(drawn.map(({ x, y }) => `${x} ${y}`));
    const floating = drawn.filter(
      ({ x, y, title }) => title.startsWith('site') && y < lowest - 36 && !floors.has(`${x} ${y + 18}`),
    );
    expect(floating).toEqual([]);
  });
});

test('a flame graph of nothing says so', () => {
  const svg = renderFlameGraphSvg(buildCallTree([]), options);
  expect(svg).toContain('No allocations were recorded.');
  expect(malformation(svg)).toBeNull();
});

test('a flame graph of 20,000 nested calls is drawn', () => {
  let tree = { name: 'malloc', count: 1, bytes: 8, children: [] as (typeof requestTree)[] };
  for (let level = 0; level < 20_000; level += 1) tree = { name: 'recurse()', count: 1, bytes: 8, children: [tree] };
  expect(rectangles(renderFlameGraphSvg({ ...tree, name: '' }, options))).toHaveLength(2500);
});

test('a function has one colour everywhere', () => {
  expect(colorClass('malloc')).toBe(colorClass('malloc'));
  const classes = new Set(['malloc', 'calloc', 'main', 'a()', 'b()', 'c()', 'd()', 'e()'].map(colorClass));
  expect(classes.size).toBeGreaterThan(4);
});

test('no name of a frame makes the SVG malformed', () => {
  fc.assert(
    fc.property(hostileName, hostileName, (name, title) => {
      const tree = buildCallTree([{ frames: [name, 'malloc'], count: 3, bytes: 0 }]);
      expect(malformation(renderFlameGraphSvg(tree, { title, unit: 'iteration' }))).toBeNull();
    }),
  );
});

const tree = (...paths: readonly (readonly [path: string, count: number])[]) =>
  buildCallTree(paths.map(([path, count]) => ({ frames: path.split(';'), count, bytes: 0 })));

/** The element of the frame with this name. */
function frame(svg: string, name: string): string {
  const found = svg.split('\n').find((line) => line.startsWith(`<g><title>${name}: `));
  if (found === undefined) throw new Error(`no frame ${name}`);
  return found;
}

describe('a differential flame graph', () => {
  const svg = renderDifferentialSvg(regressedProfile);

  test('is as its golden', async () => {
    await expect(svg).toMatchFileSnapshot('goldens/differential.svg');
  });

  test('is well-formed XML', () => {
    expect(malformation(svg)).toBeNull();
  });

  test('says in words what became of each frame', () => {
    expect(frame(svg, 'String.init(describing:)')).toContain('NEW +6,000 per run');
    expect(frame(svg, 'LegacyEncoder.encode(_:)')).toContain('REMOVED −5,000 per run');
    expect(frame(svg, 'Dictionary&lt;String, [UInt8]&gt;.subscript.setter')).toContain('+24 (3,976 → 4,000) per run');
    expect(frame(svg, 'Array.append(_:)')).toContain('= (10,000) per run');
  });

  test('hatches what is new and what is removed', () => {
    expect(frame(svg, 'String.init(describing:)')).toContain('fill="url(#fg-new)"');
    expect(frame(svg, 'LegacyEncoder.encode(_:)')).toContain('fill="url(#fg-removed)"');
    expect(frame(svg, 'Array.append(_:)')).not.toContain('url(');
  });

  test('takes what the pruned baseline leaves out to be as it was', () => {
    expect(frame(svg, '_dl_start')).toContain('= (425) per run, taken to be as it was');
    expect(frame(svg, '_dl_start')).not.toContain('NEW');
  });

  test('is the same every time', () => {
    expect(renderDifferentialSvg(regressedProfile)).toBe(svg);
  });
});

test('a change within the noise is grey, and a larger one is not', () => {
  const changed = profile({ baseline: tree(['a', 10], ['b', 10]), tree: tree(['a', 12], ['b', 13]), noise: 2 });
  const svg = renderDifferentialSvg(changed);
  expect(frame(svg, 'a')).toMatch(/\+2 \(10 → 12\) per run, within the noise.*class="fg-same"/);
  expect(frame(svg, 'b')).toMatch(/class="fg-more\d"/);
});

test('equal changes up and down are coloured equally strongly', () => {
  const svg = renderDifferentialSvg(
    profile({ baseline: tree(['a', 10], ['b', 20]), tree: tree(['a', 20], ['b', 10]) }),
  );
  const level = (name: string) => /fg-(?:more|less)(\d)/.exec(frame(svg, name))?.[1];
  expect(level('a')).toBe(level('b'));
});

test('counts are per iteration where the benchmark is', () => {
  const svg = renderDifferentialSvg(
    profile({ unit: 'iteration', units: 10, baseline: tree(['a', 10]), tree: tree(['a', 25]) }),
  );
  expect(frame(svg, 'a')).toContain('+1.5 (1 → 2.5) per iteration');
});

test('a differential graph of many frames draws 2,500 and counts the others', () => {
  const svg = renderDifferentialSvg(profile({ tree: wideTree(900, 6), baseline: wideTree(800, 6) }));
  expect(svg.match(/<g>/g)).toHaveLength(2500);
  expect(svg).toMatch(/3,802 narrow frames with [\d.]+ % of them not drawn/);
});

test('no name of a frame makes it malformed', () => {
  fc.assert(
    fc.property(hostileName, hostileName, (before, after) => {
      const stacks = (name: string) => buildCallTree([{ frames: [name, 'malloc'], count: 3, bytes: 0 }]);
      const svg = renderDifferentialSvg(profile({ benchmark: after, tree: stacks(after), baseline: stacks(before) }));
      expect(malformation(svg)).toBeNull();
    }),
  );
});
