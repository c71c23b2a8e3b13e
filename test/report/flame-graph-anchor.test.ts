import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flameGraphAnchor, sectionId } from '../../src/report/flame-graph-anchor.ts';
import { hostileName } from './hostile.ts';

test('the anchor names the benchmark, and each frame in a few characters', () => {
  expect(flameGraphAnchor('http-requests', ['main', 'run()'])).toMatch(
    /^#b-http-requests\/[a-z0-9]{1,7}\/[a-z0-9]{1,7}$/,
  );
});

test('no name gives an anchor that Markdown or an address could misunderstand', () => {
  fc.assert(
    fc.property(hostileName, hostileName, (benchmark, frame) => {
      expect(flameGraphAnchor(benchmark, [frame])).toMatch(/^#b-[a-z0-9-]+\/[a-z0-9]+$/);
    }),
  );
});

test('benchmarks with similar names have sections of their own', () => {
  const names = ['a b', 'a-b', 'a_b', 'A-b', '日本', '中国', '', 'x'.repeat(80), 'x'.repeat(81)];
  expect(new Set(names.map(sectionId)).size).toBe(names.length);
});
