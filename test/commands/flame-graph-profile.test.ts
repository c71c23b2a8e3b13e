import { describe, expect, test } from 'vitest';
import type { Measurement } from '../../src/baseline/measurement.ts';
import { flameGraphProfile } from '../../src/commands/flame-graph-profile.ts';
import { perIteration } from '../baseline/measurements.ts';
import { benchmark } from '../report/reports.ts';
import { baselineOf, recorded, run, stack } from './measured.ts';

const reported = benchmark({ name: 'requests', before: { malloc: 12 }, now: { malloc: 20 }, spreadBefore: 3 });
const recording = recorded([stack(20, 'main', 'run()')]);
const callTree = ['12 main', '  12 run()', '    12 malloc'];

/** A baseline of the benchmark with this tree. */
function baseline(measurement: Measurement = run(12), tree: readonly string[] = callTree) {
  return baselineOf({ requests: { measurement, sites: [], callTree: tree } });
}

describe('the profile of a benchmark', () => {
  test('has the recorded tree, the baseline’s tree and the larger spread', () => {
    const profile = flameGraphProfile(reported, recording, baseline());
    expect(profile).toMatchObject({ benchmark: 'requests', unit: 'run', units: 1, spread: 3 });
    expect([profile.tree.count, profile.baseline?.count]).toEqual([20, 12]);
    expect(profile.baseline?.children[0]?.children[0]?.name).toBe('run()');
  });

  test('has whole numbers of both, though they were recorded over different numbers of iterations', () => {
    const profile = flameGraphProfile(
      { ...reported, unit: 'iteration' },
      recorded([stack(20, 'main')], 10),
      baseline(perIteration({}, { malloc: 12 }, 5)),
    );
    expect(profile.units).toBe(20);
    expect([profile.tree.count, profile.tree.bytes, profile.baseline?.count]).toEqual([40, 1280, 60]);
  });

  test.each([
    ['there is none', null, reported],
    ['it has no tree', baseline(run(12), []), reported],
    ['it does not know the benchmark', baselineOf({}), reported],
    ['it was measured on other ground', baseline(), { ...reported, delta: null }],
  ])('is without a baseline where %s', (_name, known, measured) => {
    expect(flameGraphProfile(measured, recording, known).baseline).toBeNull();
  });
});
