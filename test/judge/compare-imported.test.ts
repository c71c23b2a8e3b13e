import { describe, expect, it } from 'vitest';
import { compareWithImported } from '../../src/judge/compare.ts';
import type { ImportedThreshold } from '../../src/model/baseline.ts';
import { perIteration, perRun } from '../baseline/measurements.ts';

const threshold: ImportedThreshold = {
  ...{ from: 'swift-nio', file: 'Thresholds/6.2.json', name: '500_greetings', unit: 'iteration', total: 1000 },
};
const noLimit = { absolute: 0, percent: 0 };
/** So many mallocs an iteration, and 77 for starting up. */
const measured = (malloc: number) => perIteration({ malloc: 77 + malloc }, { malloc: 77 + 11 * malloc });

describe('a total beside an imported threshold', () => {
  it.each([
    [1000, 'pass', 0],
    [1001, 'regression', 1],
    [100, 'pass', -900],
  ])('%i of 1,000 is a %s: never an improvement', (malloc, verdict, delta) => {
    expect(compareWithImported(measured(malloc), threshold, noLimit)).toEqual({
      ...{ verdict, baseline: null, delta: null, differences: [], suspicious: false },
      ...{ decidedBy: 'total', allowed: { total: { increase: 0, by: 'absolute' }, realloc: null } },
      imported: { from: 'swift-nio', file: 'Thresholds/6.2.json', total: 1000, delta },
    });
  });

  it('may exceed it by the limit, in allocations or per cent of the threshold', () => {
    const limit = { absolute: 5, percent: 2 };
    expect(compareWithImported(measured(1020), threshold, limit)).toMatchObject({
      verdict: 'pass',
      allowed: { total: { increase: 20, by: 'percent' } },
    });
    expect(compareWithImported(measured(1021), threshold, limit)).toMatchObject({ verdict: 'regression' });
  });

  it('does not count what realloc does with existing blocks', () => {
    const growing = perIteration({ malloc: 10 }, { malloc: 10 + 10 * 900, realloc: 5000 });
    expect(compareWithImported(growing, threshold, noLimit)).toMatchObject({ verdict: 'pass' });
  });

  it('is suspicious where it is next to nothing: it does not do the same work', () => {
    expect(compareWithImported(measured(50), threshold, noLimit)).toMatchObject({ verdict: 'pass', suspicious: true });
    expect(compareWithImported(measured(51), threshold, noLimit)).toMatchObject({ suspicious: false });
  });

  it('is incomparable in another unit: a run has start-up in it', () => {
    expect(compareWithImported(perRun({ malloc: 3 }), threshold, noLimit)).toEqual({
      ...{ verdict: 'incomparable', baseline: null, delta: null, decidedBy: 'total', allowed: null, suspicious: false },
      differences: [{ field: 'unit', baseline: 'per iteration (imported)', measured: 'per run' }],
    });
  });
});
