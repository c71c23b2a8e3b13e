import { expect, test } from 'vitest';
import { shortTitles } from '../../src/report/short-titles.ts';

const titles = (...names: readonly string[]) => [...shortTitles(names).values()];

test('what all names have in common is left out, whole words only', () => {
  expect(titles('Allocations (6.1.3, ubuntu-24.04)', 'Allocations (6.1.4, ubuntu-24.04)')).toEqual(['6.1.3', '6.1.4']);
  expect(titles('Allocations (6.1.3, ubuntu-24.04)', 'Allocations (6.2.1, ubuntu-24.04-arm)')).toEqual([
    '6.1.3, ubuntu-24.04',
    '6.2.1, ubuntu-24.04-arm',
  ]);
  expect(titles('Swift 6.1.3 on ubuntu-24.04', 'Swift 6.2.1 on ubuntu-24.04')).toEqual(['6.1.3', '6.2.1']);
  expect(titles('packages/http', 'packages/https')).toEqual(['http', 'https']);
});

test('a name that would be empty, or lose one of its brackets, leaves all as they are', () => {
  for (const names of [['gate', 'gate (2)'], ['linux (6.1)', 'arm (6.2)'], ['only']]) {
    expect(titles(...names)).toEqual(names);
  }
});

test('different names have different titles', () => {
  const names = ['a b c', 'a c', 'a b b c', 'a  c'];
  expect(new Set(titles(...names)).size).toBe(names.length);
});
