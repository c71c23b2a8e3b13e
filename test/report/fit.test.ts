import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitReport, type Room } from '../../src/report/fit.ts';

const letters = {
  diff: 'd',
  unchanged: 'u',
  callers: 'c',
  sites: 's',
  changed: 'h',
  lastLines: 'l',
  others: 'o',
  notices: 'n',
} as const;
const kinds = ['diff', 'unchanged', 'callers', 'sites', 'changed', 'lastLines', 'others', 'notices'] as const;

const composed = (length: number) => (room: Room) =>
  `!${kinds.map((kind) => letters[kind].repeat(Math.min(length, room[kind]))).join('')}`;

test('what fits loses nothing', () => {
  expect(fitReport(composed(2), (text) => text.length <= 17)).toBe('!dduuccsshhlloonn');
});

test('the text is as long as it may be, and loses whole kinds in the order of the kinds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 321 }), (length, limit) => {
      const text = fitReport(composed(length), ({ length }) => length <= limit);
      expect(text).toHaveLength(Math.min(limit, 8 * length + 1));
      const everything = kinds.map((kind) => letters[kind].repeat(length)).join('');
      // What is left of the kind that is shortened is equal letters, so the text is an end of everything.
      expect(everything.endsWith(text.slice(1))).toBe(true);
    }),
  );
});

test('what never fits is as short as it can be', () => {
  expect(fitReport(composed(5), () => false)).toBe('!');
});
