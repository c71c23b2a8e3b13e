import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { type ExpectedReport, readCandidate } from '../../src/commands/read-candidate.ts';
import { artifactNames } from '../../src/github/artifact-names.ts';
import type { Report } from '../../src/report/schema.ts';
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
    ['that is no JSON', '{', 'it is no report'],
    ['that is nothing', '', 'it is no report'],
    ['that is a zip', 'PK\u0003\u0004', 'it is a zip'],
    ['that is nested deeply', '['.repeat(200_000), 'it is no report'],
    [
      'of another format',
      { ...report, formatVersion: 2 },
      'it is no report of this version (`formatVersion` is wrong)',
    ],
    ['with a key too many', { ...report, script: 'x' }, 'it is no report'],
  ])('%s', (_name, value, why) => {
    expect(sentence(value)).toContain(why);
  });

  test('that is no text in UTF-8', () => {
    expect(readCandidate(Buffer.from([0x7b, 0xff]), expected)).toMatchObject({ sentence: /no text in UTF-8/ });
  });

  const total = ['candidate', 'baseline', 'benchmarks', 'requests', 'measurement', 'total'];
  test.each([0.5, -1, '1024', null, 1e300, 2 ** 53])('with %j for a count', (value) => {
    expect(sentence(withValue(total, value))).toContain('it is no report');
  });

  test.each([
    ['.github/workflows/swift-6.2-ubuntu-24.04-x86_64.json'],
    ['../swift-6.2-ubuntu-24.04-x86_64.json'],
    [`${folder}/../${pathOf()}`],
    [`./${pathOf()}`],
    [`/${pathOf()}`],
    ['swift-6.2-ubuntu-24.04-x86_64.json'],
  ])('with the path %s', (path) => {
    expect(sentence(withValue(['candidate', 'path'], path))).toContain(`the file lies outside of \`${folder}\``);
  });

  test.each([
    'package.json',
    'swift-6.2-x86_64.json',
    'swift-6.1-ubuntu-24.04-x86_64.json',
    'swift-6.2-ubuntu-24.04-aarch64.json',
    'swift-6.2-Ubuntu-x86_64.json',
    'swift-6.2-a..b-x86_64.json',
    'swift-6.2--x86_64.json',
    'swift-6.2-$(id)-x86_64.json',
  ])('with the file name %s', (name) => {
    expect(sentence(withValue(['candidate', 'path'], `${folder}/${name}`))).toContain('not that of its environment');
  });

  test.each<[string, readonly string[], unknown, string]>([
    ['fingerprint is another', ['fingerprint', 'cpus'], 64, 'fingerprint is not'],
    ['fingerprint is missing', ['fingerprint'], null, 'fingerprint is not'],
    ['package is another', ['package'], 'other', 'package is not'],
    ['comparison is of another file', ['baselineFile', 'path'], 'x.json', 'which baseline it was compared with'],
    ['comparison names no content', ['baselineFile', 'blob'], null, 'which baseline it was compared with'],
    ['comparison is missing', ['baselineFile'], null, 'which baseline it was compared with'],
  ])('whose %s', (_name, path, value, why) => {
    expect(sentence(withValue(path, value))).toContain(why);
  });

  test.each(['fixes #1', '@octocat', '../x', '[skip ci]', 'a\nCo-authored-by: x'])(
    'with a benchmark called %j',
    (name) => {
      expect(sentence(withValue(['candidate', 'baseline'], baselineOf(1024, name)))).toContain(
        'a benchmark has a name',
      );
    },
  );
});

test('the schema that an editor fetches is ours, whatever the report says', () => {
  const result = read(withValue(['candidate', 'baseline', '$schema'], 'https://evil.example/schema.json'));
  expect(result).toMatchObject({ outcome: 'candidate', candidate: { text: formatBaseline(baselineOf(1024)) } });
});

test('benchmarks that failed are named: they keep their numbers', () => {
  const failure = { message: 'It crashed', remedy: null, lastLines: [] };
  const partly: Report = {
    ...report,
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
