import { describe, expect, it } from 'vitest';
import type { MeasuredBenchmark } from '../../src/model/report.ts';
import { contradictionIn } from '../../src/report-file/contradiction.ts';
import { allowedOfTotal, benchmark, counts, importedBenchmark, report } from '../report/reports.ts';

/** Per run, as the numbers of the measurement are. */
const beside = (total: number, threshold: number, given: Partial<MeasuredBenchmark> = {}) =>
  importedBenchmark('greetings', total, threshold, { unit: 'run', ...given });

const contradictionOf = (benchmark: MeasuredBenchmark) => {
  const { verdict } = benchmark;
  return contradictionIn(report({ verdict, passes: verdict === 'pass', benchmarks: [benchmark] }));
};

describe('a report of a benchmark beside an imported threshold', () => {
  it('agrees with itself up to the threshold, and above it where it says so', () => {
    expect(contradictionOf(beside(1000, 1000))).toBeNull();
    expect(contradictionOf(beside(1001, 1000))).toBeNull();
    const limit = { absolute: 20, percent: 0 };
    expect(contradictionOf(beside(1020, 1000, { verdict: 'pass', limit, allowed: allowedOfTotal(20) }))).toBeNull();
  });

  it('contradicts itself where it passes above the threshold, or subtracts wrongly', () => {
    const wrong = 'a verdict does not follow from its numbers';
    expect(contradictionOf(beside(1001, 1000, { verdict: 'pass' }))).toBe(wrong);
    const imported = { from: 'swift-nio', file: '6.2.json', total: 1000, delta: -5 } as const;
    expect(contradictionOf(beside(1000, 1000, { imported }))).toBe(wrong);
  });
});

describe('what a report offers to be accepted', () => {
  const grown = report({
    ...{ verdict: 'regression', passes: false },
    benchmarks: [
      benchmark({ name: 'requests', verdict: 'regression', before: { malloc: 1000 }, now: { malloc: 1024 } }),
    ],
  });
  const { candidate } = grown;
  if (candidate === null) throw new Error('the report has no candidate');
  const offering = (change: Partial<typeof candidate>) =>
    contradictionIn({ ...grown, candidate: { ...candidate, ...change } });

  it('is the numbers that it shows, with the diff from the file that they were compared with', () => {
    expect(contradictionIn(grown)).toBeNull();
    expect(offering({ diff: null })).toBeNull();
  });

  it('is nothing else', () => {
    expect(offering({ text: candidate.text.replaceAll('1024', '9999') })).toBe(
      'its baseline has other numbers than it shows',
    );
    const wrong = 'its diff is not that of its baseline';
    expect(offering({ diff: '' })).toBe(wrong);
    expect(offering({ diff: 'no diff at all' })).toBe(wrong);
    expect(offering({ diff: candidate.diff?.replace('1000', '1023') ?? '' })).toBe(wrong);
    expect(offering({ diff: candidate.diff?.replace('@@ ', '@@ -1,1 +1,1 @@ ') ?? '' })).toBe(wrong);
    expect(offering({ diff: candidate.diff?.replace(/ @@( .*)?$/m, ' @@ "another"') ?? '' })).toBe(wrong);
    expect(
      contradictionIn({ ...grown, baselineFile: { path: candidate.path, exists: true, blob: 'a'.repeat(40) } }),
    ).toBe(wrong);
  });
});

describe('the policy of a report', () => {
  it('fails any change, the removal of a benchmark and a new number among them', () => {
    const policy = { failOn: 'any-change', onMissingBaseline: 'warn', onIncomparable: 'measure-base' } as const;
    const same = report({ policy, benchmarks: [benchmark({})] });
    expect(contradictionIn(same)).toBeNull();
    expect(contradictionIn({ ...same, removed: ['gone'] })).toBe('it passes against its own settings');
    const less = benchmark({ verdict: 'improvement', before: { malloc: 1000 }, now: { malloc: 999 } });
    const improved = report({ policy, verdict: 'improvement', benchmarks: [less] });
    expect(contradictionIn(improved)).toBe('it passes against its own settings');
  });
});

describe('the numbers of a benchmark', () => {
  const wrong = 'a verdict does not follow from its numbers';
  const of = (change: Partial<MeasuredBenchmark>) =>
    contradictionIn(report({ benchmarks: [{ ...benchmark({}), ...change }] }));

  it('are those of its measurement, of each function', () => {
    const { measurement } = benchmark({ now: { malloc: 1000, realloc: 500 } });
    expect(of({ measurement })).toBe(wrong);
  });

  it('are of a level with more iterations and one with fewer', () => {
    const level = { iterations: 10, counts: counts({}), total: 0, noise: { ...counts({}), total: 0 } };
    const measurement = { unit: 'iteration', runs: 1, from: level, to: { ...level, total: 1 } } as const;
    expect(of({ unit: 'iteration', measurement })).toBe(wrong);
  });
});
