import fc from 'fast-check';
import { expect, it } from 'vitest';
import { benchmarkLines } from '../../src/baseline/benchmark-lines.ts';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { exampleBaseline } from './baselines.ts';

const linesOf = (text: string) => Object.fromEntries(benchmarkLines(text));

it('finds each benchmark of the canonical text on the line of its name', () => {
  const text = formatBaseline(exampleBaseline);
  const lines = linesOf(text);
  expect(Object.keys(lines)).toEqual(Object.keys(exampleBaseline.benchmarks).sort());
  for (const [name, line] of Object.entries(lines)) {
    expect(text.split('\n')[line - 1]).toBe(`    ${JSON.stringify(name)}: {`);
  }
});

it.each<[string, Readonly<Record<string, number>>]>([
  ['{"benchmarks":{"a":{},"b":{}}}', { a: 1, b: 1 }],
  ['\n\n{ "benchmarks":\n{\n\n"a"\n:\n{}\n,"b": { "c":\n1 } } }', { a: 6, b: 9 }],
  ['{\r\n"benchmarks": {\r\n"a": {}}}', { a: 3 }],
  [
    '{"x": {"a": 1},\n"y": [{"benchmarks": {"b": 1}}],\n"benchmarks": {"c": {"d": {"e": 1}}},\n"z": {"f": 1}}',
    { c: 3 },
  ],
  ['{"benchmarks": [{"a": 1}]}', {}],
  ['{"\\u0062enchmarks": {\n"a\\n\\"b\\u0020": 1}}', { 'a\n"b ': 2 }],
  ['{"benchmarks": {"constructor": {}, "line\\\\n": {},\n"last": {}}}', { constructor: 1, 'line\\n': 1, last: 2 }],
  ['{"benchmarks": {"a": {},\n"b": {} x', { a: 1, b: 2 }],
  ['', {}],
])('finds benchmarks in %j', (text, lines) => {
  expect(linesOf(text)).toEqual(lines);
});

it('finds every name, whatever it is and however the file is indented', () => {
  const names = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1 }), { maxLength: 8 });
  fc.assert(
    fc.property(names, fc.constantFrom(undefined, 1, '\t'), (given, indent) => {
      fc.pre(!given.includes('__proto__'));
      const text = JSON.stringify(
        { a: [], benchmarks: Object.fromEntries(given.map((name) => [name, {}])) },
        null,
        indent,
      );
      const lines = text.split('\n');
      const found = benchmarkLines(text);
      expect([...found.keys()].sort()).toEqual(given.toSorted());
      for (const [name, line] of found) expect(lines[line - 1]).toContain(`${JSON.stringify(name)}:`);
    }),
  );
});
