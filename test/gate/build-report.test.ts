import { describe, expect, it } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { parseBaseline } from '../../src/baseline/parse-text.ts';
import { buildFailureReport, buildReport, type ReportSetting } from '../../src/gate/build-report.ts';
import { resolvedOtherwise } from '../../src/gate/why-base.ts';
import type { PackageMeasurement } from '../../src/measure/measure-package.ts';
import { type BaselineBenchmark, baselineSchemaUrl } from '../../src/model/baseline.ts';
import { MeasurementError } from '../../src/model/errors.ts';
import type { Limit } from '../../src/model/limit.ts';
import type { CallGraph, NamedStack, SiteNaming } from '../../src/model/recording.ts';
import { type MeasuredBenchmark, type Report, reportSchema } from '../../src/model/report.ts';
import type { Site } from '../../src/model/site.ts';
import { markdownOf } from '../../src/report/phrase.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { contradictionIn } from '../../src/report-file/contradiction.ts';
import { counts, fingerprint, perIteration, perRun, workload } from '../baseline/measurements.ts';
import {
  baseCommit,
  baselineOf,
  defaultPolicy,
  failed,
  measured,
  packageOf,
  recorded,
  run,
  setting,
  stack,
} from './measured.ts';

/** The report, which also has to be what the schema and a reader of the file take. */
function report(measurement: PackageMeasurement, given: ReportSetting): Report {
  const built = buildReport(measurement, given);
  expect(reportSchema.parse(JSON.parse(JSON.stringify(built)))).toEqual(built);
  return built;
}

function only({ benchmarks: [first, ...others] }: Report): MeasuredBenchmark {
  if (first === undefined || first.verdict === 'failed' || others.length > 0)
    throw new Error('not one measured benchmark');
  return first;
}

describe('a report of a part of the benchmarks', () => {
  const part = { ...packageOf(measured('json', run(10))), leftOut: ['http'] };

  it('misses none of those that were left out, and its candidate keeps them', () => {
    const { removed, verdict, candidate } = report(part, setting(baselineOf({ http: run(50), json: run(10) })));
    expect({ removed, verdict }).toEqual({ removed: [], verdict: 'pass' });
    expect(parseBaseline(candidate?.text ?? '', 'candidate').benchmarks).toMatchObject({
      http: { measurement: run(50) },
      json: { measurement: run(10) },
    });
  });

  it('has no candidate where the numbers of the others are of another Swift, and says so', () => {
    const old = baselineOf({ http: run(50) }, { fingerprint: { ...fingerprint, swift: '6.2.0' } });
    const { candidate, notices } = report(part, setting(old));
    expect(candidate).toBeNull();
    expect(JSON.stringify(notices)).toContain('These numbers alone cannot become the baseline');
  });
});

describe('the report of a gate', () => {
  it('passes where nothing grew', () => {
    const { verdict, passes, benchmarks } = report(
      packageOf(measured('http', run(100))),
      setting(baselineOf({ http: run(100) })),
    );
    expect({ verdict, passes }).toEqual({ verdict: 'pass', passes: true });
    expect(benchmarks).toMatchObject([{ name: 'http', verdict: 'pass', total: 100, delta: { total: 0 } }]);
  });

  it('has the numbers of a regression: before, now, difference, limit', () => {
    const limit = { absolute: 2, percent: 1 };
    const built = report(packageOf(measured('http', run(105), { limit })), setting(baselineOf({ http: run(100) })));
    expect(built).toMatchObject({ verdict: 'regression', passes: false });
    expect(only(built)).toMatchObject({
      ...{ unit: 'run', runs: 5, total: 105, limit, allowed: { total: { increase: 2, by: 'absolute' } } },
      counts: { malloc: 105 },
      baseline: { total: 100, counts: { malloc: 100 } },
      delta: { total: 5, malloc: 5 },
    });
  });

  it('passes where only what remains has changed, and has that beside: it decides nothing', () => {
    const leaving = (freed: number) => ({ ...run(100), blocks: { allocated: 100, freed } });
    const policy = { ...defaultPolicy, failOn: 'any-change' } as const;
    const baseline = baselineOf({ http: leaving(100) });
    const built = report(packageOf(measured('http', leaving(90))), setting(baseline, { policy }));
    expect(built).toMatchObject({ verdict: 'pass', passes: true });
    expect(only(built).unfreed).toEqual({
      ...{ allocated: 100, freed: 90, change: 10 },
      baseline: { allocated: 100, freed: 100 },
    });
    const candidate = parseBaseline(built.candidate?.text ?? '', 'candidate');
    expect(candidate.benchmarks.http?.measurement).toMatchObject({ blocks: { freed: 90 } });
    expect(only(report(packageOf(measured('http', run(100))), setting(baseline)))).not.toHaveProperty('unfreed');
  });

  it('compares what remains with no baseline that is incomparable', () => {
    const leaving = { ...run(100), blocks: { allocated: 100, freed: 90 } };
    const now = packageOf(measured('http', leaving, { swift: '6.3.0' }));
    const built = report(now, setting(baselineOf({ http: leaving })));
    expect(built.verdict).toBe('incomparable');
    expect(only(built).unfreed).toEqual({ allocated: 100, freed: 90, baseline: null, change: null });
  });

  it('has the worst verdict of all benchmarks, each with its own', () => {
    const baseline = baselineOf({ a: run(100), b: run(100), c: run(100) });
    const built = report(
      packageOf(measured('a', run(90)), measured('b', run(101)), measured('c', run(100))),
      setting(baseline),
    );
    expect(built.benchmarks.map(({ verdict }) => verdict)).toEqual(['improvement', 'regression', 'pass']);
    expect(built).toMatchObject({ verdict: 'regression', passes: false });
  });

  it('follows the policy', () => {
    const grown = packageOf(measured('http', run(101)));
    const improved = packageOf(measured('http', run(99)));
    const baseline = baselineOf({ http: run(100) });
    const policy = (failOn: 'never' | 'any-change') => setting(baseline, { policy: { ...defaultPolicy, failOn } });
    expect(report(grown, policy('never'))).toMatchObject({ verdict: 'regression', passes: true });
    expect(report(improved, policy('any-change'))).toMatchObject({ verdict: 'improvement', passes: false });
    expect(report(improved, setting(baseline))).toMatchObject({ verdict: 'improvement', passes: true });
  });

  it('shows a benchmark that failed beside those that could be measured', () => {
    const error = new MeasurementError('./server crashed: Aborted.', { remedy: 'Run it.', lastLines: ['Fatal error'] });
    const built = report(
      packageOf(failed('http', error), measured('json', run(5))),
      setting(baselineOf({ json: run(5) })),
    );
    expect(built).toMatchObject({ verdict: 'failed', passes: false, failure: null });
    expect(built.benchmarks[0]).toEqual({
      name: 'http',
      verdict: 'failed',
      failure: { message: './server crashed: Aborted.', remedy: 'Run it.', lastLines: ['Fatal error'] },
    });
    expect(built.benchmarks[1]?.verdict).toBe('pass');
  });

  it('has no more of a failing tool’s output than the schema allows', () => {
    const lastLines = Array.from({ length: 80 }, (_, line) => `${line} ${'x'.repeat(5000)}`);
    const built = report(
      packageOf(failed('http', new MeasurementError('m'.repeat(20_000), { lastLines }))),
      setting(null),
    );
    const [first] = built.benchmarks;
    if (first?.verdict !== 'failed') throw new Error('it did not fail');
    expect(first.failure.lastLines.length).toBe(50);
    expect(first.failure.lastLines.at(-1)?.startsWith('79 ')).toBe(true);
  });

  it('says under which conditions it was measured', () => {
    expect(
      report(packageOf(measured('http', run(1))), setting(null, { notices: [[{ prose: 'Look here.' }]] })),
    ).toMatchObject({
      package: 'server',
      key: 'allocations',
      fingerprint: { swift: '6.2.1', cpus: 4 },
      environment: {
        perf: '6.12.107',
        kernel: '6.18.4',
        image: 'ubuntu24 20251112.124.1',
        swift: 'Swift version 6.2.1 (swift-6.2.1-RELEASE)',
      },
      baselineFile: { path: '.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json', exists: false },
      notices: [[{ prose: 'Look here.' }]],
    });
  });
});

describe('the line of a benchmark', () => {
  const text = `{"benchmarks": {\n"http": {},\n\n"json": {} } }`;
  const grown = packageOf(measured('http', run(105)), measured('json', run(7)), measured('new', run(1)));
  const linesOf = ({ benchmarks }: Report) =>
    benchmarks.map((one) => (one.verdict === 'failed' ? undefined : one.baselineLine));

  it('is that of its name in the committed file, as it is formatted there', () => {
    const baseline = baselineOf({ http: run(100), json: run(7) });
    expect(linesOf(report(grown, setting(baseline, { baselineText: text })))).toEqual([2, 4, null]);
    const [http, json] = linesOf(report(grown, setting(baseline)));
    const lines = formatBaseline(baseline).split('\n');
    expect([lines[(http ?? 0) - 1], lines[(json ?? 0) - 1]]).toEqual(['    "http": {', '    "json": {']);
  });

  it('is not known where the numbers of a base commit are compared with', () => {
    const baseline = baselineOf({ http: run(100), json: run(7) });
    const base = baseCommit(baseline);
    expect(linesOf(report(grown, setting(baseline, { baselineText: text, base })))).toEqual([null, null, null]);
  });
});

describe('the candidate', () => {
  const baseline = baselineOf(
    { http: run(100) },
    { $schema: baselineSchemaUrl, dependencies: { 'swift-nio': '2.81.0' } },
  );

  it('has its exact text, and the change from the file as it is committed', () => {
    const built = report(packageOf(measured('http', run(105))), setting(baseline)).candidate;
    expect(built?.text).toBe(formatBaseline(parseBaseline(built?.text ?? '', 'candidate')));
    expect(built?.diff).toMatch(/^--- a\/\.github\/allocations\/\S+\n\+\+\+ b\/\.github\/allocations\/\S+\n@@ /);
    expect(built?.diff?.match(/^[-+] +"(malloc|total)": \d+,?$/gm)).toEqual([
      ...['-          "malloc": 100,', '+          "malloc": 105,'],
      ...['-        "total": 100,', '+        "total": 105,'],
    ]);
  });

  it('differs from no file by all of its lines, and from itself by none', () => {
    const first = report(packageOf(measured('http', run(100))), setting(null)).candidate;
    const added = first?.text
      .trimEnd()
      .split('\n')
      .map((line) => `+${line}`)
      .join('\n');
    expect(first?.diff).toContain(`--- /dev/null\n`);
    expect(first?.diff?.trimEnd().endsWith(added ?? 'nothing')).toBe(true);
    const again = setting(parseBaseline(first?.text ?? '', 'candidate'));
    expect(report(packageOf(measured('http', run(100))), again).candidate).toEqual({ ...first, diff: '' });
  });

  describe('of a program whose runs differ', () => {
    /** Four of five runs with 1,000 allocations at one site, of which so many are of a type. */
    const outcomeOf = (heads: number) => {
      const sampled = (name: string, count: number, counts: readonly number[], allocates: Site['allocates']) => ({
        ...{ site: { name, module: 'Server', callers: ['main'], count, bytes: null, allocates }, counts: [counts] },
      });
      const types = [
        { name: 'RequestHead', count: heads },
        { name: 'memory of the Swift runtime', count: 1000 - heads },
      ];
      const sites = [
        sampled(
          'answer()',
          1000,
          [1000, 1000, 1000, 1000, 1000],
          types.filter(({ count }) => count > 0),
        ),
        sampled('wait()', 10, [9, 10, 10, 11, 12], [{ name: 'memory of the Swift runtime', count: 10 }]),
      ];
      const stacks = [stack(1000, 'main', 'answer()'), stack(10, 'main', 'wait()')];
      const recording = { ...recorded(stacks), sites, runs: 5, callGraph: 'inside' as const };
      const outcome = measured('http', run(1010), { recording });
      if (outcome.outcome !== 'measured') throw new TypeError('It was to be measured.');
      const totals = [1009, 1010, 1010, 1011, 1012].map((malloc) => counts({ malloc }));
      return packageOf({ ...outcome, singleRuns: [{ iterations: null, counts: totals }] });
    };
    const diffOf = (before: number, now: number) => {
      const first = report(outcomeOf(before), setting(null)).candidate;
      const again = setting(parseBaseline(first?.text ?? '', 'candidate'));
      return report(outcomeOf(now), again).candidate?.diff;
    };

    it('differs by no type that a few allocations have lost or found', () => {
      expect(diffOf(1000, 998)).toBe('');
      expect(diffOf(998, 1000)).toBe('');
    });

    it('has the types that a change has brought', () => {
      expect(diffOf(1000, 500)).toContain('RequestHead');
    });
  });

  it('differs from a file with the same numbers that is formatted otherwise', () => {
    const other = setting(baseline, { baselineText: JSON.stringify(baseline) });
    expect(report(packageOf(measured('http', run(100))), other).candidate?.diff).toMatch(/^-\{"/m);
  });
});

describe('dependencies', () => {
  it('that moved, came or went are in the report', () => {
    const dependencies = { 'swift-nio': '2.80.0', 'swift-log': '1.6.0' };
    const built = report(packageOf(measured('http', run(1))), setting(baselineOf({ http: run(1) }, { dependencies })));
    expect(built.dependencyChanges).toEqual([
      { identity: 'swift-log', baseline: '1.6.0', measured: null },
      { identity: 'swift-nio', baseline: '2.80.0', measured: '2.81.0' },
    ]);
  });

  it('that a base commit was built with are compared, and not those of the baseline', () => {
    const committed = baselineOf({ http: run(1) }, { dependencies: { 'swift-nio': '2.80.0' } });
    const baseline = baselineOf({ http: run(1) }, { dependencies: { 'swift-nio': '2.81.0' } });
    const base = baseCommit(baseline, { dependencies: 'same-as-head' });
    const built = report(packageOf(measured('http', run(1))), setting(committed, { base }));
    expect(built.dependencyChanges).toEqual([]);
    expect(built.base?.differences).toEqual([{ field: 'swift-nio', baseline: '2.80.0', measured: '2.81.0' }]);
    const asResolved = setting(committed, { base: { ...base, dependencies: 'as-resolved' } });
    expect(report(packageOf(measured('http', run(1))), asResolved).base?.differences).toEqual([]);
  });

  it('by path are no reason to measure a base commit: they are the repository’s own code', () => {
    const dependencies = { 'swift-nio': '2.80.0', near: 'local 0123abc' };
    const head = packageOf(measured('http', run(1)));
    const versions = { 'swift-nio': '2.81.0', near: 'local 4567def' };
    const moved = resolvedOtherwise(baselineOf({ http: run(1) }, { dependencies }), {
      ...head,
      dependencies: { ...head.dependencies, versions },
    });
    expect(moved.map(({ identity }) => identity)).toEqual(['swift-nio']);
  });
});

describe('without a baseline', () => {
  it('the first run passes, with a candidate to commit', () => {
    const built = report(packageOf(measured('http', run(100))), setting(null));
    expect(built).toMatchObject({ verdict: 'no-baseline', passes: true, removed: [] });
    expect(only(built)).toMatchObject({ baseline: null, delta: null, allowed: null });
    expect(built.candidate?.path).toBe('.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json');
    expect(Object.keys(parseBaseline(built.candidate?.text ?? '', 'candidate').benchmarks)).toEqual(['http']);
  });

  it('does not pass without the numbers of a benchmark that the base branch has numbers of', () => {
    const both = packageOf(measured('http', run(100)), measured('json', run(100)));
    const baseline = baselineOf({ http: run(100) });
    expect(report(both, setting(baseline))).toMatchObject({ verdict: 'no-baseline', passes: true });
    expect(report(both, setting(baseline, { removedEntries: ['json'] }))).toMatchObject({
      ...{ verdict: 'no-baseline', passes: false },
    });
    expect(report(both, setting(baseline, { removedEntries: ['gone'] })).passes).toBe(true);
  });

  it('no gate opens where the base branch has one: deleting it accepts nothing', () => {
    const built = report(packageOf(measured('http', run(100))), setting(null, { baselineRemoved: true }));
    expect(built).toMatchObject({ verdict: 'no-baseline', passes: false });
  });

  it('`any-change` has nothing to compare with', () => {
    const policy = { ...defaultPolicy, failOn: 'any-change' } as const;
    expect(report(packageOf(measured('http', run(100))), setting(null, { policy })).passes).toBe(true);
  });
});

describe('benchmarks that come and go', () => {
  const baseline = baselineOf({ http: run(100), old: run(7) });
  const came = packageOf(measured('http', run(100)), measured('constructor', run(1)));

  it('are listed', () => {
    const built = report(came, setting(baseline));
    expect(built.removed).toEqual(['old']);
    expect(built.benchmarks.map(({ verdict }) => verdict)).toEqual(['pass', 'no-baseline']);
    expect(built).toMatchObject({ verdict: 'no-baseline', passes: true });
  });

  it('count as a change, each alone', () => {
    const policy = { ...defaultPolicy, failOn: 'any-change' } as const;
    const same = packageOf(measured('http', run(100)), measured('old', run(7)));
    const gone = packageOf(measured('http', run(100)));
    const added = packageOf(measured('http', run(100)), measured('old', run(7)), measured('new', run(1)));
    expect([same, gone, added].map((one) => report(one, setting(baseline, { policy })).passes)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('under another fingerprint', () => {
  const upgraded = packageOf(measured('http', run(900), { swift: '6.2.2' }));

  it('nothing is a regression, the differing fields are shown, and the gate is shut', () => {
    const built = report(upgraded, setting(baselineOf({ http: run(100) })));
    expect(built).toMatchObject({ verdict: 'incomparable', passes: false });
    expect(only(built)).toMatchObject({
      delta: null,
      differences: [{ field: 'swift', baseline: '6.2.1', measured: '6.2.2' }],
    });
  });

  it('the gate opens where that is only to be warned of, even if any change is to fail', () => {
    const policy = { ...defaultPolicy, failOn: 'any-change', onIncomparable: 'warn' } as const;
    expect(report(upgraded, setting(baselineOf({ http: run(100) }), { policy })).passes).toBe(true);
  });
});

describe('the sites of a report', () => {
  const site = (name: string, count: number) => ({
    name,
    module: 'Server',
    callers: ['main'],
    count,
    bytes: count * 32,
  });

  it('are those that grew first, each with its own delta', () => {
    const stacks = [stack(70, 'main', 'parse(_:)'), stack(30, 'main', 'respond()'), stack(5, 'main', 'log(_:)')];
    const before = {
      measurement: run(100),
      workload,
      sites: [site('parse(_:)', 70), site('respond()', 30)],
      callTree: [],
    };
    const built = report(
      packageOf(measured('http', run(105), { recording: recorded(stacks) })),
      setting(baselineOf({ http: before })),
    );
    expect(only(built).stacks).toMatchObject({ callGraph: 'fp', samples: 105, lost: 0, unresolved: 0 });
    expect(
      only(built).sites.map(({ name, count, baselineCount, delta }) => [name, count, baselineCount, delta]),
    ).toEqual([
      ['log(_:)', 5, 0, 5],
      ['parse(_:)', 70, 70, 0],
      ['respond()', 30, 30, 0],
    ]);
  });

  describe('of one recording', () => {
    const known = (noise: number, ...sites: BaselineBenchmark['sites']) => ({
      ...{ measurement: perRun({ malloc: 100 }, { total: noise }), workload, callTree: [] },
      ...{ callGraph: 'fp' as const, naming: 'functions' as const, sites },
    });
    const deltas = (before: BaselineBenchmark, runs: readonly number[], ...stacks: readonly NamedStack[]) => {
      const outcome = measured('http', run(100), { recording: recorded(stacks) });
      if (outcome.outcome !== 'measured') throw new TypeError('It was to be measured.');
      const singleRuns = [{ iterations: null, counts: runs.map((malloc) => counts({ malloc })) }];
      const built = report(packageOf({ ...outcome, singleRuns }), setting(baselineOf({ http: before })));
      return Object.fromEntries(only(built).sites.map(({ name, delta }) => [name, delta]));
    };
    const alike = [100, 100, 100, 100, 100];
    const two = (first: number) => [stack(first, 'main', 'answer()'), stack(100 - first, 'main', 'ask()')];

    it('are those of any run: nothing changed where they differ by no more than runs do', () => {
      const before = known(3, site('answer()', 50), site('ask()', 50));
      const runs = [100, 103, 100, 100, 100];
      expect(deltas(before, runs, ...two(56))).toEqual({ 'answer()': 0, 'ask()': 0 });
      expect(deltas(before, runs, ...two(70))).toEqual({ 'answer()': 20, 'ask()': -20 });
    });

    it('have changed by what they differ in, though both lack as many of those that were counted', () => {
      expect(
        deltas(
          known(0, site('answer()', 50), site('ask()', 40)),
          alike,
          ...two(50).slice(0, 1),
          stack(39, 'main', 'ask()'),
          stack(1, 'main', 'log()'),
        ),
      ).toEqual({
        'answer()': 0,
        'ask()': -1,
        'log()': 1,
      });
    });

    it('are those of an odd run where they are more or fewer than were counted', () => {
      expect(deltas(known(0, site('answer()', 100)), alike, stack(106, 'main', 'answer()'))).toEqual({ 'answer()': 0 });
      expect(deltas(known(0, site('answer()', 106)), alike, stack(100, 'main', 'answer()'))).toEqual({ 'answer()': 0 });
      expect(deltas(known(0, site('answer()', 50), site('ask()', 50)), alike, ...two(51))).toEqual({
        'answer()': 1,
        'ask()': -1,
      });
    });
  });

  it('are as they were where perf took them in its other way and the counts did not change: names may differ by that', () => {
    const before = {
      ...({ measurement: run(100), workload, callGraph: 'fp', naming: 'functions', callTree: [] } as const),
      ...{ sites: [site('parse(_:)', 94), site('[unknown]', 6)] },
    };
    const stacks = [stack(96, 'main', 'parse(_:)'), stack(4, 'main', 'log(_:)')];
    const built = report(
      packageOf(measured('http', run(100), { recording: { ...recorded(stacks), callGraph: 'dwarf' } })),
      setting(baselineOf({ http: before })),
    );
    const { verdict, sites } = only(built);
    expect(verdict).toBe('pass');
    expect(sites.map(({ name, delta }) => [name, delta])).toEqual([
      ['parse(_:)', 0],
      ['log(_:)', 0],
    ]);
    expect(built.candidate?.diff).not.toMatch(/callGraph|parse/);
    expect(built.candidate?.text).toContain('"callGraph": "fp"');
  });

  it('are not compared with those that another recorder took, and the report says so: the counts decide alone', () => {
    const before = (callGraph: CallGraph) => ({
      ...{ measurement: run(100), workload, callGraph, naming: 'functions' as const, callTree: [] },
      sites: [site('parse(_:)', 100)],
    });
    const stacks = [stack(100, 'main', 'parse(_:)'), stack(5, 'main', 'log(_:)')];
    const built = (now: CallGraph, then: CallGraph) =>
      only(
        report(
          packageOf(measured('http', run(105), { recording: { ...recorded(stacks), callGraph: now } })),
          setting(baselineOf({ http: before(then) })),
        ),
      );
    const other = built('inside', 'fp');
    expect(other).toMatchObject({ verdict: 'regression', delta: { total: 5 }, attribution: [] });
    expect(other.stacks).toMatchObject({ callGraph: 'inside', baselineCallGraph: 'fp', recorder: { name: 'inside' } });
    expect(other.sites.map(({ name, count, baselineCount, delta }) => [name, count, baselineCount, delta])).toEqual([
      ['parse(_:)', 100, 0, 0],
      ['log(_:)', 5, 0, 0],
    ]);
    expect(built('dwarf', 'inside').stacks?.baselineCallGraph).toBe('inside');
    for (const [now, then] of [
      ['inside', 'inside'],
      ['dwarf', 'fp'],
    ] as const) {
      const same = built(now, then);
      expect(same.stacks).not.toHaveProperty('baselineCallGraph');
      expect(same.sites[0]).toMatchObject({ name: 'log(_:)', delta: 5 });
    }
  });

  it('are not compared with those that were named in another way, of an older version too', () => {
    const built = (now: SiteNaming, then: SiteNaming | undefined) => {
      const naming = then === undefined ? {} : { naming: then };
      const before = { measurement: run(100), workload, callGraph: 'inside', ...naming, callTree: [] } as const;
      const recording = { ...recorded([stack(105, 'main', 'parse(_:)')]), callGraph: 'inside', naming: now } as const;
      return only(
        report(
          packageOf(measured('http', run(105), { recording })),
          setting(baselineOf({ http: { ...before, sites: [site('parse(_:)', 100)] } })),
        ),
      );
    };
    for (const [now, then, said] of [
      ['inlined', undefined, 'older'],
      ['functions', undefined, 'older'],
      ['inlined', 'functions', 'functions'],
      ['functions', 'inlined', 'inlined'],
      ['mixed', 'mixed', 'mixed'],
    ] as const) {
      const other = built(now, then);
      expect(other.stacks).toMatchObject({ naming: now, baselineNaming: said });
      expect(other).toMatchObject({ verdict: 'regression', sites: [{ delta: 0, baselineCount: 0 }], attribution: [] });
    }
    expect(built('inlined', 'inlined').stacks).not.toHaveProperty('baselineNaming');
    expect(built('inlined', 'inlined').sites[0]).toMatchObject({ name: 'parse(_:)', baselineCount: 100, delta: 5 });
  });

  it('fail each for itself where the limit says so: one that grew though the sum fell, of the package’s own code alone', () => {
    const before = { measurement: run(100), workload, sites: [site('parse(_:)', 100)], callTree: [] };
    const recording = recorded([stack(72, 'main', 'parse(_:)'), stack(10, 'main', 'log(_:)')]);
    const grown = (limit: Limit, own = 'Server') => {
      const head = packageOf(measured('http', run(82), { recording, limit }));
      const modules = { ...head.package, modules: [own], executables: [own] };
      return report({ ...head, package: modules }, setting(baselineOf({ http: before })));
    };
    const strict = { absolute: 0, percent: 0, site: 0 };
    expect(grown({ absolute: 0, percent: 0 }).verdict).toBe('improvement');
    expect(only(grown(strict))).toMatchObject({
      ...{ verdict: 'regression', decidedBy: 'site', delta: { total: -18 } },
      siteBeyondLimit: { name: 'log(_:)', module: 'Server', delta: 10 },
    });
    expect(contradictionIn(grown(strict))).toBeNull();
    expect(grown({ ...strict, site: 10 }).verdict).toBe('improvement');
    expect(grown(strict, 'Other').verdict).toBe('improvement');
    const text = renderTerminal(grown(strict), { color: false });
    expect(text).toContain('+10 allocations per run in log(_:) of http (limit of each call site 0).');
    // What grew comes first.
    expect(text).toMatch(/Call sites that changed in http.*\n +\+10 {2}log\(_:\).*\n +from main\n +-28 {2}parse\(_:\)/);
  });

  it('add up to the delta with what they do not explain, which is no site', () => {
    const before = { measurement: run(100), workload, sites: [site('parse(_:)', 100)], callTree: [] };
    const recording = recorded([stack(103, 'main', 'parse(_:)')]);
    const { sites, attribution } = only(
      report(packageOf(measured('http', run(105), { recording })), setting(baselineOf({ http: before }))),
    );
    expect(sites.map(({ name, delta }) => [name, delta])).toEqual([['parse(_:)', 3]]);
    expect(attribution).toEqual([
      { origin: { kind: 'own' }, delta: 3 },
      { origin: null, delta: 2 },
    ]);
  });

  it('say whose code the delta comes from, and `compare` can tell the same from the report', () => {
    const ofDependency = { ...site('allocate()', 40), module: 'NIOCore' };
    const before = { measurement: run(100), workload, sites: [site('parse(_:)', 60), ofDependency], callTree: [] };
    const recording = recorded([stack(68, 'main', 'parse(_:)'), stack(35, 'main', 'log(_:)')]);
    const built = report(packageOf(measured('http', run(105), { recording })), setting(baselineOf({ http: before })));
    expect(built.modules).toEqual({
      own: ['Server'],
      dependencies: ['NIOCore'],
      packages: { NIOCore: 'swift-nio' },
    });
    expect(only(built).attribution).toEqual([
      { origin: { kind: 'own' }, delta: 43 },
      {
        origin: { kind: 'dependency', module: 'NIOCore' },
        delta: -40,
        moved: { identity: 'swift-nio', baseline: null, measured: '2.81.0' },
      },
      { origin: null, delta: 2 },
    ]);
  });

  it('name no versions of a dependency that did not move', () => {
    const before = {
      measurement: run(100),
      workload,
      sites: [site('parse(_:)', 60), { ...site('allocate()', 40), module: 'NIOCore' }],
      callTree: [],
    };
    const baseline = baselineOf({ http: before }, { dependencies: { 'swift-nio': '2.81.0' } });
    const recording = recorded([stack(60, 'main', 'parse(_:)')]);
    const built = report(packageOf(measured('http', run(60), { recording })), setting(baseline));
    expect(built.dependencyChanges).toEqual([]);
    expect(only(built).attribution).toContainEqual({ origin: { kind: 'dependency', module: 'NIOCore' }, delta: -40 });
  });

  it('are per iteration where the unit is', () => {
    const recording = recorded([stack(1000, 'main', 'parse(_:)'), stack(20, 'main', 'log(_:)')], 10);
    const measurement = perIteration({ malloc: 50 }, { malloc: 1070 });
    const { sites, total } = only(report(packageOf(measured('http', measurement, { recording })), setting(null)));
    expect(total).toBe(102);
    expect(sites.map(({ name, count, bytes }) => [name, count, bytes])).toEqual([
      ['parse(_:)', 100, 3200],
      ['log(_:)', 2, 64],
    ]);
  });

  it('have no deltas without a baseline, and are none without stacks', () => {
    const recording = recorded([stack(100, 'main', 'parse(_:)')]);
    const first = only(report(packageOf(measured('http', run(100), { recording })), setting(null)));
    expect(first.sites).toMatchObject([{ name: 'parse(_:)', count: 100, baselineCount: 0, delta: 0 }]);
    const without = only(report(packageOf(measured('http', run(100))), setting(baselineOf({ http: run(90) }))));
    expect(without).toMatchObject({ stacks: null, sites: [] });
  });
});

describe('the report of a gate that could not measure', () => {
  it('fails with what is wrong, whatever the policy, and has nothing to accept', () => {
    const error = new MeasurementError('The build broke.', { lastLines: ['main.swift:1: error: no'] });
    const policy = { ...defaultPolicy, failOn: 'never' } as const;
    const built = buildFailureReport(error, 'server', setting(baselineOf({ http: run(1) }), { policy }));
    expect(reportSchema.parse(JSON.parse(JSON.stringify(built)))).toEqual(built);
    expect(built).toMatchObject({
      verdict: 'failed',
      passes: false,
      failure: { message: 'The build broke.', remedy: null, lastLines: ['main.swift:1: error: no'] },
      benchmarks: [],
      candidate: null,
      fingerprint: null,
      baselineFile: { exists: true },
    });
  });

  it('takes anything that was thrown', () => {
    expect(buildFailureReport('out of luck', 'server', setting(null)).failure?.message).toBe('out of luck');
  });

  it('is the same when every benchmark failed: a report with nothing to accept', () => {
    const built = report(packageOf(failed('http')), setting(baselineOf({ http: run(1) })));
    expect(built).toMatchObject({ verdict: 'failed', passes: false, fingerprint: null, candidate: null });
  });
});

describe('a baseline of imported thresholds', () => {
  const threshold = (total: number) =>
    ({ from: 'swift-nio', file: 'Thresholds/6.2.json', name: 'x', unit: 'iteration', total }) as const;
  const turns = (malloc: number) => perIteration({ malloc: 50 }, { malloc: 50 + 10 * malloc });
  const imported = baselineOf({}, { fingerprint: null, imported: { turns: threshold(100), gone: threshold(5) } });

  it('passes up to the threshold, whatever the machine, and says what it compared with', () => {
    const built = report(packageOf(measured('turns', turns(90))), setting(imported));
    expect(built).toMatchObject({ verdict: 'pass', passes: true, removed: ['gone'] });
    expect(only(built)).toMatchObject({
      ...{
        verdict: 'pass',
        total: 90,
        baseline: null,
        delta: null,
        allowed: { total: { increase: 0, by: 'absolute' }, realloc: null },
        sites: [],
        attribution: [],
      },
      imported: { from: 'swift-nio', file: 'Thresholds/6.2.json', total: 100, delta: -10 },
    });
  });

  it('fails above it', () => {
    const built = report(packageOf(measured('turns', turns(101))), setting(imported));
    expect(built).toMatchObject({ verdict: 'regression', passes: false });
    expect(only(built)).toMatchObject({ imported: { total: 100, delta: 1 } });
  });

  it('does not make a change of what is below the threshold', () => {
    const policy = { ...defaultPolicy, failOn: 'any-change' } as const;
    const one = baselineOf({}, { fingerprint: null, imported: { turns: threshold(100) } });
    expect(report(packageOf(measured('turns', turns(90))), setting(one, { policy })).passes).toBe(true);
  });

  it('gives way to measured numbers of the same benchmark', () => {
    const both = baselineOf({ turns: turns(80) }, { imported: { turns: threshold(100) } });
    const built = report(packageOf(measured('turns', turns(81))), setting(both));
    expect(only(built)).toMatchObject({ verdict: 'regression', delta: { total: 1 } });
    expect(only(built)).not.toHaveProperty('imported');
  });

  it('cannot be compared with whole runs', () => {
    const built = report(packageOf(measured('turns', run(90))), setting(imported));
    expect(only(built)).toMatchObject({
      verdict: 'incomparable',
      differences: [{ field: 'unit', baseline: 'per iteration (imported)', measured: 'per run' }],
    });
  });

  it('gives way to a base commit that was asked for', () => {
    const base = baseCommit(baselineOf({ turns: turns(80) }), { isAskedFor: true });
    const built = report(packageOf(measured('turns', turns(80))), setting(imported, { base }));
    expect(built).toMatchObject({ verdict: 'pass', base: { differences: [] } });
    expect(only(built)).toMatchObject({ delta: { total: 0 } });
  });

  it('still judges where a base commit stands in for the numbers of other benchmarks', () => {
    const mixed = baselineOf(
      { http: run(100) },
      { fingerprint: { ...fingerprint, swift: '6.2.0' }, imported: { turns: threshold(100) } },
    );
    const base = baseCommit(baselineOf({ http: run(100), turns: turns(101) }));
    const built = report(
      packageOf(measured('http', run(100)), measured('turns', turns(101))),
      setting(mixed, { base }),
    );
    expect(built).toMatchObject({ verdict: 'regression', passes: false });
    expect(built.benchmarks).toMatchObject([
      { verdict: 'pass', delta: { total: 0 } },
      { verdict: 'regression', imported: { total: 100, delta: 1 } },
    ]);
  });

  it('of another unit gives way to the base commit, and is the reason why that was measured', () => {
    const base = baseCommit(baselineOf({ turns: run(80) }));
    const built = report(packageOf(measured('turns', run(90))), setting(imported, { base }));
    expect(only(built)).toMatchObject({ verdict: 'regression', delta: { total: 10 }, differences: [] });
    const unit = { field: 'unit', baseline: 'per iteration (imported)', measured: 'per run' };
    expect(built.base?.differences).toEqual([unit]);
  });
});

describe('a baseline of an older version, which does not say what was run', () => {
  const older = baselineOf({ http: { measurement: run(100), workload: null, sites: [], callTree: [] } });

  it('is compared with as it is, and the report says so once', () => {
    const built = report(packageOf(measured('http', run(101)), measured('new', run(1))), setting(older));
    expect(built.benchmarks[0]).toMatchObject({ verdict: 'regression', differences: [] });
    expect(built.notices.map(markdownOf)).toEqual([expect.stringContaining('by an older version of the gate')]);
  });

  it('is no subject where nothing is compared with it', () => {
    expect(report(packageOf(measured('new', run(1))), setting(older)).notices).toEqual([]);
  });
});
