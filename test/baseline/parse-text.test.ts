import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { benchmarkLines, parseBaseline } from '../../src/baseline/parse-text.ts';
import { UsageError } from '../../src/model/errors.ts';
import { exampleBaseline } from './baselines.ts';

const path = '.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json';
const valid = formatBaseline(exampleBaseline);

function refusal(text: string): string {
  try {
    parseBaseline(text, path);
  } catch (thrown) {
    if (thrown instanceof UsageError) return thrown.message;
    throw thrown;
  }
  throw new Error('accepted');
}

/** The valid file with one piece of its text replaced. */
function edited(before: string | RegExp, after: string): string {
  const text = valid.replace(before, after);
  expect(text).not.toBe(valid);
  return text;
}

describe('a baseline file', () => {
  it('is read as it was written', () => {
    expect(parseBaseline(valid, path)).toEqual(exampleBaseline);
  });

  it('that is not JSON is refused with the place of the error', () => {
    expect(refusal('')).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json:1:1: not JSON: the file ends where a value should be. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal('malloc: 3\n')).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json:1:1: not JSON: "m" where a value should be. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal(valid.slice(0, 300))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json:13:19: not JSON: the file ends where the rest of a text in double quotes should be. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal(edited('"cpus": 4,', '"cpus": 4'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json:128:5: not JSON: "\\"" where "," or "}" should be. Restore the file from git, or delete it and accept a new baseline."`,
    );
  });

  it('with a benchmark twice, as a merge of two branches may leave it, is refused', () => {
    expect(refusal(edited('"decode json": {', '"http": {'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json:77:5: the key "http" is there twice; keep one. Restore the file from git, or delete it and accept a new baseline."`,
    );
  });

  it('with conflict markers of git is refused by name', () => {
    const conflict = '<<<<<<< HEAD\n$1=======\n        "malloc": 7\n>>>>>>> main\n';
    expect(refusal(edited(/(\s+"malloc": 1000,?\n)/, `\n${conflict}`))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json:88: git's conflict markers are in the file. Take the base branch's side of it, and accept the new numbers once the gate has measured the merged code."`,
    );
    expect(refusal(`${valid}>>>>>>> main\r\n`)).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json:135: git's conflict markers are in the file. Take the base branch's side of it, and accept the new numbers once the gate has measured the merged code."`,
    );
  });

  it('of a newer format asks for a newer action', () => {
    expect(refusal(edited('"formatVersion": 2', '"formatVersion": 3'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: written by a newer version of the gate (formatVersion is 3, this version reads 2): update the action."`,
    );
    expect(refusal('{ "formatVersion": 99, "anything": [] }')).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: written by a newer version of the gate (formatVersion is 99, this version reads 2): update the action."`,
    );
  });

  it('that is something else is no baseline', () => {
    expect(refusal('[]')).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: not a baseline: it has no formatVersion, a whole number. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal('{ "formatVersion": "1" }')).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: not a baseline: it has no formatVersion, a whole number. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal('{ "formatVersion": 0 }')).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: formatVersion is 0, which never was a format. Restore the file from git, or delete it and accept a new baseline."`,
    );
  });

  it('with negative, fractional or impossible integers names the key and the value', () => {
    expect(refusal(edited('"malloc": 1000', '"malloc": -3'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: benchmarks."http".measurement.counts.malloc is -3; it must be 0 or more. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal(edited('"malloc": 1000', '"malloc": 1000.5'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: benchmarks."http".measurement.counts.malloc is 1000.5; it must be a whole number. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal(edited('"malloc": 1000', '"malloc": 1e300'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: benchmarks."http".measurement.counts.malloc is 1e+300; it must be 9007199254740991 or less. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal(edited('"malloc": 1000', '"malloc": "1000"'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: benchmarks."http".measurement.counts.malloc is "1000"; it must be a number. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal(edited('"runs": 10', '"runs": 0'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: benchmarks."decode json".measurement.runs is 0; it must be 1 or more. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal(edited('"iterations": 11', '"iterations": 1'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: benchmarks."decode json".measurement.to.iterations is 1; it must be larger than from.iterations, which is 1. Restore the file from git, or delete it and accept a new baseline."`,
    );
  });

  it('with a missing, unknown or misshapen key names it', () => {
    expect(refusal(edited(/,\n {2}"package": .*/, ''))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: package is missing. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal(edited('"package": "server"', '"package": ""'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: package is ""; it must be a text that is not empty. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal(edited('"unit": "run"', '"unit": "hour"'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: benchmarks."http".measurement.unit must be "run" or "iteration". Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal(edited('"malloc": 1000', '"mallok": 1000'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: benchmarks."http".measurement.counts.malloc is missing (and 1 more). Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal(edited('"count": 5,', '"count": null,'))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: benchmarks."http".sites[1].count is null; it must be a number. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal(edited('"callers": []', `"callers": [${'"x", '.repeat(8)}"x"]`))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: benchmarks."http".sites[1].callers must be a list of at most 8 entries. Restore the file from git, or delete it and accept a new baseline."`,
    );
    expect(refusal('{ "formatVersion": 1 }')).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: package is missing (and 3 more). Restore the file from git, or delete it and accept a new baseline."`,
    );
  });

  it('larger than 8 MiB is refused', () => {
    expect(refusal(' '.repeat(50 * 1024 * 1024))).toMatchInlineSnapshot(
      `".github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: the file has 50 MiB, and a baseline at most 8. Restore the file from git, or delete it and accept a new baseline."`,
    );
  });

  it('never makes a message longer than a screen', () => {
    const long = 'x'.repeat(1_000_000);
    expect(refusal(edited('"unit": "run"', `"unit": "${long}"`)).length).toBeLessThan(1000);
    expect(refusal(edited('"http"', `"${long}"`)).length).toBeLessThan(1000);
    expect(refusal(edited('"malloc": 1000', `"${long}": 1000`)).length).toBeLessThan(1000);
  });
});

describe('imported thresholds', () => {
  const imported = {
    greeting: { from: 'swift-nio', file: 'Thresholds/6.2.json', name: '500_greetings', unit: 'iteration', total: 12 },
  } as const;
  const text = (baseline: unknown) => JSON.stringify(baseline, null, 2);

  it('stand beside measured numbers, or alone without a fingerprint', () => {
    const beside = { ...exampleBaseline, imported };
    expect(parseBaseline(formatBaseline(beside), path)).toEqual(beside);
    const alone = { ...beside, fingerprint: null, benchmarks: {} };
    expect(parseBaseline(formatBaseline(alone), path)).toEqual(alone);
  });

  it('do not excuse measured numbers without a fingerprint', () => {
    expect(refusal(text({ ...exampleBaseline, fingerprint: null }))).toContain(
      'fingerprint is null; benchmarks were measured, so it must be an object.',
    );
  });

  it('of an unknown tool, or negative, are refused with their key', () => {
    const edit = (change: object) =>
      text({ ...exampleBaseline, imported: { greeting: { ...imported.greeting, ...change } } });
    expect(refusal(edit({ from: 'elsewhere' }))).toContain(
      'imported.greeting.from is "elsewhere"; it must be "swift-nio" or "package-benchmark"',
    );
    expect(refusal(edit({ total: -1 }))).toContain('imported.greeting.total is -1; it must be 0 or more');
  });
});

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
