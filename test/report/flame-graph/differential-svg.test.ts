import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderDifferentialSvg } from '../../../src/report/flame-graph/differential-svg.ts';
import { buildCallTree } from '../../../src/stacks/call-tree.ts';
import { hostileName } from '../hostile.ts';
import { malformation } from '../well-formed.ts';
import { profile, regressedProfile, wideTree } from './profiles.ts';

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

test('a change within the spread is grey, and a larger one is not', () => {
  const changed = profile({ baseline: tree(['a', 10], ['b', 10]), tree: tree(['a', 12], ['b', 13]), spread: 2 });
  const svg = renderDifferentialSvg(changed);
  expect(frame(svg, 'a')).toMatch(/\+2 \(10 → 12\) per run, within the spread.*class="fg-same"/);
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
