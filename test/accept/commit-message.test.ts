import { describe, expect, test } from 'vitest';
import { type AcceptanceFacts, acceptanceMessage, acceptsNumbersOf } from '../../src/accept/commit-message.ts';
import type { Baseline, BaselineBenchmark } from '../../src/model/baseline.ts';
import { fingerprint, perIteration as iterations } from '../baseline/measurements.ts';
import { baselineOf, pathOf } from '../report-file/candidate-reports.ts';

const facts: AcceptanceFacts = {
  changes: [{ path: pathOf(), before: baselineOf(1000), now: baselineOf(1024) }],
  ...{ measured: 'c'.repeat(40), runUrl: 'https://github.com/octo-org/shop/actions/runs/1', by: 'octocat' },
};
const message = (given: Partial<AcceptanceFacts> = {}) => acceptanceMessage({ ...facts, ...given });
const change = (before: number | null, now: number, os?: string) => ({
  ...{ path: pathOf(os), before: before === null ? null : baselineOf(before), now: baselineOf(now) },
});

describe('the subject', () => {
  test.each([
    [[change(1000, 1024)], 'Update the allocation baseline: +24 allocations (+2.4 %)'],
    [[change(1000, 1001)], 'Update the allocation baseline: +1 allocation (+0.1 %)'],
    [[change(1000, 900)], 'Update the allocation baseline: −100 allocations (−10 %)'],
    [[change(1000, 1000)], 'Update the allocation baseline: 0 allocations'],
    [[change(null, 1000)], 'Add an allocation baseline'],
    [[change(null, 1), change(null, 2, 'debian-13')], 'Add 2 allocation baselines'],
    [[change(1000, 1024), change(1000, 990, 'debian-13')], 'Update 2 allocation baselines: −10 to +24 allocations'],
    [[change(1000, 1024), change(2000, 2024, 'debian-13')], 'Update 2 allocation baselines: +24 allocations each'],
    [[change(1000, 1024), change(null, 2, 'debian-13')], 'Update 2 allocation baselines: +24 allocations (+2.4 %)'],
  ])('%#: tells the change of the total', (changes, headline) => {
    expect(message({ changes }).headline).toBe(headline);
    expect(headline.length).toBeLessThanOrEqual(72);
  });
});

test('the subject adds no allocations of a run to those of an iteration', () => {
  const both = (perRun: number, perIteration: number): Baseline => {
    const { benchmarks } = baselineOf(perRun);
    const measurement = iterations({ malloc: 0 }, { malloc: 10 * perIteration });
    const turn = { ...baselineOf(1, 'turn').benchmarks.turn, measurement } as BaselineBenchmark;
    return { ...baselineOf(1), benchmarks: { ...benchmarks, turn } };
  };
  const headlineOf = (before: Baseline, now: Baseline) =>
    message({ changes: [{ path: pathOf(), before, now }] }).headline;
  expect(headlineOf(both(100, 7), both(92, 8))).toBe('Update the allocation baseline: 2 benchmarks changed');
  expect(headlineOf(both(100, 7), both(92, 7))).toMatch(/: −8 allocations/);
});

test('the body has a table of what changed, benchmarks that came and went among them', () => {
  const merged = (...all: readonly Baseline[]): Baseline => ({
    ...baselineOf(1),
    benchmarks: Object.assign({}, ...all.map(({ benchmarks }) => benchmarks)),
  });
  const before = merged(baselineOf(1000), baselineOf(5, 'gone'), baselineOf(7, 'same'));
  const now = merged(baselineOf(1024), baselineOf(12_345, 'a new one'), baselineOf(7, 'same'));
  expect(message({ changes: [{ path: pathOf(), before, now }] }).body.split('\n\nMeasured')[0]).toBe(
    [
      'swift-6.2-ubuntu-24.04-x86_64.json:',
      '',
      '  benchmark  before     now  change',
      '  a new one    none  12,345        ',
      '  gone            5    none        ',
      '  requests    1,000   1,024     +24',
    ].join('\n'),
  );
});

test('a table ends after fifty rows, and earlier where there are many', () => {
  const names = Array.from({ length: 60 }, (_, index) => `benchmark-${index}`);
  const all = (total: number): Baseline => ({
    ...baselineOf(total),
    benchmarks: Object.assign({}, ...names.map((name) => baselineOf(total, name).benchmarks)),
  });
  const { body } = message({ changes: [{ path: pathOf(), before: all(1), now: all(2) }] });
  expect(body.match(/^ {2}benchmark-/gm)).toHaveLength(50);
  expect(body).toContain('  and 10 others');
  const changes = Array.from({ length: 100 }, () => ({ path: pathOf(), before: all(1), now: all(2) }));
  expect(message({ changes }).body.match(/^ {2}benchmark-/gm)).toHaveLength(500);
});

test('an imported threshold is no number to subtract from', () => {
  const now = baselineOf(1024);
  const imported = {
    requests: { from: 'swift-nio', file: 'Thresholds/6.2.json', name: 'x', unit: 'iteration', total: 2000 },
  } as const;
  const before: Baseline = { ...now, fingerprint: null, benchmarks: {}, imported };
  const { headline, body } = message({ changes: [{ path: pathOf(), before, now }] });
  expect(headline).toBe('Add an allocation baseline');
  expect(body).toMatch(/^ {2}requests +imported +1,024 *$/m);
});

describe('the trailers', () => {
  const trailers = (given: Partial<AcceptanceFacts> = {}) => message(given).body.split('\n\n').at(-1)?.split('\n');

  test('name commit, run, person and fingerprint, one fingerprint for equal ones', () => {
    const changes = [change(1000, 1024), change(1000, 1030, 'debian-13')];
    expect(trailers({ changes })).toEqual([
      `Measured-Commit: ${'c'.repeat(40)}`,
      'Measured-Run: https://github.com/octo-org/shop/actions/runs/1',
      'Accepted-By: octocat',
      'Fingerprint: swift=6.2.1 target=x86_64-unknown-linux-gnu libc=glibc-2.39 libcBuild=282c2c16e7b6600b0b22ea0c99010d2795752b5f countingMethod=1 cpus=4',
    ]);
  });

  test('tell whose numbers a commit accepts', () => {
    const { headline, body } = message();
    expect(acceptsNumbersOf(`${headline}\n\n${body}`, facts.measured)).toBe(true);
    expect(acceptsNumbersOf(`${headline}\n\n${body}`, 'd'.repeat(40))).toBe(false);
    expect(acceptsNumbersOf(`Measured-Commit: ${facts.measured}\n\nMore text.`, facts.measured)).toBe(false);
  });

  test('hold nothing that GitHub obeys, whatever a fingerprint says', () => {
    const now = baselineOf(1024);
    const libc = 'closes:GH-1 closes #1\n\n@octocat [skip ci]\nCo-authored-by: x <x@example.com>';
    const hostile = { ...now, fingerprint: { ...fingerprint, libc } };
    const { body } = message({ changes: [{ path: pathOf(), before: null, now: hostile }], by: 'octo\ncat' });
    expect(body).not.toMatch(/#\d|GH-|@|\[skip|^Co-authored|closes /m);
    expect(body.split('\n').at(-2)).toBe('Accepted-By: octo-cat');
  });
});

test('nothing of a replaced baseline is told but numbers, and names that a benchmark can have', () => {
  const replaced = baselineOf(1000);
  const names = [
    'x\n\nCo-authored-by: Mallory <m@example.com>',
    'Fixes #1',
    '@octocat',
    'y'.repeat(200),
    'Closes GH-12',
    'http-requests',
  ];
  const [benchmark] = Object.values(replaced.benchmarks);
  if (benchmark === undefined) throw new Error('the baseline has no benchmark');
  const before: Baseline = { ...replaced, benchmarks: Object.fromEntries(names.map((name) => [name, benchmark])) };
  const { body } = message({ changes: [{ path: pathOf(), before, now: baselineOf(1024) }] });
  expect(body).not.toMatch(/Mallory|Fixes|@|yyy|GH-/);
  expect(body.match(/^ {2}\(not a name\) /gm)).toHaveLength(4);
  expect(body.trimEnd().split('\n\n').at(-1)).toMatch(/^Measured-Commit: /);
});
