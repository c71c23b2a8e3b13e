import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileC, plainly } from '../c-program.ts';
import { reportOf } from '../command-line.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

/** A program whose first run allocates 200,000 blocks, and each later one 1,001. */
describe('a baseline whose first run was cold', () => {
  let sandbox: Sandbox;
  const gate = (...options: readonly string[]) => sandbox.run(['gate', '--flame-graph=false', ...options]);

  beforeAll(async () => {
    sandbox = createSandbox(testProgram('Library'));
    compileC(testProgram('cold.c'), join(sandbox.folder, 'cold'), plainly);
    sandbox.write('count.sh', 'exec ./cold 1001\n');
    sandbox.write('.github/allocations.yml', 'benchmarks:\n  cold: { command: [/bin/sh, count.sh] }\n');
    expect(await gate()).toMatchObject({ exitCode: 0 });
    const accepted = await sandbox.run(['accept', '--report', '.build/allocations/report.json']);
    expect(accepted).toMatchObject({ exitCode: 0, stderr: '' });
  });
  afterAll(() => sandbox.remove());

  it('has the number and the noise of the others', async () => {
    const ended = await gate('--json');
    expect(ended.exitCode).toBe(0);
    const { baseline, delta } = measuredIn(reportOf(ended), 'cold');
    expect(delta?.total).toBe(0);
    expect(baseline?.noise.total).toBe(0);
    expect(baseline?.total).toBeLessThan(2000);
  });

  it('lets nothing pass that the limit does not, whatever noise is written into it', async () => {
    const [name = ''] = readdirSync(join(sandbox.folder, '.github/allocations'));
    const path = `.github/allocations/${name}`;
    sandbox.write(path, sandbox.read(path).replace(/("noise": \{[^}]*"total": )0/, '$11000000'));
    expect(sandbox.read(path)).toContain('"total": 1000000');
    sandbox.write('count.sh', 'exec ./cold 150000\n');
    const ended = await gate('--json');
    expect(ended.exitCode).toBe(1);
    expect(measuredIn(reportOf(ended), 'cold')).toMatchObject({ verdict: 'regression', delta: { total: 148_999 } });
  });
});
