import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import type { Environment, Overview } from '../../src/report/overview.ts';
import { plainOf } from '../../src/report/phrase.ts';
import { overviewSentence, verdictSign } from '../../src/report/sentence.ts';
import { overviewOf, overviews } from './overviews.ts';
import { benchmark, failedBenchmark, links, report } from './reports.ts';

const sentence = (each: Overview) => plainOf(overviewSentence(each));
const environment = (name: string, given: Partial<Report> = {}): Environment => ({
  name,
  report: report(given),
  links: links(),
});
const worse = (by: number, name = 'http-requests') =>
  benchmark({ name, verdict: 'regression', before: { malloc: 100 }, now: { malloc: 100 + by } });
const red = (name: string, ...benchmarks: Report['benchmarks']) =>
  environment(name, { verdict: 'regression', passes: false, benchmarks });

test('the largest regression is told, wherever it is', () => {
  expect(sentence(overviewOf([red('a', worse(1)), red('b', worse(5), worse(2, 'other')), environment('c')]))).toBe(
    '2 of 3 environments allocate more: +5 malloc per run in http-requests (+5 %, limit 0) on b, and in 1 other benchmark. Besides, 1 is unchanged.',
  );
});

test('two environments that both allocate more are not called all 2', () => {
  expect(sentence(overviewOf([red('a', worse(5)), red('b', worse(1))]))).toBe(
    'Both environments allocate more: +5 malloc per run in http-requests (+5 %, limit 0) on a.',
  );
});

test('what failed is told beside a regression in the same environment', () => {
  expect(sentence(overviewOf([red('a', worse(1), failedBenchmark()), environment('b')]))).toBe(
    '1 of 2 environments allocates more: +1 malloc per run in http-requests (+1 %, limit 0) on a. Besides, 1 could only be measured in part, 1 is unchanged.',
  );
});

test('an environment without any benchmark could not be measured', () => {
  expect(
    sentence(overviewOf([environment('a', { verdict: 'failed', passes: false, benchmarks: [] }), environment('b')])),
  ).toBe('1 of 2 environments could not be measured: a. Besides, 1 is unchanged.');
});

test('each situation has its sentence', () => {
  const said = Object.entries(overviews).map(([name, each]) => [name, `${verdictSign(each)} ${sentence(each)}`]);
  expect(Object.fromEntries(said)).toMatchObject({
    'matrix-unchanged': '✅ Allocations are unchanged in 6 benchmarks on 6 environments.',
    'matrix-first-run':
      '⚠️ There is no baseline yet: 2 benchmarks were measured on 6 environments, with nothing to compare. This does not fail the check.',
    'matrix-measured-base':
      '❌ 2 of 6 environments cannot be compared: Swift 6.3.0 on ubuntu-24.04 and 1 other. Besides, 4 are unchanged. This fails the check.',
    'matrix-no-report': '❌ Nothing was measured: none of 6 jobs left a report.',
  });
});

test('a first baseline is told from a new benchmark', () => {
  const fresh = benchmark({ before: null });
  const first = { path: 'a.json', exists: false, blob: null };
  expect(
    sentence(overviewOf([environment('a', { verdict: 'no-baseline', benchmarks: [fresh] }), environment('b')])),
  ).toContain('1 of 2 environments has benchmarks without a baseline: a.');
  expect(
    sentence(
      overviewOf([
        environment('a', { verdict: 'no-baseline', benchmarks: [fresh], baselineFile: first }),
        environment('b'),
      ]),
    ),
  ).toContain('1 of 2 environments has no baseline yet: a.');
});

test('settings that see the verdict otherwise are told', () => {
  const allowed = environment('a', { verdict: 'regression', passes: true, benchmarks: [worse(1)] });
  expect(sentence(overviewOf([allowed, environment('b')]))).toContain("This gate's settings let it pass.");
  const removed = environment('a', { passes: false, removed: ['old', 'older'] });
  expect(sentence(overviewOf([removed, environment('b', { removed: ['old'] })]))).toBe(
    "Allocations are unchanged in 1 benchmark on 2 environments. Besides, 2 benchmarks are not measured any more. This gate's settings fail it all the same.",
  );
});

test('a fall to almost nothing is no green sign', () => {
  const fall = benchmark({ verdict: 'improvement', suspicious: true, before: { malloc: 900 }, now: { malloc: 3 } });
  expect(
    verdictSign(overviewOf([environment('a'), environment('b', { verdict: 'improvement', benchmarks: [fall] })])),
  ).toBe('⚠️');
});
