import { expect, test } from 'vitest';
import { annotationsOf } from '../../../src/report/annotations.ts';
import { matrixAnnotations } from '../../../src/report/matrix/annotations.ts';
import type { Leg } from '../../../src/report/matrix/matrix.ts';
import { renderMatrixTerminal } from '../../../src/report/matrix/terminal.ts';
import { links, report } from '../reports.ts';
import { matrix, situations } from './situations.ts';

const of = (name: string) => matrixAnnotations(situations[name] ?? matrix([]));
const red = (name: string): Leg => ({ name, report: report({ passes: false }), links: links() });

test('a green matrix says nothing', () => {
  for (const name of ['matrix-unchanged', 'matrix-improvements']) expect(of(name)).toEqual([]);
});

test('the verdict comes first, then missing legs, then those that fail, worst first', () => {
  const all = of('matrix-six-legs');
  expect(all.map(({ level, title }) => `${level} ${title}`)).toEqual([
    'error Swift Allocation Gate',
    'error Swift 6.3.0 on ubuntu-24.04-arm',
    'error Swift 6.2.1 on ubuntu-24.04',
    'error Swift 6.2.1 on ubuntu-24.04-arm',
    'error Swift 6.3.0 on ubuntu-24.04',
  ]);
  expect(all[0]?.message).toContain('2 of 6 environments allocate more: +1,024 malloc');
  expect(all[1]?.message).toBe('Swift 6.3.0 on ubuntu-24.04-arm was cancelled');
});

test('what the settings let pass is one warning', () => {
  expect(of('matrix-first-run').map(({ level }) => level)).toEqual(['warning']);
});

test('a first run whose settings let it pass without a word says nothing', () => {
  const legs = (situations['matrix-first-run']?.legs ?? []).map(
    (leg): Leg => ({
      ...leg,
      report: { ...leg.report, policy: { ...leg.report.policy, onMissingBaseline: 'pass' } },
    }),
  );
  expect(legs).toHaveLength(6);
  expect(matrixAnnotations(matrix(legs))).toEqual([]);
});

test('256 failing legs are ten annotations', () => {
  const legs = Array.from({ length: 256 }, (_, index) => red(`job ${index}`));
  expect(matrixAnnotations(matrix(legs))).toHaveLength(10);
});

test('a single leg has the annotations of its report', () => {
  const single = situations['matrix-single-leg'] ?? matrix([]);
  expect(matrixAnnotations(single)).toEqual(single.legs.flatMap((leg) => annotationsOf(leg.report)));
  expect(matrixAnnotations(single)).toHaveLength(2);
});

test('a name cannot add a line to an annotation or to the log', () => {
  const hostile = 'a\n::error::b';
  const odd = matrix([red(hostile), red('other')], [{ name: hostile, reason: hostile, url: null }]);
  for (const { title, message } of matrixAnnotations(odd)) expect(title + message).not.toContain('\n');
  expect(renderMatrixTerminal(odd)).not.toMatch(/^::/m);
  expect(renderMatrixTerminal(odd).split('\n')).toHaveLength(6);
});
