import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileC, plainly } from '../c-program.ts';
import { reportOf } from '../command-line.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

/** A breakpoint costs a microsecond a hit, whoever counts, or nobody (facts 56). */
describe('the breakpoints of probes', () => {
  let sandbox: Sandbox;
  const seenIn = (name: string) => readFileSync(join(sandbox.folder, name), 'utf8').trim().split('\n');

  beforeAll(() => {
    sandbox = createSandbox(testProgram('Library'));
    compileC(testProgram('breakpoints.c'), join(sandbox.folder, 'breakpoints'), [...plainly, '-ldl']);
  });
  afterAll(() => sandbox.remove());

  const measure = async (...options: readonly string[]) => {
    const benchmark = (name: string) => `  ${name}: { command: [./breakpoints, ${name}.txt] }\n`;
    sandbox.write('.github/allocations.yml', `benchmarks:\n${['first', 'second'].map(benchmark).join('')}`);
    for (const name of ['first', 'second']) sandbox.write(`${name}.txt`, '');
    const ended = await sandbox.run(['measure', '--runs', '5', '--json', ...options]);
    expect(ended.exitCode).toBe(0);
    return reportOf(ended);
  };

  it('are in the memory of a program only in runs that count by them, and those of free only where it is counted', async () => {
    const report = await measure();
    for (const name of ['first', 'second']) {
      expect(measuredIn(report, name).measurement).toMatchObject({ unit: 'run', runs: 5 });
      expect(seenIn(`${name}.txt`)).toEqual([
        ...['malloc=1 free=0', 'malloc=1 free=1'],
        ...['malloc=0 free=0', 'malloc=0 free=0', 'malloc=0 free=0'],
      ]);
    }
  });

  it('are there in every run that probes have to count', async () => {
    await measure('--recorder', 'perf');
    const lines = seenIn('first.txt');
    expect(lines.filter((line) => line.includes('malloc=1'))).toHaveLength(lines.length);
    expect(lines.filter((line) => line.includes('free=1'))).toHaveLength(1);
  });
});
