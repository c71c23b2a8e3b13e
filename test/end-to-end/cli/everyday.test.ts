import { existsSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportSchema } from '../../../src/model/report.ts';
import { waitUntil } from '../processes.ts';
import { createSandbox, examplePackage, type Sandbox } from '../sandbox.ts';

const report = '.build/allocations/report.json';
const quickly = ['--runs', '1', '--flame-graph', 'false'];

describe('every day, the command line', () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox(examplePackage('objects-and-strings'));
  });
  afterAll(() => sandbox.remove());

  it('measures one benchmark of several, misses none of the others, and prints the comment for any CI', async () => {
    const ended = await sandbox.run(['gate', '--benchmark', 'loop-turn', '--format', 'markdown', ...quickly]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ended.stdout).toMatch(/^✅ \*\*Allocations are unchanged\*\* in 1 benchmark\.\n/);
    expect(ended.stdout).not.toContain('whole-program');
  });

  it('shows where a program allocates most, in a file’s absolute configuration too', async () => {
    const config = `${sandbox.folder}/.github/allocations.yml`;
    const { exitCode, stdout } = await sandbox.run(['measure', '--config', config, '--benchmark', 'loop-turn']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^loop-turn +per iteration +472 +0 +\d+$/m);
    expect(stdout).toMatch(/^The largest call sites of loop-turn, allocations per iteration:\n +156 +buildTree/m);
    expect(stdout).toMatch(/^ +at Sources\/ObjectsAndStrings\/Tree\.swift:\d+$/m);
  });

  it('keeps what it has measured where it is interrupted', async () => {
    rmSync(`${sandbox.folder}/${report}`);
    sandbox.replace('.github/allocations.yml', '{ ITERATIONS: "10" }', '{ ITERATIONS: "20000000" }');
    const gate = sandbox.start(['gate', ...quickly]);
    const measured = () => {
      if (!existsSync(`${sandbox.folder}/${report}`)) return [];
      return reportSchema.parse(JSON.parse(sandbox.read(report))).benchmarks;
    };
    await waitUntil('the first benchmark is finished', () => measured().length > 0, 120);
    gate.kill('SIGINT');
    expect((await gate.ended).exitCode).toBe(130);
    expect(measured()).toMatchObject([
      { name: 'loop-turn', total: 472 },
      { name: 'whole-program', verdict: 'failed' },
    ]);
  });
});
