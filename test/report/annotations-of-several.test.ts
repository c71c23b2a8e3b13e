import { expect, test } from 'vitest';
import { annotationsOf } from '../../src/report/annotations.ts';
import { type Environment, overviewOfOne } from '../../src/report/overview.ts';
import { renderOutline } from '../../src/report/terminal.ts';
import { overviewOf, overviews } from './overviews.ts';
import { links, report } from './reports.ts';

const of = (name: string) => annotationsOf(overviews[name] ?? overviewOf([]));
const red = (name: string): Environment => ({ name, report: report({ passes: false }), links: links() });

test('a green overview says nothing', () => {
  for (const name of ['matrix-unchanged', 'matrix-improvements']) expect(of(name)).toEqual([]);
});

test('the verdict comes first, then missing environments, then those that fail, worst first', () => {
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
  const environments = (overviews['matrix-first-run']?.environments ?? []).map(
    (environment): Environment => ({
      ...environment,
      report: { ...environment.report, policy: { ...environment.report.policy, onMissingBaseline: 'pass' } },
    }),
  );
  expect(environments).toHaveLength(6);
  expect(annotationsOf(overviewOf(environments))).toEqual([]);
});

test('256 failing environments are eight annotations', () => {
  const environments = Array.from({ length: 256 }, (_, index) => red(`job ${index}`));
  expect(annotationsOf(overviewOf(environments))).toHaveLength(8);
});

test('a single environment has the annotations of its report', () => {
  const single = overviews['matrix-single-leg'] ?? overviewOf([]);
  expect(annotationsOf(single)).toEqual(
    single.environments.flatMap((each) => annotationsOf(overviewOfOne(each.report, each.links))),
  );
  expect(annotationsOf(single)).toHaveLength(2);
});

test('a name cannot add a line to an annotation or to the log', () => {
  const hostile = 'a\n::error::b';
  const odd = overviewOf([red(hostile), red('other')], [{ name: hostile, reason: hostile, url: null }]);
  for (const { title, message } of annotationsOf(odd)) expect(title + message).not.toContain('\n');
  expect(renderOutline(odd)).not.toMatch(/^::/m);
  expect(renderOutline(odd).split('\n')).toHaveLength(6);
});
