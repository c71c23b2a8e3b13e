import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitInOrder, kindsOfOne as kinds, type Room } from '../../src/report/fit.ts';

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

const composed = (length: number) => (room: Room) => [
  `!${kinds.map((kind) => letters[kind].repeat(Math.min(length, room(kind)))).join('')}`,
];

test('what fits loses nothing', () => {
  expect(fitInOrder(kinds, composed(2), (text) => text.length <= 18)).toBe('!dduuccsshhlloonn\n');
});

test('the text is as long as it may be, and loses whole kinds in the order of the kinds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 321 }), (length, limit) => {
      const text = fitInOrder(kinds, composed(length), ({ length }) => length <= limit + 1);
      expect(text).toHaveLength(Math.min(limit, 8 * length + 1) + 1);
      const everything = kinds.map((kind) => letters[kind].repeat(length)).join('');
      // What is left of the kind that is shortened is equal letters, so the text is an end of everything.
      expect(`${everything}\n`.endsWith(text.slice(1))).toBe(true);
    }),
  );
});

describe('what is too long with all kinds left out', () => {
  const sections = ['verdict', '', 'a'.repeat(50), 'b'.repeat(50), 'links'];
  const within = (most: number) =>
    fitInOrder(
      kinds,
      () => sections,
      ({ length }) => length <= most,
    );
  const rest = '*The rest is too long to be shown here.*';

  test('loses whole sections from the end, says so, and keeps verdict and links', () => {
    expect(within(119)).toBe(`verdict\n\n${'a'.repeat(50)}\n\n${'b'.repeat(50)}\n\nlinks\n`);
    expect(within(118)).toBe(`verdict\n\n${'a'.repeat(50)}\n\n${rest}\n\nlinks\n`);
    expect(within(100)).toBe(`verdict\n\n${rest}\n\nlinks\n`);
  });

  test('never is longer than what fits', () => {
    const section = fc.string({ maxLength: 200 });
    fc.assert(
      fc.property(fc.array(section, { maxLength: 8 }), fc.integer({ min: 42, max: 900 }), (sections, most) => {
        expect(
          fitInOrder(
            kinds,
            () => sections,
            ({ length }) => length <= most,
          ).length,
        ).toBeLessThanOrEqual(most);
      }),
    );
  });
});
