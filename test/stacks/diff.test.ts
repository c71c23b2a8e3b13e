import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffSites } from '../../src/stacks/diff.ts';
import type { Site } from '../../src/stacks/site.ts';
import { sitesOf } from '../../src/stacks/sites.ts';
import { namedStacks } from './recordings.ts';
import { frameName, sumOf } from './trees.ts';

const site = (name: string, count: number, bytes: number | null = null, module = 'App'): Site => {
  return { name, module, callers: ['main'], count, bytes };
};
const lines = (before: readonly Site[], after: readonly Site[]) =>
  diffSites(before, after, sumOf(after) - sumOf(before)).deltas.map(
    ({ change, delta, name, baselineName }) =>
      `${change} ${delta} ${name}${baselineName === null ? '' : ` (was ${baselineName})`}`,
  );

describe('site deltas', () => {
  it('say what appeared, grew, shrank and vanished, largest change first', () => {
    const before = [site('same', 5), site('grows', 10), site('shrinks', 10), site('gone', 50)];
    const after = [site('same', 5), site('grows', 17), site('shrinks', 8), site('new', 100)];
    expect(lines(before, after)).toEqual([
      'appeared 100 new',
      'vanished -50 gone',
      'grew 7 grows',
      'shrank -2 shrinks',
      'unchanged 0 same',
    ]);
  });

  it('know a closure that was renumbered because another was put before it', () => {
    const before = [site('closure #1 in run()', 10), site('closure #2 in run()', 20)];
    const after = [site('closure #1 in run()', 5), site('closure #2 in run()', 10), site('closure #3 in run()', 20)];
    expect(lines(before, after)).toEqual([
      'appeared 5 closure #1 in run()',
      'unchanged 0 closure #3 in run() (was closure #2 in run())',
      'unchanged 0 closure #2 in run() (was closure #1 in run())',
    ]);
  });

  it('leave numbers alone where nothing was renumbered', () => {
    const before = [site('closure #1 in run()', 10), site('closure #2 in run()', 11)];
    const after = [site('closure #1 in run()', 11), site('closure #2 in run()', 12)];
    expect(lines(before, after)).toEqual(['grew 1 closure #2 in run()', 'grew 1 closure #1 in run()']);
  });

  it('pair a function with its specialisation, but not with its namesake of another module', () => {
    expect(lines([site('make()', 10)], [site('specialized make()', 11)])).toEqual([
      'grew 1 specialized make() (was make())',
    ]);
    expect(lines([site('make()', 10)], [site('make()', 11, null, 'Kit')])).toEqual([
      'appeared 11 make()',
      'vanished -10 make()',
    ]);
  });

  it('have bytes where both sides that have the site recorded them', () => {
    const bytes = (before: readonly Site[], after: readonly Site[]) =>
      diffSites(before, after, 0).deltas.map(({ bytesDelta }) => bytesDelta);
    expect(bytes([site('a', 1, 8)], [site('a', 2, 24)])).toEqual([16]);
    expect(bytes([], [site('a', 2, 24)])).toEqual([24]);
    expect(bytes([site('a', 1, 8)], [])).toEqual([-8]);
    expect(bytes([site('a', 1)], [site('a', 2, 24)])).toEqual([null]);
    expect(bytes([site('a', 1)], [])).toEqual([null]);
  });

  const sites = fc.uniqueArray(fc.record({ name: frameName, count: fc.nat(1000) }), { selector: ({ name }) => name });
  const built = sites.map((all) => all.map(({ name, count }) => site(name, count)));

  it('add up, with the residual, to the delta of the total', () => {
    fc.assert(
      fc.property(built, built, fc.integer({ min: -5000, max: 5000 }), (before, after, totalDelta) => {
        const { deltas, residual } = diffSites(before, after, totalDelta);
        expect(deltas.reduce((sum, { delta }) => sum + delta, residual)).toBe(totalDelta);
        expect(deltas.reduce((sum, { delta }) => sum + delta, 0)).toBe(sumOf(after) - sumOf(before));
        expect(sumOf(deltas)).toBe(sumOf(after));
      }),
    );
  });

  it('of a profile with itself are none', () => {
    const recordedSites = sitesOf(namedStacks('toy'));
    const { deltas, residual } = diffSites(recordedSites, recordedSites, 0);
    expect(deltas.filter(({ change, baselineName }) => change !== 'unchanged' || baselineName !== null)).toEqual([]);
    expect(residual).toBe(0);
  });
});
