import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typeTable } from '../../src/flame-graph/type-table.ts';
import { flameGraphAnchor } from '../../src/report/flame-graph-anchor.ts';
import { hostileName } from '../report/hostile.ts';
import { benchmark, site } from '../report/reports.ts';
import { malformation } from '../report/well-formed.ts';

const type = (name: string, count: number, baselineCount?: number) =>
  baselineCount === undefined ? { name, count } : { name, count, baselineCount };
const rows = (lines: readonly string[]) =>
  lines
    .filter((line) => line.startsWith('<tr>'))
    .map((line) =>
      line
        .replaceAll(/<\/td>/g, ' ')
        .replaceAll(/<[^>]*>/g, '')
        .trim(),
    );

test('types are summed over sites, the largest change first, each with the function that it comes from', () => {
  const sites = [
    site({ name: 'a()', allocates: [type('String storage', 50, 50), type('Head', 10, 0)] }),
    site({ name: 'b()', allocates: [type('String storage', 5, 2), type('Gone', 0, 4)] }),
  ];
  expect(rows(typeTable(benchmark({ sites })))).toEqual([
    '+10 10 Head a()',
    '−4 0 Gone b()',
    '+3 55 String storage b() and 1 more',
  ]);
});

test('without the baseline’s types, and without a baseline, they are those of now, the largest first', () => {
  const sites = [site({ name: 'a()', allocates: [type('Head', 10), type('String storage', 50)] })];
  expect(rows(typeTable(benchmark({ sites })))).toEqual(['50 String storage a()', '10 Head a()']);
  expect(rows(typeTable(benchmark({ sites, before: null })))).toEqual(['50 String storage a()', '10 Head a()']);
});

test('a type that the graph knows leads there, where the graph begins with types', () => {
  const sites = [site({ name: 'a()', allocates: [type('Head', 10, 0), type('Gone', 0, 4)] })];
  const one = benchmark({ name: 'requests', sites });
  const links = Array.from(
    typeTable(one, new Set(['Head']))
      .join('')
      .matchAll(/href="([^"]*first=type)"><code>(\w+)/g),
  );
  expect(links.map(([, address, name]) => [address, name])).toEqual([
    [`${flameGraphAnchor('requests', ['Head'])}?first=type`, 'Head'],
  ]);
});

test('there is no table where types are not known', () => {
  expect(typeTable(benchmark({ sites: [site()] }))).toEqual([]);
});

test('whatever types and functions are called, the table stays one', () => {
  fc.assert(
    fc.property(hostileName, (name) => {
      const sites = [site({ name, allocates: [type(name, 1, 0), type(`${name}2`, 1, 0)] })];
      expect(malformation(typeTable(benchmark({ sites }), new Set([name])).join(''))).toBeNull();
    }),
  );
});
