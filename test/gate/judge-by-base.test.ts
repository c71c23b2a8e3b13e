import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/gate/build-report.ts';
import type { MeasuredBase } from '../../src/gate/why-base.ts';
import type { Baseline } from '../../src/model/baseline.ts';
import { MeasurementError } from '../../src/model/errors.ts';
import { markdownOf } from '../../src/report/phrase.ts';
import { fingerprint, perIteration } from '../baseline/measurements.ts';
import { baseCommit, baselineOf, defaultPolicy, failed, measured, packageOf, run, setting } from './measured.ts';

const otherSwift = { fingerprint: { ...fingerprint, swift: '6.2.0' } };
const crash = new MeasurementError('./load crashed: Aborted.\nIts output is above.');
const numbers = baselineOf({ http: run(100) });
const head = packageOf(measured('http', run(100)), measured('load', run(500)));

/** The report of a run with `http` and `load`, of which `load` crashed at the base commit. */
function report(baseline: Baseline | null, given: Partial<MeasuredBase> = {}, policy = defaultPolicy) {
  const base = baseCommit(numbers, { failures: new Map([['load', crash]]), ...given });
  return buildReport(head, setting(baseline, { base, policy }));
}
const verdictsOf = ({ benchmarks }: ReturnType<typeof report>) => benchmarks.map(({ verdict }) => verdict);

describe('a benchmark that fails at the base commit alone', () => {
  it('stays incomparable with a baseline of other ground: red, and the notice says why', () => {
    const built = report(baselineOf({ http: run(100), load: run(100) }, otherSwift));
    expect(verdictsOf(built)).toEqual(['pass', 'incomparable']);
    expect(built).toMatchObject({ verdict: 'incomparable', passes: false, removed: [] });
    expect(built.benchmarks[1]).toMatchObject({ differences: [{ field: 'swift' }] });
    expect(built.notices.map(markdownOf)).toEqual([
      '`load` could not be measured at the base commit bbbbbbbbbb, so it cannot be compared: ./load crashed: Aborted.',
    ]);
  });

  it('is held to the baseline where that can be compared with: only dependencies moved', () => {
    const built = report(baselineOf({ http: run(100), load: run(100) }), { dependencies: 'same-as-head' });
    expect(verdictsOf(built)).toEqual(['pass', 'regression']);
    expect(built.benchmarks[1]).toMatchObject({ delta: { total: 400 } });
    expect(built.notices.map(markdownOf)).toEqual([
      expect.stringContaining('so it is compared with the committed baseline: ./load'),
    ]);
  });

  it('has no baseline where nothing else knows it, and the notice says that it was compared with nothing', () => {
    const built = report(baselineOf({ http: run(100) }, otherSwift));
    expect(verdictsOf(built)).toEqual(['pass', 'no-baseline']);
    expect(built.passes).toBe(true);
    expect(built.notices.map(markdownOf)).toEqual([
      expect.stringContaining('and it has no baseline, so it is compared with nothing: '),
    ]);
  });

  it('is held to its imported threshold without a word: the base commit is not needed for that', () => {
    const threshold = { from: 'swift-nio', file: '6.2.json', name: 'load', unit: 'run', total: 200 } as const;
    const built = report(baselineOf({ http: run(100) }, { ...otherSwift, imported: { load: threshold } }));
    expect(verdictsOf(built)).toEqual(['pass', 'regression']);
    expect(built.notices.map(markdownOf)).toEqual([]);
  });

  it('is incomparable with a base commit that was asked for, whatever the baseline could have said', () => {
    const asked = { isAskedFor: true };
    for (const baseline of [null, baselineOf({ http: run(100), load: run(500) })]) {
      const built = report(baseline, asked);
      expect(verdictsOf(built)).toEqual(['pass', 'incomparable']);
      expect(built.passes).toBe(false);
      expect(built.notices.map(markdownOf)).toEqual([
        expect.stringContaining('so it cannot be compared: ./load crashed'),
      ]);
    }
    expect(report(null, asked, { ...defaultPolicy, onIncomparable: 'warn' }).passes).toBe(true);
  });

  it('is said of five by name, and of the rest by number', () => {
    const names = Array.from({ length: 7 }, (_, index) => `load-${index}`);
    const all = packageOf(...names.map((name) => measured(name, run(1))), measured('http', run(100)));
    const base = baseCommit(numbers, { failures: new Map(names.map((name) => [name, crash])) });
    const { notices } = buildReport(all, setting(null, { base }));
    expect(notices).toHaveLength(6);
    expect(markdownOf(notices.at(-1) ?? [])).toBe(
      '2 more benchmarks could not be measured at the base commit bbbbbbbbbb.',
    );
  });

  it('is not said of one that fails here too: that is a failure of its own', () => {
    const base = baseCommit(numbers, { failures: new Map([['load', crash]]) });
    const built = buildReport(packageOf(measured('http', run(100)), failed('load')), setting(numbers, { base }));
    expect(verdictsOf(built)).toEqual(['pass', 'failed']);
    expect(built.notices.map(markdownOf)).toEqual([]);
  });
});

describe('a benchmark that is not measured any more', () => {
  const anyChange = { ...defaultPolicy, failOn: 'any-change' } as const;
  const alone = packageOf(measured('http', run(100)));

  it('is removed although the base commit was measured without it', () => {
    const committed = baselineOf({ http: run(100), load: run(100) }, otherSwift);
    const built = buildReport(alone, setting(committed, { base: baseCommit(numbers), policy: anyChange }));
    expect(built).toMatchObject({ verdict: 'pass', passes: false, removed: ['load'] });
  });

  it('is listed once where the base commit has it too, and also where it alone has it', () => {
    const both = baselineOf({ http: run(100), load: run(100) });
    const removedFrom = (committed: Baseline | null) =>
      buildReport(alone, setting(committed, { base: baseCommit(both) })).removed;
    expect([removedFrom(both), removedFrom(null)]).toEqual([['load'], ['load']]);
  });
});

describe('the reason why a base commit was measured', () => {
  it('names the unit where a benchmark has another one than in the baseline', () => {
    const perRun = packageOf(measured('http', run(100)));
    const committed = baselineOf({ http: perIteration({ malloc: 50 }, { malloc: 150 }) });
    const { base } = buildReport(perRun, setting(committed, { base: baseCommit(numbers) }));
    expect(base?.differences).toEqual([{ field: 'unit', baseline: 'per iteration', measured: 'per run' }]);
  });

  it('names a field once, however many benchmarks differ in it, and none where the base was asked for', () => {
    const committed = baselineOf({ http: run(100), load: run(100) }, otherSwift);
    expect(report(committed).base?.differences).toEqual([{ field: 'swift', baseline: '6.2.0', measured: '6.2.1' }]);
    expect(report(committed, { isAskedFor: true }).base?.differences).toEqual([]);
  });
});
