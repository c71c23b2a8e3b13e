import { expect, it } from 'vitest';
import { idleBenchmarks } from '../../src/model/baseline.ts';
import { perIteration, perRun } from '../baseline/measurements.ts';
import { baselineOf } from '../gate/measured.ts';

it('a benchmark that allocates nothing per iteration is idle where it was not so before', () => {
  const idle = perIteration({ malloc: 7 }, { malloc: 7 });
  const busy = perIteration({ malloc: 7 }, { malloc: 8 });
  const now = baselineOf({ empty: idle, loop: busy, whole: perRun({}) });
  expect(idleBenchmarks(now, null)).toEqual(['empty']);
  expect(idleBenchmarks(now, baselineOf({ empty: busy }))).toEqual(['empty']);
  expect(idleBenchmarks(now, baselineOf({ empty: idle }))).toEqual([]);
});
