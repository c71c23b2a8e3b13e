import { describe, expect, it } from 'vitest';
import { allocatedWords, newTypeWords } from '../../src/report/allocated.ts';
import { plainOf } from '../../src/report/phrase.ts';
import { site } from './reports.ts';

type Types = readonly (readonly [name: string, count: number, baselineCount?: number])[];

/** A site with these types; its counts are their sums. */
function siteOf(types: Types) {
  const sum = (of: (type: Types[number]) => number) => types.reduce((total, type) => total + of(type), 0);
  const count = sum(([, now]) => now);
  const baselineCount = sum(([, , before = 0]) => before);
  const allocates = types.map(([name, now, before]) => {
    return before === undefined ? { name, count: now } : { name, count: now, baselineCount: before };
  });
  return site({ count, baselineCount, delta: count - baselineCount, allocates });
}

const words = (types: Types, isCompared = true) => plainOf(allocatedWords(siteOf(types), isCompared));

describe('what a site’s change is of', () => {
  it('is the type that moved, whatever else the site allocates', () => {
    expect(
      words([
        ['String storage', 400, 400],
        ['RequestHead', 10, 0],
      ]),
    ).toBe('RequestHead');
  });

  it('is each type with its number where several moved, those that went the site’s way first', () => {
    expect(
      words([
        ['A', 5, 7],
        ['B', 20, 10],
        ['C', 3, 0],
      ]),
    ).toBe('+10 B, +3 C, −2 A');
    expect(
      words([
        ['A', 5, 7],
        ['B', 10, 20],
        ['C', 3, 0],
      ]),
    ).toBe('−10 B, −2 A, +3 C');
    expect(words(['A', 'B', 'C', 'D', 'E'].map((name, index) => [name, 9 - index, 0]))).toBe(
      '+9 A, +8 B, +7 C and 2 more',
    );
  });

  it('is not said where the baseline has no types, but for a site that allocates one only', () => {
    expect(
      words([
        ['A', 5],
        ['B', 20],
      ]),
    ).toBe('');
    expect(words([['A', 5]])).toBe('A');
    expect(plainOf(allocatedWords(site({}), true))).toBe('');
  });

  it('is of a count, where nothing is compared, all that the site allocates', () => {
    expect(
      words(
        [
          ['A', 20],
          ['B', 5],
        ],
        false,
      ),
    ).toBe('20 A, 5 B');
  });
});

describe('a type is new', () => {
  it('where the site was there without it', () => {
    expect(
      plainOf(
        newTypeWords(
          siteOf([
            ['String storage', 400, 400],
            ['RequestHead', 10, 0],
          ]),
        ),
      ),
    ).toBe('RequestHead is new');
  });

  it('but not where the site itself is, or the type was there', () => {
    expect(newTypeWords(siteOf([['RequestHead', 10, 0]]))).toEqual([]);
    expect(newTypeWords(siteOf([['RequestHead', 11, 10]]))).toEqual([]);
    expect(newTypeWords(siteOf([['RequestHead', 10]]))).toEqual([]);
  });
});
