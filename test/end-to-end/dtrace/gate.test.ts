import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, reportOf } from '../command-line.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox } from '../sandbox.ts';

const byDTrace = { environment: { MEASURER: 'dtrace' } };
const quick = ['--runs', '1', '--flame-graph', 'false', '--json'];

describe('a gate by DTrace on Linux', () => {
  let sandbox: Sandbox;
  let ended: Ended;

  beforeAll(async () => {
    sandbox = createSandbox(examplePackage('objects-and-strings'));
    ended = await sandbox.run(['measure', ...quick], byDTrace);
  });
  afterAll(() => sandbox.remove());

  it('counts what perf counts, and is never compared with it', async () => {
    expect(ended).toMatchObject({ exitCode: 0 });
    const report = reportOf(ended);
    const byPerf = reportOf(await sandbox.run(['measure', ...quick, '--output', '.build/perf']));
    expect(measuredIn(report, 'loop-turn').counts).toEqual(measuredIn(byPerf, 'loop-turn').counts);
    // perf counts from exec on, DTrace from where the loader has mapped the libraries (facts 18b).
    const { malloc, ...others } = measuredIn(report, 'whole-program').counts;
    const { malloc: sinceExec, ...othersSinceExec } = measuredIn(byPerf, 'whole-program').counts;
    expect(others).toEqual(othersSinceExec);
    expect(sinceExec - malloc).toBeGreaterThanOrEqual(0);
    expect(sinceExec - malloc).toBeLessThan(100);
    expect(report.fingerprint?.libc).toBe(`${byPerf.fingerprint?.libc} by DTrace`);
    expect(report.environment).toMatchObject({ counter: 'probes', perf: null });
    await sandbox.run(['accept', '--report', '.build/perf/report.json']);
    const baseline = ['--baseline', byPerf.candidate?.path ?? ''];
    const compared = await sandbox.run([
      'compare',
      ...baseline,
      '--report',
      '.build/allocations/report.json',
      '--json',
    ]);
    expect(reportOf(compared).benchmarks.map(({ verdict }) => verdict)).toEqual(['incomparable', 'incomparable']);
  });
});
