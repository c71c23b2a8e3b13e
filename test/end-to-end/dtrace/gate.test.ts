import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatBaseline } from '../../../src/baseline/format-text.ts';
import { parseBaseline } from '../../../src/baseline/parse-text.ts';
import { type Report, reportSchema } from '../../../src/model/report.ts';
import { type Ended, reportOf } from '../command-line.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox } from '../sandbox.ts';

/** So many allocations per loop turn the baseline has fewer. */
const added = 3;

describe('the gate by DTrace on Linux', () => {
  let sandbox: Sandbox;
  let byPerf: Report;
  let ended: Ended;
  let report: Report;
  const gatesReport = '.build/allocations/report.json';

  // What perf counts becomes a baseline as if DTrace had counted it: where both count the same, the change is what was added.
  beforeAll(async () => {
    sandbox = createSandbox(examplePackage('objects-and-strings'));
    const quick = ['--runs', '1', '--output', '.build/perf', '--json'];
    byPerf = reportOf(await sandbox.run(['measure', '--flame-graph', 'false', ...quick]));
    await sandbox.run(['accept', '--report', '.build/perf/report.json']);
    const path = baselineOf(byPerf);
    sandbox.write('perf.json', sandbox.read(path));
    sandbox.write(path, asIfByDTrace(sandbox.read(path), path));
    const options = ['--benchmark', 'loop-turn', '--runs', '1', '--format', 'markdown'];
    ended = await sandbox.run(['gate', ...options], { environment: { MEASURER: 'dtrace' } });
    report = reportSchema.parse(JSON.parse(sandbox.read(gatesReport)));
  });
  afterAll(() => sandbox.remove());

  it('is red for what was added, to the allocation', () => {
    expect(ended).toMatchObject({ exitCode: 1 });
    expect(report).toMatchObject({ verdict: 'regression', passes: false, environment: { perf: null } });
    expect(measuredIn(report, 'loop-turn')).toMatchObject({
      verdict: 'regression',
      delta: { malloc: added, total: added },
    });
    expect(measuredIn(report, 'loop-turn').counts).toEqual(measuredIn(byPerf, 'loop-turn').counts);
  });

  it('has the comment, with the call sites, and the page', () => {
    expect(ended.stdout).toContain('loop-turn');
    expect(ended.stdout).toContain(`+${added}`);
    const { sites, stacks } = measuredIn(report, 'loop-turn');
    expect(stacks).toMatchObject({ callGraph: 'fp', lost: 0 });
    expect(sites.find(({ name }) => name === 'buildList(_:startingAt:)')).toMatchObject({ count: 100 });
    expect(sandbox.read('.build/allocations/flamegraph.html')).toContain('runTurn(_:)');
  });

  it('has a candidate under the environment’s name, which says what counted', () => {
    expect(report.candidate?.path).toBe(baselineOf(byPerf));
    expect(report.candidate?.path).toMatch(/^\.github\/allocations\/swift-6\.\d+-\w+(-[\w.]+)?-x86_64\.json$/);
    expect(report.candidate?.text).toContain(`"libc": "${byPerf.fingerprint?.libc} by DTrace"`);
  });

  it('is never compared with perf', async () => {
    const compared = await sandbox.run(['compare', '--baseline', 'perf.json', '--report', gatesReport, '--json']);
    expect(reportOf(compared).benchmarks.map(({ verdict }) => verdict)).toEqual(['incomparable']);
  });
});

/** The baseline as DTrace would have it, with fewer calls of `malloc` per turn of the loop. */
function asIfByDTrace(text: string, path: string): string {
  const { fingerprint, benchmarks, ...baseline } = parseBaseline(text, path);
  const { 'loop-turn': loop, ...others } = benchmarks;
  if (fingerprint === null || loop?.measurement.unit !== 'iteration')
    throw new Error('it is not measured per iteration');
  const { from, to, ...measurement } = loop.measurement;
  const fewer = added * (to.iterations - from.iterations);
  const counts = { ...to.counts, malloc: to.counts.malloc - fewer };
  const less = { ...loop, measurement: { ...measurement, from, to: { ...to, counts, total: to.total - fewer } } };
  return formatBaseline({
    ...baseline,
    fingerprint: { ...fingerprint, libc: `${fingerprint.libc} by DTrace` },
    benchmarks: { ...others, 'loop-turn': less },
  });
}

function baselineOf({ candidate }: Report): string {
  if (candidate === null) throw new Error('no candidate');
  return candidate.path;
}
