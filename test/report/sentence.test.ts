import { describe, expect, test } from 'vitest';
import type { MeasuredBenchmark, Report } from '../../src/model/report.ts';
import { renderComment } from '../../src/report/comment-and-summary.ts';
import { noLinks } from '../../src/report/links.ts';
import { overviewOfOne } from '../../src/report/overview.ts';
import { markdownOf, plainOf } from '../../src/report/phrase.ts';
import { verdictSentence, verdictSign } from '../../src/report/sentence.ts';
import { benchmark, failedBenchmark, report } from './reports.ts';

const sentence = (given: Partial<Report>) => markdownOf(verdictSentence(report(given)));

function moved(name: string, delta: number, verdict: MeasuredBenchmark['verdict'], limit = 0): MeasuredBenchmark {
  return benchmark({
    name,
    verdict,
    before: { malloc: 1000 },
    now: { malloc: 1000 + delta },
    limit: { absolute: limit, percent: 0 },
  });
}

const regression = (name: string, delta: number) => moved(name, delta, 'regression');

describe('the sentence', () => {
  test('of a regression names its largest case', () => {
    const benchmarks = [regression('small', 1), regression('large', 50), regression('middle', 20)];
    expect(sentence({ verdict: 'regression', passes: false, benchmarks })).toBe(
      '**3 benchmarks allocate more**: +50 `malloc` per run in `large` (+5 %, limit 0) and 2 others.',
    );
  });

  test('of a regression names no function where several moved the total', () => {
    const both = benchmark({
      verdict: 'regression',
      before: { malloc: 10, calloc: 10 },
      now: { malloc: 11, calloc: 14 },
    });
    expect(sentence({ verdict: 'regression', passes: false, benchmarks: [both] })).toContain('+5 allocations per run');
  });

  test('of a regression of realloc says so', () => {
    const grown = benchmark({
      verdict: 'regression',
      before: { malloc: 10, realloc: 100 },
      now: { malloc: 9, realloc: 150 },
    });
    expect(sentence({ verdict: 'regression', passes: false, benchmarks: [grown] })).toBe(
      '**1 benchmark allocates more**: +50 `realloc` of existing blocks per run in `http-requests` (+50 %, limit 0).',
    );
  });

  test('gives the limit as per cent where per cent decided, and never the noise of the baseline', () => {
    const before = { malloc: 1000 };
    const percent = benchmark({
      verdict: 'regression',
      before,
      now: { malloc: 1100 },
      limit: { absolute: 5, percent: 2.5 },
    });
    const noise = benchmark({ verdict: 'regression', before, now: { malloc: 1100 }, noiseBefore: 7 });
    expect(sentence({ verdict: 'regression', passes: false, benchmarks: [percent] })).toContain('limit +2.5 %');
    expect(sentence({ verdict: 'regression', passes: false, benchmarks: [noise] })).toContain('limit 0)');
  });

  test('of an improvement of realloc alone says so', () => {
    const before = { malloc: 10, realloc: 100 };
    const shrunk = benchmark({ verdict: 'improvement', before, now: { malloc: 10, realloc: 40 } });
    expect(sentence({ verdict: 'improvement', benchmarks: [shrunk] })).toContain(': −60 `realloc` of existing blocks');
  });

  test('takes the rounding of fractions for no change', () => {
    const same = benchmark({ unit: 'iteration', before: { malloc: 1 }, now: { malloc: 1 + 1e-13 } });
    expect(sentence({ benchmarks: [same] })).toBe('**Allocations are unchanged** in 1 benchmark.');
  });

  test('names no per cent of nothing', () => {
    const first = benchmark({ verdict: 'regression', before: {}, now: { malloc: 1 } });
    expect(sentence({ verdict: 'regression', passes: false, benchmarks: [first] })).toContain('(from 0, limit 0)');
  });

  test('puts the worst first and counts the rest', () => {
    const benchmarks = [
      benchmark({ name: 'same' }),
      moved('inside', 3, 'pass', 5),
      moved('less', -20, 'improvement'),
      benchmark({ name: 'new', before: null }),
      regression('more', 7),
      failedBenchmark({ name: 'broken' }),
    ];
    expect(sentence({ verdict: 'failed', passes: false, benchmarks, removed: ['gone'] })).toBe(
      '**1 benchmark could not be measured**: `broken`. Besides, 1 allocates more, 1 has no baseline yet, 1 allocates less, 1 changed within its limit, 1 is unchanged, 1 is not measured any more.',
    );
  });

  test('of a failure of the whole is its message', () => {
    const failure = { message: '`swift build` failed', remedy: null, lastLines: [] };
    expect(sentence({ verdict: 'failed', passes: false, failure, benchmarks: [] })).toBe(
      '**Allocations could not be measured**: `swift build` failed.',
    );
  });

  test('of a report without benchmarks is not a green one', () => {
    expect(sentence({ verdict: 'failed', passes: false, benchmarks: [] })).toBe('**Nothing was measured**.');
  });

  test('names what makes the baseline incomparable', () => {
    const differences = [{ field: 'swift', baseline: '6.2.1', measured: '6.3.0' }];
    const benchmarks = [benchmark({ verdict: 'incomparable', differences })];
    expect(sentence({ verdict: 'incomparable', passes: true, benchmarks })).toBe(
      '**1 benchmark cannot be compared**: the baseline was measured with `swift` `6.2.1`, this with `6.3.0`. This does not fail the check.',
    );
  });

  test('of a move from one function to another alone names no function', () => {
    const both = benchmark({ before: { malloc: 10, calloc: 10 }, now: { malloc: 9, calloc: 11 } });
    expect(sentence({ benchmarks: [both] })).toBe(
      '**1 benchmark changed within its limit**: the same number of allocations per run, by other functions, in `http-requests`.',
    );
  });
});

describe('what the settings see otherwise is said:', () => {
  const without = [benchmark({ before: null })];
  test.each([
    [
      'a regression that passes',
      { verdict: 'regression', passes: true, benchmarks: [regression('x', 1)] },
      /let it pass\.$/,
    ],
    [
      'an improvement that fails',
      { verdict: 'improvement', passes: false, benchmarks: [moved('x', -1, 'improvement')] },
      /fail it all the same\.$/,
    ],
    ['a pass that fails', { verdict: 'pass', passes: false, removed: ['x'] }, /fail it all the same\.$/],
    [
      'no baseline that passes',
      { verdict: 'no-baseline', passes: true, benchmarks: without },
      /does not fail the check\.$/,
    ],
    [
      'no baseline that fails',
      { verdict: 'no-baseline', passes: false, benchmarks: without },
      /This fails the check\.$/,
    ],
  ] as const)('%s', (_what, given, ending) => {
    expect(
      plainOf(
        verdictSentence(
          report({
            ...given,
            benchmarks: 'benchmarks' in given ? [...given.benchmarks] : [benchmark({})],
            removed: 'removed' in given ? [...given.removed] : [],
          }),
        ),
      ),
    ).toMatch(ending);
  });

  test('nothing, where the verdict speaks for itself', () => {
    expect(sentence({ verdict: 'regression', passes: false, benchmarks: [regression('x', 1)] })).not.toContain(
      'settings',
    );
    expect(sentence({})).toBe('**Allocations are unchanged** in 1 benchmark.');
  });
});

test.each([
  ['pass', true, '✅'],
  ['improvement', true, '✅'],
  ['improvement', false, '❌'],
  ['regression', false, '❌'],
  ['regression', true, '⚠️'],
  ['no-baseline', true, '⚠️'],
  ['incomparable', false, '❌'],
] as const)('the sign of %s, passing %s, is %s', (verdict, passes, sign) => {
  expect(verdictSign(overviewOfOne(report({ verdict, passes }), noLinks))).toBe(sign);
});

test('a fall to almost nothing has no green sign', () => {
  const benchmarks = [benchmark({ verdict: 'improvement', suspicious: true })];
  expect(verdictSign(overviewOfOne(report({ verdict: 'improvement', benchmarks }), noLinks))).toBe('⚠️');
});

test('a benchmark that allocates nothing per iteration is said to be suspicious on its first run alone', () => {
  const idle = { unit: 'iteration', now: {} } as const;
  const said = (given: Parameters<typeof benchmark>[0]) =>
    renderComment(overviewOfOne(report({ verdict: 'no-baseline', benchmarks: [benchmark(given)] }), noLinks));
  const words = 'allocates nothing per iteration: does its loop do the work already?';
  expect(said({ ...idle, before: null })).toContain(words);
  expect(said(idle)).not.toContain(words);
  expect(said({ unit: 'run', now: {}, before: null })).not.toContain(words);
});
