import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileC, plainly } from '../c-program.ts';
import { type Ended, reportOf } from '../command-line.ts';
import { kernelProbes } from '../kernel-probes.ts';
import { nobody } from '../privilege.ts';
import { failedIn, measuredIn } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox, testProgram } from '../sandbox.ts';

const inside = ['measure', '--json', '--runs', '2', '--counter', 'inside', '--perf-path', '/nowhere/perf'];

describe('a gate without probes and without perf, for an ordinary user', () => {
  let sandbox: Sandbox;
  let ended: Ended;

  beforeAll(async () => {
    sandbox = createSandbox(examplePackage('objects-and-strings'));
    ended = await sandbox.run(inside, { user: { ...nobody, home: sandbox.folder } });
  });
  afterAll(() => sandbox.remove());

  it('counts as the probes do, has every stack, says that it counted from inside, and leaves nothing', async () => {
    expect(ended.exitCode).toBe(0);
    expect(kernelProbes()).toEqual([]);
    const report = reportOf(ended);
    expect(report.environment).toMatchObject({ counter: 'inside', perf: null });
    const byProbes = reportOf(
      await sandbox.run([
        ...['measure', '--json', '--runs', '1', '--flame-graph', 'false', '--output', '.build/probes'],
      ]),
    );
    expect(byProbes.failure).toBeNull();
    expect(byProbes.environment.counter).toBe('probes');
    expect(report.fingerprint).toEqual(byProbes.fingerprint);
    for (const name of ['loop-turn', 'whole-program']) {
      const { counts, stacks } = measuredIn(report, name);
      expect(counts).toEqual(measuredIn(byProbes, name).counts);
      expect(stacks).toMatchObject({ callGraph: 'inside', lost: 0, untrusted: 0, difference: 0 });
      expect(stacks?.recorder?.because).toBe('counter: inside asks for it');
    }
    expect(
      (await sandbox.run(['compare', '--baseline', baselinePath(report), '--report', reportPath])).stdout,
    ).toContain('counted from inside, without probes');
  });
});

const reportPath = '.build/allocations/report.json';

function baselinePath({ candidate }: ReturnType<typeof reportOf>): string {
  return candidate?.path ?? '';
}

describe('what cannot be counted from inside', () => {
  let sandbox: Sandbox;
  let report: ReturnType<typeof reportOf>;

  beforeAll(async () => {
    sandbox = createSandbox(testProgram('Library'));
    sandbox.write('program.c', '#include <stdlib.h>\nint main(void) { free(malloc(16)); }\n');
    compileC(`${sandbox.folder}/program.c`, `${sandbox.folder}/static`, [...plainly, '-static']);
    sandbox.write('.github/allocations.yml', 'benchmarks:\n  static: { command: [./static] }\n');
    report = reportOf(await sandbox.run(inside));
  });
  afterAll(() => sandbox.remove());

  it('is a failure to measure, with what helps', () => {
    const { message, remedy } = failedIn(report, 'static').failure;
    expect(message).toMatch(/^It cannot be counted from inside: \S+\/static is linked statically/);
    expect(remedy).toContain('`--counter probes`');
  });
});
