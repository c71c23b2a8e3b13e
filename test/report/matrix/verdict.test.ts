import { expect, test } from 'vitest';
import { verdicts } from '../../../src/baseline/verdict.ts';
import type { Leg } from '../../../src/report/matrix/matrix.ts';
import { matrixPasses, matrixVerdict } from '../../../src/report/matrix/verdict.ts';
import { links, report } from '../reports.ts';
import { matrix, situations } from './situations.ts';

const green: Leg = { name: 'green', report: report(), links: links() };
const gone = { name: 'gone', reason: 'was cancelled', url: null };

test('the worst leg is the verdict', () => {
  for (const verdict of verdicts) {
    const leg = { ...green, report: report({ verdict }) };
    expect(matrixVerdict(matrix([green, leg, green]))).toBe(verdict);
  }
});

test('one missing leg is a failure that nothing makes pass', () => {
  expect(matrixVerdict(matrix([green, green], [gone]))).toBe('failed');
  expect(matrixPasses(matrix([green, green], [gone]))).toBe(false);
});

test('no leg at all is a failure', () => {
  expect(matrixVerdict(matrix([]))).toBe('failed');
  expect(matrixPasses(matrix([]))).toBe(false);
});

test('all legs must pass, by the settings that each of them ran with', () => {
  const allowed = { ...green, report: report({ verdict: 'regression', passes: true }) };
  expect(matrixPasses(matrix([green, allowed]))).toBe(true);
  expect(matrixPasses(matrix([green, { ...green, report: report({ passes: false }) }]))).toBe(false);
  expect(Object.entries(situations).flatMap(([name, each]) => (matrixPasses(each) ? [name] : []))).toEqual([
    'matrix-leak',
    'matrix-unchanged',
    'matrix-first-run',
    'matrix-improvements',
  ]);
});
