import { describe, expect, it } from 'vitest';
import type { MeasuredBenchmark } from '../../src/model/report.ts';
import { attributionLine } from '../../src/report/attribution.ts';
import { changedBenchmarks, groupBenchmarks } from '../../src/report/benchmarks.ts';
import { markdownOf, plainOf } from '../../src/report/phrase.ts';
import { benchmark, report } from './reports.ts';

function line(attribution: MeasuredBenchmark['attribution']) {
  const delta = attribution.reduce((sum, each) => sum + each.delta, 0);
  const changed = benchmark({
    verdict: 'regression',
    ...{ before: { malloc: 1000 }, now: { malloc: 1000 + delta }, attribution },
  });
  const [compared] = changedBenchmarks(groupBenchmarks(report({ benchmarks: [changed] })));
  if (compared === undefined) throw new Error('nothing changed');
  return attributionLine(compared);
}

describe('the line that attributes a delta', () => {
  it('names the only origin there is', () => {
    expect(plainOf(line([{ origin: { kind: 'own' }, delta: 8 }]))).toBe('All +8 in own code.');
  });

  it('adds up to the delta', () => {
    const origins: MeasuredBenchmark['attribution'] = [
      { origin: { kind: 'own' }, delta: 12 },
      { origin: { kind: 'runtime' }, delta: -3 },
      { origin: null, delta: 1 },
    ];
    expect(plainOf(line(origins))).toBe(
      'Of +10: +12 in own code, −3 in Swift standard library and runtime, +1 in run-to-run difference.',
    );
  });

  it('sums up what is past the fifth origin', () => {
    const origins = [10, 9, 8, 7, 6, 5, 4].map((delta, index) => ({
      origin: { kind: 'dependency' as const, module: `M${index}` },
      delta,
    }));
    const parts = [10, 9, 8, 7, 6].map((delta, index) => `+${delta} in dependency M${index}`).join(', ');
    expect(plainOf(line(origins))).toBe(`Of +49: ${parts}, +9 elsewhere.`);
  });

  it('shows the name of a module as code, whatever is in it', () => {
    expect(markdownOf(line([{ origin: { kind: 'dependency', module: '@octocat`|' }, delta: 1 }]))).toBe(
      'All +1 in dependency <code><!-- -->&#64;octocat&#96;&#124;</code>.',
    );
  });

  it('says between which versions the package of a module moved', () => {
    const moved = { identity: 'swift-nio', baseline: '2.80.0', measured: '2.81.0' };
    expect(markdownOf(line([{ origin: { kind: 'dependency', module: 'NIOCore' }, delta: 1, moved }]))).toBe(
      'All +1 in dependency `NIOCore` (`swift-nio` `2.80.0` → `2.81.0`).',
    );
  });

  it('is empty where nothing is known', () => {
    const changed = benchmark({ verdict: 'regression', before: { malloc: 1 }, now: { malloc: 2 } });
    const [compared] = changedBenchmarks(groupBenchmarks(report({ benchmarks: [changed] })));
    expect(compared && plainOf(attributionLine(compared))).toBe('');
  });
});
