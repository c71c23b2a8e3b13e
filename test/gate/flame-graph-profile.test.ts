import { describe, expect, test } from 'vitest';
import { committedTrees, flameGraphProfile, recordedTrees } from '../../src/gate/flame-graph-profile.ts';
import type { Measurement } from '../../src/model/measurement.ts';
import type { Frame } from '../../src/model/recording.ts';
import { perIteration, workload } from '../baseline/measurements.ts';
import { benchmark } from '../report/reports.ts';
import { baselineOf, failed, measured, recorded, run, stack } from './measured.ts';

const reported = benchmark({ name: 'requests', before: { malloc: 12 }, now: { malloc: 20 }, noiseBefore: 3 });
const byAnotherRecorder = {
  ...reported,
  stacks: reported.stacks && { ...reported.stacks, baselineCallGraph: 'inside' as const },
};
const recording = recorded([stack(20, 'main', 'run()')]);
const callTree = ['12 main', '  12 run()', '    12 malloc'];

/** A baseline of the benchmark with this tree. */
function baseline(measurement: Measurement = run(12), tree: readonly string[] = callTree) {
  return baselineOf({ requests: { measurement, workload, sites: [], callTree: tree } });
}

describe('the profile of a benchmark', () => {
  test('has the recorded tree, the baseline’s tree, and the noise that was measured, whatever the baseline says of its own', () => {
    const profile = flameGraphProfile(reported, recording, committedTrees(baseline()));
    expect(profile).toMatchObject({ benchmark: 'requests', unit: 'run', units: 1, noise: 0 });
    expect([profile.tree.count, profile.baseline?.count]).toEqual([20, 12]);
    expect(profile.baseline?.children[0]?.children[0]?.name).toBe('run()');
  });

  test('has whole numbers of both, though they were recorded over different numbers of iterations', () => {
    const profile = flameGraphProfile(
      { ...reported, unit: 'iteration' },
      recorded([stack(20, 'main')], 10),
      committedTrees(baseline(perIteration({}, { malloc: 12 }, 5))),
    );
    expect(profile.units).toBe(20);
    expect([profile.tree.count, profile.tree.bytes, profile.baseline?.count]).toEqual([40, 1280, 60]);
  });

  test.each([
    ['there is none', null, reported],
    ['it has no tree', baseline(run(12), []), reported],
    ['it does not know the benchmark', baselineOf({}), reported],
    ['it was measured elsewhere', baseline(), { ...reported, delta: null }],
    ['another recorder took its stacks', baseline(), byAnotherRecorder],
  ])('is without a baseline where %s', (_name, known, compared) => {
    expect(flameGraphProfile(compared, recording, committedTrees(known)).baseline).toBeNull();
  });

  test('has the whole tree of a base commit that was measured here', () => {
    const base = measured('requests', run(12), { recording: recorded([stack(12, 'main', 'run()', 'rest()')]) });
    const { baseline: tree } = flameGraphProfile(reported, recording, recordedTrees([base, failed('load')]));
    expect(tree?.children[0]?.children[0]?.children[0]?.name).toBe('rest()');
  });

  test('has what is allocated at the end of each path, on the scale of its tree', () => {
    const types = [
      { name: 'Head', line: null, count: 15, bytes: 480 },
      { name: 'Head', line: { file: 'a.swift', package: null, line: 3 }, count: 3, bytes: 96 },
      { name: null, line: null, count: 2, bytes: 64 },
    ];
    const {
      units,
      tree,
      types: root,
    } = flameGraphProfile(
      { ...reported, unit: 'iteration' },
      recorded([{ ...stack(20, 'main'), types }], 10),
      committedTrees(baseline(perIteration({}, { malloc: 12 }, 5))),
    );
    expect([units, tree.count]).toEqual([20, 40]);
    expect(root?.callees.get('main')?.callees.get('malloc')?.types).toEqual(
      new Map([['Head', { count: 36, bytes: 1152 }]]),
    );
  });

  test('knows which functions were inlined, everywhere or in some places', () => {
    const stacks = [stack(3, 'main', 'always()', 'sometimes()'), stack(2, 'always()', 'sometimes()', 'on one path()')];
    const inlined = new Map<string, readonly (Frame['inlined'] | null)[]>([
      ['always()', ['always', 'always']],
      ['sometimes()', ['always', null]],
      ['on one path()', ['sometimes', 'sometimes']],
    ]);
    const marked = stacks.map((one, index) => ({
      ...one,
      frames: one.frames.map((frame) => {
        const how = inlined.get(frame.name)?.[index];
        return how ? { ...frame, inlined: how } : frame;
      }),
    }));
    const profile = flameGraphProfile(reported, recorded(marked), new Map());
    expect(profile.inlined).toEqual(
      new Map([
        ['always()', 'always'],
        ['sometimes()', 'sometimes'],
        ['on one path()', 'sometimes'],
      ]),
    );
  });

  test('knows the modules of functions, of those too that only a base commit measured here has', () => {
    const base = measured('requests', run(12), { recording: recorded([stack(12, 'main', 'rest()')]) });
    const { modules } = flameGraphProfile(reported, recording, recordedTrees([base]));
    expect([modules?.get('run()'), modules?.get('rest()'), modules?.get('gone()')]).toEqual([
      'Server',
      'Server',
      undefined,
    ]);
  });
});
