import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { parseBaseline } from '../../src/baseline/parse-text.ts';
import { anyBaseline, exampleBaseline } from './baselines.ts';

it('a baseline is a file that a reviewer can read: a line for each number, each site, each line of the tree', async () => {
  await expect(formatBaseline(exampleBaseline)).toMatchFileSnapshot('goldens/baseline.json');
});

it('the text gives the baseline back, whatever the names in it', () => {
  fc.assert(
    fc.property(anyBaseline, (baseline) => {
      expect(parseBaseline(formatBaseline(baseline), 'baseline.json')).toEqual(baseline);
    }),
  );
});

it('equal baselines give equal texts, in whatever order their keys were set', () => {
  fc.assert(
    fc.property(anyBaseline, (baseline) => {
      expect(formatBaseline(reversed(baseline))).toBe(formatBaseline(baseline));
    }),
  );
});

it('a line holds one number at most outside lists, and ends in \\n only', () => {
  const text = formatBaseline(exampleBaseline);
  expect(text.endsWith('}\n')).toBe(true);
  expect(text).not.toContain('\r');
  const keys = text.split('\n').filter((line) => /^\s+"[^"]+": \S/.test(line));
  for (const line of keys) expect(line).toMatch(/^\s+"[^"]+": (?:\{|\[|\[\],?|null,?|\d+,?|".*",?)$/);
});

it('one allocation more changes the lines of its numbers, and no other', () => {
  const { http, ...others } = exampleBaseline.benchmarks;
  if (http?.measurement.unit !== 'run') throw new Error('the example has a benchmark per run');
  const measurement = { ...http.measurement, counts: { ...http.measurement.counts, malloc: 1001 }, total: 1006 };
  const changed = formatBaseline({ ...exampleBaseline, benchmarks: { ...others, http: { ...http, measurement } } });
  const before = formatBaseline(exampleBaseline).split('\n');
  const after = changed.split('\n');
  expect(after.filter((line, index) => line !== before[index]).map((line) => line.trim())).toEqual([
    '"malloc": 1001,',
    '"total": 1006,',
  ]);
});

/** The same value with all keys in the opposite order. */
function reversed<T>(value: T): T;
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]) => [key, reversed(child)]),
  );
}
