import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import type { Report } from '../../src/model/report.ts';
import { artifactNames } from '../../src/report-file/artifact-names.ts';
import { type ExpectedReport, readCandidate } from '../../src/report-file/read-candidate.ts';
import { baselineOf, candidateReport, folder, gateSource, pathOf } from './candidate-reports.ts';

const report = candidateReport({ blob: 'b'.repeat(40) });
const expected: ExpectedReport = {
  ...{ repository: 'octo-org/shop', pullRequest: 7, headSha: gateSource.headSha, runId: 1000, runAttempt: 1 },
  folders: [folder],
  artifactName: artifactNames({ key: report.key, ...gateSource }).report,
};
const read = (value: unknown, given: Partial<ExpectedReport> = {}) =>
  readCandidate(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), { ...expected, ...given });
const sentence = (value: unknown, given: Partial<ExpectedReport> = {}) => {
  const result = read(value, given);
  return result.outcome === 'refused' ? result.sentence : `taken: ${result.outcome}`;
};
/** The report with the value at a path of keys replaced. */
const withValue = (path: readonly string[], value: unknown): unknown => {
  const copy: unknown = JSON.parse(JSON.stringify(report));
  const parent = path.slice(0, -1).reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), copy);
  Reflect.set(Object(parent), path.at(-1) ?? '', value);
  return copy;
};

const canonical = formatBaseline(baselineOf(1024));
const withText = (text: string) => withValue(['candidate', 'text'], text);

/** The report for a baseline file somewhere else. */
const withPath = (path: string): unknown => ({
  ...report,
  baselineFile: { ...report.baselineFile, path },
  candidate: { ...report.candidate, path },
});

test('what the gate leaves is a candidate: a path of our own, and the canonical bytes', () => {
  expect(read(report)).toEqual({
    outcome: 'candidate',
    candidate: {
      ...{ key: report.key, path: pathOf(), comparedBlob: 'b'.repeat(40), failed: [] },
      ...{ baseline: baselineOf(1024), text: formatBaseline(baselineOf(1024)) },
    },
  });
});

test('a gate that could measure nothing leaves no candidate', () => {
  expect(read({ ...report, candidate: null })).toEqual({ outcome: 'unmeasured', key: report.key });
});

test('a folder of a package is ours where the input names it', () => {
  const path = 'packages/client/allocations/swift-6.2-debian-13-x86_64.json';
  const moved = { ...report, baselineFile: { ...report.baselineFile, path }, candidate: { ...report.candidate, path } };
  expect(read(moved, { folders: ['packages/server/allocations', 'packages/client/allocations'] })).toMatchObject({
    candidate: { path },
  });
});

describe('a report is not taken', () => {
  test.each([
    ['another repository', { repository: 'mona/shop' }, 'it is of another repository'],
    ['another pull request', { pullRequest: 8 }, 'it is of another pull request'],
    ['no pull request', { pullRequest: null }, 'it is of another pull request'],
    ['a push', { event: 'push' }, 'it is of another pull request'],
    ['another commit', { headSha: 'a'.repeat(40) }, 'it is of another commit'],
    ['another run', { runId: 1 }, 'it is of another run'],
    ['another attempt', { runAttempt: 2 }, 'it is of another run'],
  ])('that is of %s', (_name, source, why) => {
    expect(sentence({ ...report, source: { ...gateSource, ...source } })).toBe(
      `The artifact \`${expected.artifactName}\` is not taken: ${why}.`,
    );
  });

  test.each<[string, unknown, string]>([
    ['that is of no run', { ...report, source: null }, 'it is not of a run on GitHub'],
    ['whose name is that of another key', { ...report, key: 'other' }, 'its name does not fit its key'],
    ['that is no JSON', '{', 'it is no JSON'],
    ['that is nothing', '', 'it is no JSON'],
    ['that is a zip', 'PK\u0003\u0004', 'it is a zip'],
    ['that is nested deeply', '['.repeat(200_000), 'it is no JSON'],
    [
      'of another format',
      { ...report, formatVersion: 0 },
      'it is no report of this version (`formatVersion` is wrong)',
    ],
    ['with a key too many', { ...report, script: 'x' }, 'it is no report'],
  ])('%s', (_name, value, why) => {
    expect(sentence(value)).toContain(why);
  });

  test('that is no text in UTF-8', () => {
    expect(readCandidate(Buffer.from([0x7b, 0xff]), expected)).toMatchObject({ sentence: /no text in UTF-8/ });
  });

  test.each(['0.5', '-1', '"1024"', 'null', '1e300', '9007199254740992', '1e3', '1024.0', '01024'])(
    'with %s for a count',
    (value) => {
      const text = canonical.replaceAll(': 1024', `: ${value}`);
      expect(text).not.toBe(canonical);
      expect(sentence(withText(text))).toContain('its baseline is none, or not as the gate writes one');
    },
  );

  test.each<[string, string]>([
    ['that is no baseline', '{}\n'],
    ['that is nothing', ''],
    ['with other spaces', JSON.stringify(baselineOf(1024), null, 2)],
    ['with a line more', `${canonical}\n`],
    ['with a line less', canonical.trimEnd()],
    ['with a comment', `${canonical.trimEnd()} // ::set-output\n`],
    ['with a key twice', canonical.replace('"package": "shop"', '"package": "shop",\n  "package": "shop"')],
    ['with a key too many', canonical.replace('"package": "shop"', '"package": "shop",\n  "script": "x"')],
    [
      'with keys in another order',
      `{\n  "package": "shop",${canonical.slice(1).replace(',\n  "package": "shop"', '')}`,
    ],
    ['whose schema is not ours', formatBaseline({ ...baselineOf(1024), $schema: 'https://evil.example/schema.json' })],
    ['without a schema', canonical.replace(/ {2}"\$schema.*\n/, '')],
    ['whose letters are spelled out', canonical.replace('"shop"', '"sho\\u0070"')],
  ])('whose baseline is a text %s', (_name, text) => {
    expect(text).not.toBe(canonical);
    expect(sentence(withText(text))).toContain('its baseline is none, or not as the gate writes one');
  });

  test.each([
    ['.github/workflows/swift-6.2-ubuntu-24.04-x86_64.json'],
    ['../swift-6.2-ubuntu-24.04-x86_64.json'],
    [`${folder}/../${pathOf()}`],
    [`./${pathOf()}`],
    [`/${pathOf()}`],
    ['swift-6.2-ubuntu-24.04-x86_64.json'],
  ])('with the path %s', (path) => {
    expect(sentence(withPath(path))).toContain(`the file lies outside of \`${folder}\``);
  });

  test.each(['package.json', 'Package.swift', 'swift-6.2.yml', 'swift-$(id).json'])(
    'with a name that no baseline has: %s',
    (name) => {
      expect(sentence(withPath(`${folder}/${name}`))).toContain('its baseline has a name that no baseline has');
    },
  );

  test.each([
    'swift-6.2-x86_64.json',
    'swift-6.1-ubuntu-24.04-x86_64.json',
    'swift-6.2-ubuntu-24.04-aarch64.json',
    'swift-6.2-Ubuntu-x86_64.json',
    'swift-6.2-a..b-x86_64.json',
    'swift-6.2--x86_64.json',
  ])('with the file name %s', (name) => {
    expect(sentence(withPath(`${folder}/${name}`))).toContain('not that of its environment');
  });

  test.each<[string, readonly string[], unknown, string]>([
    ['fingerprint is another', ['fingerprint', 'cpus'], 64, 'fingerprint is not'],
    ['fingerprint is missing', ['fingerprint'], null, 'fingerprint is not'],
    ['package is another', ['package'], 'other', 'package is not'],
    ['comparison is of another file', ['baselineFile', 'path'], 'x.json', 'than the one it was compared with'],
    ['path is another', ['candidate', 'path'], 'swift-6.json', 'than the one it was compared with'],
    ['comparison names no content', ['baselineFile', 'blob'], null, 'which baseline it was compared with'],
    ['comparison is missing', ['baselineFile'], null, 'than the one it was compared with'],
  ])('whose %s', (_name, path, value, why) => {
    expect(sentence(withValue(path, value))).toContain(why);
  });

  test('with an imported threshold under a name that no benchmark can have', () => {
    const threshold = { from: 'swift-nio', file: '6.2.json', name: 'x', unit: 'iteration', total: 1 } as const;
    const imported = { 'fixes #1': threshold };
    const text = formatBaseline({ ...baselineOf(1024), imported });
    expect(sentence(withText(text))).toContain('a benchmark has a name');
  });

  test.each(['fixes #1', '@octocat', '../x', '[skip ci]', 'a\nCo-authored-by: x'])(
    'with a benchmark called %j',
    (name) => {
      const benchmarks = { ...baselineOf(1024).benchmarks, ...baselineOf(1024, name).benchmarks };
      const text = formatBaseline({ ...baselineOf(1024), benchmarks });
      expect(sentence(withText(text))).toContain('a benchmark has a name');
    },
  );
});

test('a difference that is not that of the baseline is refused: people accept by what they see', () => {
  expect(sentence(withValue(['candidate', 'diff'], '-1000\n+1\n'))).toContain('its diff is not that of its baseline');
});

test('benchmarks that failed are named: they keep their numbers', () => {
  const failure = { message: 'It crashed', remedy: null, lastLines: [] };
  const partly: Report = {
    ...report,
    ...{ verdict: 'failed', passes: false },
    benchmarks: [...report.benchmarks, { name: 'load', verdict: 'failed', failure }],
  };
  expect(read(partly)).toMatchObject({ candidate: { failed: ['load'] } });
});

test('no bytes make it throw', () => {
  const text = JSON.stringify(report);
  const edits = fc.tuple(
    fc.nat({ max: text.length }),
    fc.nat({ max: 20 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  fc.assert(
    fc.property(edits, ([at, length, inserted]) => {
      read(text.slice(0, at) + inserted + text.slice(at + length));
    }),
  );
});
