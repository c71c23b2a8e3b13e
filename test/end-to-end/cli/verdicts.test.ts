import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Report, reportSchema } from '../../../src/model/report.ts';
import { reportOf } from '../command-line.ts';
import { measuredIn, only } from '../reports.ts';
import { copyPackage, createSandbox, examplePackage, regression, type Sandbox } from '../sandbox.ts';

/** Counts only, once: enough where one thread allocates. */
const quickly = ['--runs', '1', '--flame-graph', 'false'];
const results = '.build/allocations';
const headers = 'Sources/ObjectsAndStrings/Headers.swift';

/** One pull request's life, in order: each test goes on from where the one before left the package. */
describe('a package with a committed baseline', () => {
  let sandbox: Sandbox;
  let baselinePath: string;
  const reportIn = (folder: string): Report => reportSchema.parse(JSON.parse(sandbox.read(`${folder}/report.json`)));

  beforeAll(() => {
    sandbox = createSandbox(examplePackage('objects-and-strings'));
    const baselines = '.github/allocations';
    const [file = ''] = readdirSync(join(sandbox.folder, baselines));
    baselinePath = `${baselines}/${file}`;
  });
  afterAll(() => sandbox.remove());

  it('passes unchanged: exit 0, and nothing to accept is offered', async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(['gate', ...quickly]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^All allocations are unchanged in 2 benchmarks\.\n/);
    expect(stdout).not.toContain('accept');
    const report = reportIn(results);
    expect(report).toMatchObject({ verdict: 'pass', passes: true, removed: [], failure: null });
    expect(measuredIn(report, 'loop-turn').delta).toEqual({ ...only({}), total: 0 });
    expect(measuredIn(report, 'whole-program').delta).toEqual({ ...only({}), total: 0 });
  });

  it('fails with one allocation more in each turn: exit 1, the exact count, and the function that makes it first', async () => {
    copyPackage(regression, sandbox.folder);
    const { exitCode, stdout } = await sandbox.run(['gate', '--runs', '1']);
    expect(exitCode).toBe(1);
    const report = reportIn(results);
    expect(report).toMatchObject({ verdict: 'regression', passes: false });
    const turn = measuredIn(report, 'loop-turn');
    expect(turn.delta).toEqual({ ...only({ malloc: 1 }), total: 1 });
    expect(turn.sites[0]).toMatchObject({ name: 'parseHeaders(_:)', module: 'ObjectsAndStrings', delta: 1 });
    expect(turn.sites.slice(1).filter(({ delta }) => delta !== 0)).toEqual([]);
    expect(turn.stacks).toMatchObject({ lost: 0 });
    const run = measuredIn(report, 'whole-program');
    expect(run.delta).toEqual({ ...only({ malloc: 10 }), total: 10 });
    expect(run.sites[0]).toMatchObject({ name: 'parseHeaders(_:)', delta: 10 });

    expect(stdout).toMatch(
      /Call sites that grew in loop-turn, allocations per iteration:\n +\+1 {2}parseHeaders\(_:\)/,
    );
    expect(stdout).toContain(`dist/cli.js accept --report ${results}/report.json`);
    expect(sandbox.read(`${results}/loop-turn.folded`)).toMatch(/;runTurn\(_:\);parseHeaders\(_:\)/);
    expect(sandbox.read(`${results}/flamegraph.html`)).toContain('parseHeaders(_:)');
  });

  it('gives the same report when it is measured again: counts, sites and candidate baseline', async () => {
    const again = await sandbox.run(['measure', '--runs', '1', '--json', '--output', 'again']);
    expect(again.exitCode).toBe(0);
    expect(reportOf(again)).toEqual(reportIn(results));
    for (const file of ['candidate.json', 'loop-turn.folded', 'whole-program.folded']) {
      expect(sandbox.read(`again/${file}`)).toBe(sandbox.read(`${results}/${file}`));
    }
  });

  it('is judged again by `compare`, with another policy or limit, without measuring', async () => {
    const compared = ['compare', '--baseline', baselinePath, '--report', `${results}/report.json`];
    const before = await sandbox.run(compared);
    expect(before).toMatchObject({ exitCode: 1, stderr: '' });
    expect(before.stdout).toContain('parseHeaders(_:)');
    expect(before.seconds).toBeLessThan(2);
    expect(await sandbox.run([...compared, '--limit', '10'])).toMatchObject({ exitCode: 0 });
    expect(await sandbox.run([...compared, '--limit', '9'])).toMatchObject({ exitCode: 1 });
    expect(await sandbox.run([...compared, '--fail-on', 'never'])).toMatchObject({ exitCode: 0 });
    const asJson = await sandbox.run([...compared, '--json']);
    expect(reportOf(asJson)).toMatchObject({ verdict: 'regression', passes: false });
  });

  it('passes once the numbers are accepted, and the baseline then holds exactly those', async () => {
    const accepted = await sandbox.run(['accept', '--report', `${results}/report.json`]);
    expect(accepted).toMatchObject({ exitCode: 0, stderr: '' });
    expect(accepted.stdout).toContain(baselinePath);
    const { candidate } = reportIn(results);
    expect(sandbox.read(baselinePath)).toBe(candidate?.text);

    const after = await sandbox.run(['gate', '--json', ...quickly]);
    expect(after.exitCode).toBe(0);
    expect(reportOf(after)).toMatchObject({ verdict: 'pass', passes: true });
  });

  it('passes with fewer allocations, as an improvement that offers to be accepted', async () => {
    sandbox.replace(headers, 'final class RequestHead', 'struct RequestHead');
    const { exitCode, stdout } = await sandbox.run(['gate', ...quickly]);
    expect(exitCode).toBe(0);
    expect(reportIn(results)).toMatchObject({ verdict: 'improvement', passes: true });
    expect(measuredIn(reportIn(results), 'loop-turn').delta).toEqual({ ...only({ malloc: -1 }), total: -1 });
    expect(stdout).toMatch(/^2 benchmarks allocate less/);
    expect(stdout).toContain('accept --report');
    const strictly = ['compare', '--baseline', baselinePath, '--report', `${results}/report.json`];
    expect(await sandbox.run([...strictly, '--fail-on', 'any-change'])).toMatchObject({ exitCode: 1 });
  });
});

describe('a package without a baseline', () => {
  it('is measured, says how to accept the numbers, and passes from then on', async () => {
    const sandbox = createSandbox(examplePackage('request-loop'));
    try {
      const first = await sandbox.run(['gate', '--runs', '2', '--baseline', 'baselines', '--output', 'results/of/it']);
      expect(first.exitCode).toBe(0);
      expect(first.stdout).toMatch(/^There is no baseline yet: 3 benchmarks were measured, with nothing to compare\./);
      expect(first.stdout).toContain(`dist/cli.js accept --report results/of/it/report.json`);
      const files = ['candidate.json', 'flamegraph.html', 'report.json'];
      const folded = ['four-threads.folded', 'request.folded', 'whole-program.folded'];
      expect(readdirSync(join(sandbox.folder, 'results/of/it'))).toEqual(expect.arrayContaining([...files, ...folded]));
      const report = reportSchema.parse(JSON.parse(sandbox.read('results/of/it/report.json')));
      expect(report).toMatchObject({ verdict: 'no-baseline', baselineFile: { exists: false } });
      const baseline = report.candidate?.path ?? '';
      expect(baseline).toMatch(/^baselines\/swift-\d+\.\d+-[a-z]+-[\d.]+-(x86_64|aarch64)\.json$/);

      const compared = [
        'compare',
        '--baseline',
        'results/of/it/candidate.json',
        '--report',
        'results/of/it/report.json',
      ];
      expect(await sandbox.run(compared)).toMatchObject({ exitCode: 0 });
      expect(await sandbox.run(['accept', '--report', 'results/of/it/report.json'])).toMatchObject({ exitCode: 0 });
      expect(sandbox.read(baseline)).toBe(sandbox.read('results/of/it/candidate.json'));

      const options = ['--json', '--runs', '5', '--flame-graph', 'false', '--baseline', 'baselines'];
      const second = reportOf(await sandbox.run(['gate', ...options]));
      expect(second).toMatchObject({ passes: true, baselineFile: { exists: true } });
      // Its threads meet at another moment in some runs of a busy machine: seven allocations among 600 requests.
      const { verdict, delta } = measuredIn(second, 'request');
      expect(verdict).toBe('pass');
      expect(Math.abs(delta?.total ?? 1)).toBeLessThan(0.05);
    } finally {
      sandbox.remove();
    }
  });
});
