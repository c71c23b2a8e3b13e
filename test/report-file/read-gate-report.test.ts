import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MeasuredBenchmark, Report } from '../../src/model/report.ts';
import { artifactNames } from '../../src/report-file/artifact-names.ts';
import { type ExpectedSource, readGateReport } from '../../src/report-file/read-gate-report.ts';
import { allowedOfTotal, benchmark, counts, failedBenchmark, report as reportOf } from '../report/reports.ts';
import { gateSource } from './candidate-reports.ts';

const grown = benchmark({
  ...{ name: 'requests', verdict: 'regression', before: { malloc: 1000 }, now: { malloc: 1024 } },
});
const report: Report = reportOf({
  ...{ source: gateSource, verdict: 'regression', passes: false },
  benchmarks: [benchmark({ name: 'same' }), grown],
});
const expected: ExpectedSource = {
  ...{ repository: 'octo-org/shop', event: 'pull_request', isPullRequest: (number) => number === 7 },
  ...{ headSha: gateSource.headSha, mergeSha: gateSource.measuredSha, runId: 1000, runAttempt: 1 },
  artifactName: artifactNames({ key: report.key, ...gateSource }).report,
};
const read = (value: unknown, given: Partial<ExpectedSource> = {}) =>
  readGateReport(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), { ...expected, ...given });
const sentence = (value: unknown, given: Partial<ExpectedSource> = {}) => {
  const result = read(value, given);
  return result.outcome === 'refused' ? result.sentence : 'taken';
};

test('what the gate leaves is a report', () => {
  expect(read(report)).toEqual({ outcome: 'report', report });
});

test('the checked-out commit is compared where it is known', () => {
  const source = { ...gateSource, measuredSha: 'e'.repeat(40) };
  expect(sentence({ ...report, source })).toContain('it is of another commit');
  expect(sentence({ ...report, source }, { mergeSha: null })).toBe('taken');
});

/** Reports whose one benchmark is the regression with a change. */
function numbers(changes: readonly (readonly [string, Partial<MeasuredBenchmark>])[]) {
  return changes.map(([name, change]): [string, Partial<Report>, string] => {
    const verdict = change.verdict ?? 'regression';
    const given = { benchmarks: [{ ...grown, ...change }], verdict, passes: verdict === 'pass' };
    return [name, given, 'a verdict does not follow from its numbers'];
  });
}

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
    ['with a key twice', JSON.stringify(report).replace('{', '{"key":"a",'), 'it is no JSON'],
    ['with __proto__', JSON.stringify(report).replace('{', '{"__proto__":{"passes":true},'), 'it is no JSON'],
    ['with an infinite number', JSON.stringify(report).replace(/"total":1000/, '"total":1e999'), 'it is no report'],
    ['of a newer format', { formatVersion: 3 }, 'it was written by a newer version of the gate (formatVersion is 3,'],
    ['of no format', { ...report, formatVersion: 0 }, 'no report of this version (`formatVersion` is wrong)'],
    ['with a key too many', { ...report, script: 'x' }, 'it is no report'],
    ['with 501 benchmarks', { ...report, benchmarks: Array(501).fill(grown) }, '(`benchmarks` is wrong)'],
    ['with a name too long', { ...report, package: 'x'.repeat(10_001) }, '(`package` is wrong)'],
  ])('%s', (_name, value, why) => {
    expect(sentence(value)).toContain(why);
  });

  test('that is no UTF-8', () => {
    expect(readGateReport(Buffer.from([0x7b, 0xff, 0x7d]), expected)).toMatchObject({
      sentence: expect.stringContaining('it is no text in UTF-8'),
    });
  });

  test.each<[string, Partial<Report>, string]>([
    ['passes with a regression', { passes: true }, 'it passes against its own settings'],
    ['says pass over a regression', { verdict: 'pass', passes: true }, 'its verdict is not that of its benchmarks'],
    [
      'says pass over a failure',
      { verdict: 'pass', passes: true, benchmarks: [benchmark({}), failedBenchmark()] },
      'its verdict is not that of its benchmarks',
    ],
    ['measured nothing and passes', { verdict: 'pass', passes: true, benchmarks: [] }, 'its verdict is not that'],
    ['has a benchmark twice', { benchmarks: [grown, grown] }, 'a benchmark is there twice'],
    ...numbers([
      ['hides an increase in the verdict', { verdict: 'pass' }],
      ['hides an increase in the delta', { delta: { ...counts({}), total: 0 } }],
      ['hides an increase in the total', { total: 1000, counts: counts({ malloc: 1000 }) }],
      ['forgets its baseline', { verdict: 'pass', baseline: null, delta: null }],
      ['allows itself what its limit does not', { verdict: 'pass', allowed: allowedOfTotal(100) }],
      ['says that something else was allowed', { allowed: allowedOfTotal(100) }],
      ['says that something else decided', { decidedBy: 'realloc' }],
    ]),
  ])('that %s', (_name, change, why) => {
    expect(sentence({ ...report, ...change })).toContain(why);
  });
});

test('whatever the bytes are, the answer is a report or one sentence of ours', () => {
  const text = JSON.stringify(report);
  fc.assert(
    fc.property(fc.nat(text.length), fc.string({ unit: 'binary', maxLength: 20 }), (at, noise) => {
      const result = read(text.slice(0, at) + noise + text.slice(at + noise.length));
      if (result.outcome === 'refused') {
        expect(result.sentence).toMatch(/^The artifact `[\w.-]+` is not taken: [^\n<>@]+\.$/);
      }
    }),
  );
});
