import { expect, test } from 'vitest';
import { verdicts } from '../../src/model/verdict.ts';
import type { Environment } from '../../src/report/overview.ts';
import { overviewPasses, overviewVerdict } from '../../src/report/overview.ts';
import { overviewOf, overviews } from './overviews.ts';
import { links, report } from './reports.ts';

const green: Environment = { name: 'green', report: report(), links: links() };
const gone = { name: 'gone', reason: 'was cancelled', url: null };

test('the worst environment is the verdict', () => {
  for (const verdict of verdicts) {
    const environment = { ...green, report: report({ verdict }) };
    expect(overviewVerdict(overviewOf([green, environment, green]))).toBe(verdict);
  }
});

test('one missing environment is a failure that nothing makes pass', () => {
  expect(overviewVerdict(overviewOf([green, green], [gone]))).toBe('failed');
  expect(overviewPasses(overviewOf([green, green], [gone]))).toBe(false);
});

test('no environment at all is a failure', () => {
  expect(overviewVerdict(overviewOf([]))).toBe('failed');
  expect(overviewPasses(overviewOf([]))).toBe(false);
});

test('all environments must pass, by the settings that each of them ran with', () => {
  const allowed = { ...green, report: report({ verdict: 'regression', passes: true }) };
  expect(overviewPasses(overviewOf([green, allowed]))).toBe(true);
  expect(overviewPasses(overviewOf([green, { ...green, report: report({ passes: false }) }]))).toBe(false);
  expect(Object.entries(overviews).flatMap(([name, each]) => (overviewPasses(each) ? [name] : []))).toEqual([
    'matrix-leak',
    'matrix-unchanged',
    'matrix-first-run',
    'matrix-improvements',
  ]);
});
