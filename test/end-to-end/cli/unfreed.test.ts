import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Report, reportSchema } from '../../../src/model/report.ts';
import type { Ended } from '../command-line.ts';
import { compileWith } from '../compile-with.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

const configuration = `benchmarks:
  turn: { product: Leaking, iterations: { variable: ITERATIONS, from: 1, to: 11 } }
  whole-program: { product: Leaking }
`;

/** Each turn allocates one block in a thread of its own; whether it is freed decides the condition. */
describe('a program that leaks one block an iteration', () => {
  let sandbox: Sandbox;

  beforeAll(() => {
    sandbox = createSandbox(testProgram('Leaking'));
    sandbox.write('.github/allocations.yml', configuration);
  });
  afterAll(() => sandbox.remove());

  const gate = (isLeaking: boolean): Promise<Ended> => {
    compileWith(sandbox, isLeaking ? 'LEAK' : null);
    return sandbox.run(['gate', '--flame-graph=false']);
  };
  const report = (): Report => reportSchema.parse(JSON.parse(sandbox.read('.build/allocations/report.json')));
  const accept = async () => {
    const accepted = await sandbox.run(['accept', '--report', '.build/allocations/report.json']);
    expect(accepted).toMatchObject({ exitCode: 0, stderr: '' });
  };
  const sentences = ({ stdout }: Ended) => stdout.split('\n').filter((line) => line.includes('unfreed'));

  it('frees, without the leak, what it allocates: threads that end and their caches included', async () => {
    expect(sentences(await gate(false))).toEqual([]);
    const { unfreed } = measuredIn(report(), 'turn');
    expect(unfreed).toEqual({ allocated: 1, freed: 1, baseline: null, change: null });
    await accept();
    expect(sentences(await gate(false))).toEqual([]);
    expect(measuredIn(report(), 'turn').unfreed).toMatchObject({ baseline: { allocated: 1, freed: 1 }, change: 0 });
  });

  it('passes, since its counts are the same, and is said to', async () => {
    const ended = await gate(true);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toMatch(/^All allocations are unchanged in 2 benchmarks\.\n/);
    const { allocated = 0, freed = 0 } = measuredIn(report(), 'whole-program').unfreed ?? {};
    expect(sentences(ended)).toEqual([
      'turn leaves 1 block more per iteration unfreed than the baseline: 1 allocated, 0 freed (baseline: 1 and 1).',
      'whole-program leaves 10 blocks more per run unfreed than the baseline: ' +
        `${allocated} allocated, ${freed} freed (baseline: ${allocated} and ${freed + 10}).`,
    ]);
  });

  it('is not mentioned once the baseline leaks too, and is again when it does no longer', async () => {
    await accept();
    expect(sentences(await gate(true))).toEqual([]);
    expect(sentences(await gate(false))[0]).toBe(
      'turn leaves 1 block fewer per iteration unfreed than the baseline: 1 allocated, 1 freed (baseline: 1 and 0).',
    );
  });
});
