import { describe, expect, it } from 'vitest';
import { contradictionIn } from '../../src/commands/contradiction.ts';
import type { MeasuredBenchmark } from '../../src/report/schema.ts';
import { importedBenchmark, report } from '../report/reports.ts';

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
    expect(contradictionOf(beside(1020, 1000, { verdict: 'pass', limit, allowed: 20 }))).toBeNull();
  });

  it('contradicts itself where it passes above the threshold, or subtracts wrongly', () => {
    const wrong = 'a verdict does not follow from its numbers';
    expect(contradictionOf(beside(1001, 1000, { verdict: 'pass' }))).toBe(wrong);
    const imported = { from: 'swift-nio', file: '6.2.json', total: 1000, delta: -5 } as const;
    expect(contradictionOf(beside(1000, 1000, { imported }))).toBe(wrong);
  });
});
