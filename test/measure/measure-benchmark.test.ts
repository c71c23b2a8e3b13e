import { describe, expect, it } from 'vitest';
import { candidateBaseline } from '../../src/gate/candidate.ts';
import { measureBenchmark, type Numbers, type WhatIsUndecided } from '../../src/measure/measure-benchmark.ts';
import type { CompletedRun, FailedRun, RecordedStacks } from '../../src/measure/measurer.ts';
import { workloadOf } from '../../src/measure/workload.ts';
import type { Baseline } from '../../src/model/baseline.ts';
import type { Counts } from '../../src/model/counts.ts';
import { MeasurementError } from '../../src/model/errors.ts';
import { perUnit } from '../../src/model/measurement.ts';
import type { CallGraph, SiteNaming } from '../../src/model/recording.ts';
import type { IterationLevels } from '../../src/settings/configuration-schema.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { Cleanup } from '../../src/system/cleanup.ts';
import { counts, fingerprint } from '../baseline/measurements.ts';
import { benchmark, measured, packageOf, recorded, run, stack } from '../gate/measured.ts';
import { collectingLogger } from '../system/collecting-logger.ts';
import { scriptedRun } from '../system/scripted-run.ts';
import { silentLogger } from '../system/silent-logger.ts';
import { type FakeRun, fakeMeasurer, reportOf } from './fake-measurer.ts';

type Wishes = Pick<Settings, 'totalIncludes' | 'flameGraph' | 'counter' | 'recorder' | 'callGraph'>;
const numbersOnly: Wishes = {
  totalIncludes: [],
  flameGraph: false,
  counter: 'probes',
  recorder: 'auto',
  callGraph: 'auto',
};

/** The number of iterations that a run was started with; null where it was with none. */
const iterationsOf = ({ workload }: FakeRun): number | null => {
  const { N } = workload.environment;
  return N === undefined ? null : Number(N);
};
const from1To2 = { iterations: { kind: 'variable', variable: 'N', levels: { from: 1, to: 2 } } as const };

/** Measures a benchmark whose runs show this, one after the other. */
async function measure(
  one: ReturnType<typeof benchmark>,
  show: (run: FakeRun, index: number) => Partial<CompletedRun> | FailedRun,
  { levels = null, ...wishes }: Partial<Wishes> & { readonly levels?: IterationLevels | null } = {},
  baseline: Baseline | null = null,
  whatIsUndecided: WhatIsUndecided = () => null,
  whyNotInside?: string | null,
) {
  const measurer = fakeMeasurer(show, whyNotInside);
  const logger = collectingLogger();
  const script = scriptedRun(() => undefined);
  const host = { run: script, runAlways: script, logger, cleanup: new Cleanup(silentLogger), environment: {} };
  const { prepare } = await measurer.open(
    { ...host, mayInstall: false, repository: '/' },
    { perfPath: null, mayRecordInside: true, counter: 'probes' },
  );
  const program = await prepare('/build/Server', {});
  const workload = (iterations: number | null) =>
    workloadOf(one, { program: '/build/Server', driver: null }, iterations, '/shop', {});
  const ready = { benchmark: one, program, workload };
  const known = { baseline, levels, whatIsUndecided, onCounted: () => {} };
  const numbers: Promise<Numbers> = measureBenchmark(ready, { ...numbersOnly, ...wishes }, known, logger);
  return { numbers, runs: measurer.runs, lines: logger.lines };
}

/** Runs with these totals, one after the other. */
const totals = (...all: readonly number[]) => {
  return (_: FakeRun, index: number): Partial<CompletedRun> => {
    const malloc = all[index];
    if (malloc === undefined) throw new Error('one run too many');
    return { counts: counts({ malloc }) };
  };
};

describe('counting a benchmark', () => {
  it('believes five runs that show the same', async () => {
    const { numbers } = await measure(benchmark('http'), totals(100, 100, 100, 100, 100));
    expect((await numbers).measurement).toMatchObject({ unit: 'run', runs: 5, total: 100, noise: { total: 0 } });
  });

  it('makes as many runs as are wanted, and keeps what each showed', async () => {
    const { numbers, runs } = await measure(benchmark('http', { runs: 4 }), totals(104, 103, 102, 101));
    const { measurement, singleRuns } = await numbers;
    expect(measurement).toMatchObject({ runs: 4, total: 102, noise: { total: 1 } });
    expect(runs.map(iterationsOf)).toEqual([null, null, null, null]);
    expect(singleRuns).toEqual([
      { iterations: null, counts: [104, 103, 102, 101].map((malloc) => counts({ malloc })) },
    ]);
  });

  it('counts both numbers of iterations in turn, equally often', async () => {
    const iterations = { kind: 'variable', variable: 'N', levels: { from: 1, to: 11 } } as const;
    const show = totals(550, 1551, 550, 1550, 550, 1550, 550, 1550, 550, 1550);
    const { numbers, runs } = await measure(benchmark('http', { iterations }), show);
    const { measurement, singleRuns } = await numbers;
    expect(runs.map(iterationsOf)).toEqual([1, 11, 1, 11, 1, 11, 1, 11, 1, 11]);
    expect(measurement).toMatchObject({
      unit: 'iteration',
      runs: 5,
      from: { iterations: 1, total: 550, noise: { total: 0 } },
      to: { iterations: 11, total: 1550, noise: { total: 0 } },
    });
    expect(singleRuns.map(({ iterations: at, counts: all }) => [at, all.length])).toEqual([
      [1, 5],
      [11, 5],
    ]);
  });

  it('takes the numbers of iterations of what it is compared with where the settings name none', async () => {
    const iterations = { kind: 'variable', variable: 'N', levels: null } as const;
    const one = benchmark('http', { iterations });
    const show = (run: FakeRun) => ({ counts: counts({ malloc: 100 * (iterationsOf(run) ?? 0) }) });
    const { numbers, runs } = await measure(one, show, { levels: { from: 3, to: 5 } });
    expect((await numbers).measurement).toMatchObject({ from: { iterations: 3 }, to: { iterations: 5 } });
    expect(new Set(runs.map(iterationsOf))).toEqual(new Set([3, 5]));
  });

  it('chooses them by what runs take where nothing is known', async () => {
    const iterations = { kind: 'variable', variable: 'N', levels: null } as const;
    const { numbers, runs, lines } = await measure(benchmark('http', { iterations }), (run) => ({
      counts: counts({ malloc: 50 + 3 * (iterationsOf(run) ?? 0) }),
    }));
    const { measurement } = await numbers;
    if (measurement.unit === 'run') throw new Error('It is measured per iteration');
    expect(measurement.to.iterations).toBe(11 * measurement.from.iterations);
    expect(perUnit(measurement).total).toBe(3);
    expect(runs.slice(0, 2).map(iterationsOf)).toEqual([1, 1]);
    expect(lines.join('\n')).toContain(
      `http: ${measurement.from.iterations} and ${measurement.to.iterations} iterations`,
    );
  });

  it('doubles the runs while that leaves something undecided, and keeps all', async () => {
    const asked: number[] = [];
    const whatIsUndecided: WhatIsUndecided = ({ measurement: { runs } }) => (asked.push(runs) < 2 ? 'counts' : null);
    const show = (_: FakeRun, index: number) => ({ counts: counts({ malloc: 100 + (index % 4) }) });
    const { numbers } = await measure(benchmark('http', { runs: 4 }), show, {}, null, whatIsUndecided);
    expect((await numbers).measurement).toMatchObject({ runs: 8, total: 101, noise: { total: 3 } });
    expect(asked).toEqual([4, 8]);
  });

  it('does not go on for ever', async () => {
    const show = (_: FakeRun, index: number) => ({ counts: counts({ malloc: 100 + (index % 4) }) });
    const runsWith = async (runs: number | null) =>
      (await (await measure(benchmark('http', { runs }), show, {}, null, () => 'counts')).numbers).measurement.runs;
    expect([await runsWith(2), await runsWith(null), await runsWith(60)]).toEqual([8, 20, 60]);
  });

  it('has the total of what it includes', async () => {
    const show = (_: FakeRun, index: number) => ({ counts: counts({ malloc: 100, aligned_alloc: 10 - index }) });
    const one = benchmark('http');
    const included = await (await measure(one, show, { totalIncludes: ['aligned_alloc'] })).numbers;
    expect(included.measurement).toMatchObject({ runs: 5, total: 108, totalIncludes: ['aligned_alloc'] });
    const { measurement } = await (await measure(one, show)).numbers;
    expect(measurement).toMatchObject({ runs: 5, total: 100 });
    expect(measurement).not.toHaveProperty('totalIncludes');
    const direct = { ...one, alsoCount: ['mallocx'] } as const;
    expect(
      (await (await measure(direct, show, { totalIncludes: ['aligned_alloc'] })).numbers).measurement,
    ).toMatchObject({
      totalIncludes: ['aligned_alloc', 'mallocx'],
    });
  });

  it('wants freed blocks of the second run of each level, and keeps what that very run allocated beside them', async () => {
    // The second run allocates one block more than the others.
    const show = (one: FakeRun) => {
      const { countFreed } = one.wanted;
      const n = iterationsOf(one) ?? 0;
      return {
        counts: counts({ malloc: 100 * n + (countFreed ? 1 : 0), memalign: 3 }),
        freed: countFreed ? 90 * n : null,
      };
    };
    const { numbers, runs } = await measure(benchmark('http', from1To2), show);
    expect((await numbers).measurement).toMatchObject({
      from: { total: 100, blocks: { allocated: 104, freed: 90 } },
      to: { total: 200, blocks: { allocated: 204, freed: 180 } },
    });
    const wanted = runs.map((one) => [iterationsOf(one), one.wanted.countFreed]);
    expect(wanted).toEqual([false, true, false, false, false].flatMap((wants) => [1, 2].map((n) => [n, wants])));
  });

  it('counts them in four more runs where it cannot be told from one whether they changed', async () => {
    const freed = [80, 90, 90, 91, 95];
    const show = ({ wanted }: FakeRun) => ({
      ...{ counts: counts({ malloc: 100 }), freed: wanted.countFreed ? (freed.shift() ?? null) : null },
    });
    const measured = (runs: number | null) => measure(benchmark('http', { runs }), show, {}, null, () => 'unfreed');
    const { measurement, singleRuns } = await (await measured(null)).numbers;
    expect(measurement).toMatchObject({ runs: 9, blocks: { allocated: 100, freed: 90 } });
    expect(singleRuns[0]?.unfreed).toEqual([20, 10, 10, 9, 5]);
    freed.push(80);
    expect((await (await measured(3)).numbers).measurement.runs).toBe(3);
  });

  it('wants them of the only run, and has no blocks where they could not be counted', async () => {
    const { numbers, runs } = await measure(benchmark('http', { runs: 1 }), totals(7));
    expect((await numbers).measurement).not.toHaveProperty('blocks');
    expect(runs.map(({ wanted }) => wanted.countFreed)).toEqual([true]);
  });

  it('fails as the program does', async () => {
    const report = reportOf({ kind: 'signalled', signal: 6, dumpedCore: false });
    const { numbers } = await measure(benchmark('http'), () => ({
      outcome: 'failed',
      report,
      course: null,
      lastLines: ['oh no'],
    }));
    await expect(numbers).rejects.toThrow('/build/Server was ended by SIGABRT (it aborted itself).');
    const again = expect.stringMatching(/^To run it again: cd \/shop && env -i .* PATH=\S+ .* \/build\/Server$/);
    await expect(numbers).rejects.toMatchObject({ lastLines: ['oh no', again] });
  });

  it('shows what a crash printed when it was repeated, uncounted, with Swift’s backtrace on', async () => {
    const crash = (signal: number) => reportOf({ kind: 'signalled', signal, dumpedCore: false });
    const crashing = (first: number, second: number) =>
      measure(benchmark('http'), ({ wanted }) => ({
        ...{ outcome: 'failed', report: crash(wanted.count ? first : second), course: null },
        lastLines: [wanted.count ? 'counted' : 'with backtrace'],
      }));
    const { numbers, runs } = await crashing(4, 4);
    await expect(numbers).rejects.toMatchObject({ lastLines: ['with backtrace', expect.anything()] });
    expect(runs.map(({ workload }) => workload.environment.SWIFT_BACKTRACE)).toEqual([
      'enable=no',
      expect.stringMatching(/^enable=yes,color=no,interactive=no,/),
    ]);
    expect(runs[1]?.wanted).toEqual({ count: false, countFreed: false, record: null });
    const another = await crashing(4, 11);
    await expect(another.numbers).rejects.toMatchObject({ lastLines: ['counted', expect.anything()] });
    const told = await crashing(15, 15);
    await expect(told.numbers).rejects.toMatchObject({ lastLines: ['counted', expect.anything()] });
    expect(told.runs).toHaveLength(1);
  });

  it('fails when nothing of a whole run was seen', async () => {
    const error = await (await measure(benchmark('http'), totals(0))).numbers.catch((thrown: unknown) => thrown);
    if (!(error instanceof MeasurementError)) throw error;
    expect(error.message).toBe('http did not call the probed allocator once in a whole run.');
    expect(error.remedy).not.toBeUndefined();
  });

  it('does not fail when only the iterations allocate: zero before the first is a count', async () => {
    const iterations = { kind: 'variable', variable: 'N', levels: { from: 0, to: 2 } } as const;
    const show = (one: FakeRun) => ({ counts: counts({ malloc: 6 * (iterationsOf(one) ?? 0) }) });
    const { measurement } = await (await measure(benchmark('http', { iterations }), show)).numbers;
    expect(measurement).toMatchObject({ from: { total: 0 }, to: { total: 12 } });
  });

  it('does not fail when a run made calls that are in no total', async () => {
    const { numbers } = await measure(benchmark('http'), () => ({ counts: counts({ realloc: 3 }) }));
    expect((await numbers).measurement).toMatchObject({ total: 0, counts: { realloc: 3 } });
  });
});

/** The stacks of a run: so many allocations of a function, of which so many went astray. */
function stacksOf(callGraph: CallGraph, count: number, astray = 0): RecordedStacks {
  const right = { ...stack(count - astray, 'work'), isTrusted: true };
  const wrong = { ...stack(astray, 'lost'), isTrusted: false };
  const stacks = astray === 0 ? [right] : [right, wrong];
  return { stacks, callGraph, naming: 'functions', samples: count, lost: 0, whyNoLines: null };
}

describe('the stacks of a benchmark', () => {
  const withStacks: Partial<Wishes> = { flameGraph: true };
  /** Counts 100 an iteration, and takes stacks in a run of their own, as perf does. */
  const apart =
    (astray: number) =>
    (one: FakeRun): Partial<CompletedRun> => {
      const all: Counts = counts({ malloc: 1000 * (iterationsOf(one) ?? 1) });
      if (one.wanted.count || one.wanted.record === null) return { counts: all };
      const { callGraph } = one.wanted.record;
      return { stacks: stacksOf(callGraph, all.malloc, callGraph === 'fp' ? astray * (iterationsOf(one) ?? 1) : 0) };
    };
  const recordings = (runs: readonly FakeRun[]) =>
    runs.flatMap((one) => (one.wanted.count ? [] : [[iterationsOf(one), one.wanted.record?.callGraph]]));

  it('are not taken where only perf could and there is no page for them', async () => {
    const { numbers, runs } = await measure(benchmark('http'), apart(0));
    expect((await numbers).recording).toBeNull();
    expect(runs.map(({ wanted }) => wanted.record)).toEqual([null, null, null, null, null]);
  });

  it('are those of one more run at each level, where they cannot be taken beside counting; what lies between is kept', async () => {
    const { numbers, runs } = await measure(benchmark('http', from1To2), apart(0), withStacks);
    const { recording } = await numbers;
    expect(recording).toMatchObject({ units: 1, callGraph: 'fp', samples: 3000, lost: 0, untrusted: 0 });
    expect(recording?.stacks.map(({ count }) => count)).toEqual([1000]);
    expect(recordings(runs)).toEqual([
      [1, 'fp'],
      [2, 'fp'],
    ]);
  });

  /** Measures a program that the recorder can be loaded into. */
  const inside = (
    one: ReturnType<typeof benchmark>,
    show: (run: FakeRun, index: number) => Partial<CompletedRun>,
    wishes: Partial<Wishes> = {},
  ) => measure(one, show, { ...withStacks, ...wishes }, null, () => null, null);

  /** A run in which all is seen, by probes and recorder alike, and noise besides. */
  const seen =
    (noise: (index: number) => number = () => 0) =>
    (one: FakeRun, index: number): Partial<CompletedRun> => {
      const malloc = 1000 * (iterationsOf(one) ?? 1) + noise(index);
      const { record } = one.wanted;
      return { counts: counts({ malloc }), stacks: record === null ? null : stacksOf(record.callGraph, malloc) };
    };

  it('are those that the recorder took beside the probes first, then in runs that it counts alone', async () => {
    const { numbers, runs, lines } = await inside(benchmark('http', from1To2), seen());
    const { recording } = await numbers;
    expect(recording).toMatchObject({ callGraph: 'inside', units: 1, samples: 3000, runs: 4 });
    expect(recording?.because).toBe('the recorder saw the calls that the probes counted, in a run with both');
    const asked = runs.map(({ wanted: { count, record } }) => [count, record?.callGraph ?? null]);
    expect(asked.filter((_, index) => index % 2 === 0)).toEqual([
      [true, 'inside'],
      [true, null],
      [false, 'inside'],
      [false, 'inside'],
      [false, 'inside'],
    ]);
    expect(lines).toEqual([]);
  });

  it('can be compared with nothing where only some runs tell what was inlined', async () => {
    const naming = (of: (index: number) => SiteNaming) =>
      inside(benchmark('http', from1To2), (one, index) => {
        const run = seen()(one, index);
        return run.stacks == null ? run : { ...run, stacks: { ...run.stacks, naming: of(index) } };
      }).then(async ({ numbers }) => (await numbers).recording?.naming);
    expect(await naming(() => 'inlined')).toBe('inlined');
    expect(await naming((index) => (index === 0 ? 'functions' : 'inlined'))).toBe('mixed');
  });

  it('have sites of every run, of which a program that does not repeat is given as many as there is patience for', async () => {
    const { numbers } = await inside(
      benchmark('http', { runs: null }),
      seen((index) => (index + 1) % 3),
    );
    const { recording, measurement } = await numbers;
    expect(measurement.runs).toBe(100);
    const [site] = recording?.sites ?? [];
    expect(site?.site).toMatchObject({ name: 'work', count: 1001 });
    expect(site?.counts[0]).toHaveLength(99);
    expect(new Set(site?.counts[0])).toEqual(new Set([1000, 1001, 1002]));
    // The stacks are those of a run in the middle.
    expect(recording?.stacks.map(({ count }) => count)).toEqual([1001]);
  });

  it('are no more the recorder’s once something came past it; the probes count that run again', async () => {
    const disagreement = 'process 7 of ./server has an allocator of its own';
    const show = (one: FakeRun, index: number): Partial<CompletedRun> => {
      const { count, record } = one.wanted;
      if (!count && record?.callGraph === 'inside') return { counts: counts({ malloc: 1 }), disagreement };
      return record?.callGraph === 'fp' ? { stacks: stacksOf('fp', 1000) } : seen()(one, index);
    };
    const { numbers, runs, lines } = await inside(benchmark('http'), show);
    const { singleRuns, recording } = await numbers;
    expect(singleRuns[0]?.counts.map(({ malloc }) => malloc)).toEqual([1000, 1000, 1000, 1000, 1000]);
    expect(recording).toMatchObject({ callGraph: 'fp', because: disagreement });
    expect(runs.filter(({ wanted }) => !wanted.count && wanted.record?.callGraph === 'inside')).toHaveLength(1);
    expect(lines).toEqual([`warning: http: stacks are taken by perf, because ${disagreement}.`]);
  });

  describe('of a program in which recorder and probes do not agree', () => {
    const disagreement = 'the recorder saw two calls less';
    const disagreeing = (one: FakeRun): Partial<CompletedRun> => {
      const shown = apart(0)(one);
      return one.wanted.record?.callGraph === 'inside' ? { ...shown, disagreement } : shown;
    };

    it('are perf’s, with a sentence that says why; the recorder is not asked again', async () => {
      const { numbers, runs, lines } = await inside(benchmark('http', from1To2), disagreeing);
      expect((await numbers).recording).toMatchObject({ callGraph: 'fp', because: disagreement });
      expect(runs.filter(({ wanted }) => wanted.record?.callGraph === 'inside')).toHaveLength(1);
      expect(lines).toEqual([`warning: http: stacks are taken by perf, because ${disagreement}.`]);
    });

    it('are missing where only the recorder may take them', async () => {
      const { numbers, lines } = await inside(benchmark('http'), disagreeing, { recorder: 'inside' });
      expect((await numbers).recording).toBeNull();
      const sentence = `perf may not take them, and ${disagreement}.`;
      expect(lines).toEqual([`warning: The counts stand, but stacks could not be recorded: ${sentence}`]);
    });
  });

  it('are those of the recorder inside without a page too, and never perf’s', async () => {
    const { numbers } = await inside(benchmark('http'), seen(), { flameGraph: false });
    expect((await numbers).recording).toMatchObject({ callGraph: 'inside' });
    const disagreement = 'the recorder saw two calls less';
    const show = (one: FakeRun) => ({ ...seen()(one, 0), disagreement: one.wanted.record ? disagreement : null });
    const { numbers: without, runs, lines } = await inside(benchmark('http'), show, { flameGraph: false });
    expect((await without).recording).toBeNull();
    expect(runs.map(({ wanted }) => wanted.record?.callGraph ?? 'inside')).not.toContain('fp');
    expect(lines.join()).toContain('The counts stand, but stacks could not be recorded: perf may not take them');
  });

  it('are perf’s where the program or a setting says so, and that is the reason', async () => {
    const because = async (wishes: Partial<Wishes>, whyNot: string | null) => {
      const all = { ...withStacks, ...wishes };
      const { numbers } = await measure(benchmark('http'), apart(0), all, null, () => null, whyNot);
      return (await numbers).recording;
    };
    const isStatic = 'it is linked statically';
    expect(await because({}, isStatic)).toMatchObject({ callGraph: 'fp', because: isStatic });
    expect(await because({ recorder: 'perf' }, null)).toMatchObject({ because: 'recorder: perf asks for it' });
    expect(await because({ callGraph: 'dwarf' }, null)).toMatchObject({ because: 'call-graph: dwarf asks for it' });
  });

  it('are taken once more with dwarf where more than one in a hundred went astray', async () => {
    const few = await measure(benchmark('http'), apart(10), withStacks);
    expect((await few.numbers).recording).toMatchObject({ callGraph: 'fp', untrusted: 0.01 });
    const many = await measure(benchmark('http'), apart(20), withStacks);
    expect((await many.numbers).recording).toMatchObject({ callGraph: 'dwarf', untrusted: 0 });
    expect(recordings(many.runs).map(([, callGraph]) => callGraph)).toEqual(['fp', 'dwarf']);
    expect(many.lines).toEqual(['info: 2 % of the stacks lack frame pointers: recording again with dwarf.']);
  });

  it('are taken in one way only where that is asked for', async () => {
    for (const callGraph of ['fp', 'dwarf'] as const) {
      const { numbers, runs } = await measure(benchmark('http'), apart(20), { ...withStacks, callGraph });
      expect((await numbers).recording).toMatchObject({ callGraph });
      expect(recordings(runs).map(([, taken]) => taken)).toEqual([callGraph]);
    }
  });

  it('are taken with dwarf where the baseline’s were, and again with dwarf where a site changed whose stacks went astray', async () => {
    const baselineWith = (callGraph: 'fp' | 'dwarf', astray: number) => {
      const recording = { ...recorded(stacksOf(callGraph, 1000, astray).stacks), callGraph };
      return candidateBaseline(packageOf(measured('http', run(1000), { recording })), fingerprint, null);
    };
    const byDwarf = await measure(benchmark('http'), apart(0), withStacks, baselineWith('dwarf', 0));
    await byDwarf.numbers;
    expect(recordings(byDwarf.runs)).toEqual([[null, 'dwarf']]);
    const same = await measure(benchmark('http'), apart(5), withStacks, baselineWith('fp', 5));
    expect((await same.numbers).recording?.callGraph).toBe('fp');
    const changed = await measure(benchmark('http'), apart(5), withStacks, baselineWith('fp', 4));
    expect((await changed.numbers).recording?.callGraph).toBe('dwarf');
  });

  it('are missing, with a warning, where they cannot be taken: the counts stand', async () => {
    const failing = (one: FakeRun): Partial<CompletedRun> => {
      if (one.wanted.count) return { counts: counts({ malloc: 10 }) };
      throw new MeasurementError('perf record of ./server ended with exit status 255.');
    };
    const { numbers, lines } = await measure(benchmark('http'), failing, withStacks);
    expect(await numbers).toMatchObject({ measurement: { total: 10 }, recording: null });
    expect(lines).toEqual([
      'warning: The counts stand, but stacks could not be recorded: perf record of ./server ended with exit status 255.',
    ]);
  });
});
