import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportOf } from '../command-line.ts';
import { doAsRoot } from '../privilege.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox } from '../sandbox.ts';
import { unpackPackages } from './packages.ts';

describe('perf 6.1, which prints addresses in another form (facts 35)', () => {
  let sandbox: Sandbox;
  let perf: string;

  beforeAll(() => {
    const folder = unpackPackages('/opt/perf-6.1', 'bookworm', 'amd64', ['linux-perf', 'libperl5.36', 'libpython3.11']);
    // The two libraries that only Debian 12 has.
    doAsRoot(['ldconfig', join(folder, 'usr/lib/x86_64-linux-gnu')]);
    perf = join(folder, 'usr/bin/perf');
    sandbox = createSandbox(examplePackage('objects-and-strings'));
  });
  afterAll(() => sandbox.remove());

  it('counts calls and freed blocks and takes stacks as the perf on PATH does', async () => {
    const measure = async (...options: readonly string[]) => {
      const ended = await sandbox.run(['measure', '--json', '--runs', '1', '--recorder', 'perf', ...options]);
      expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
      return reportOf(ended);
    };
    const [older, newer] = [await measure('--perf-path', perf), await measure()];
    expect(older.environment.perf).toMatch(/^6\.1\./);
    for (const name of ['loop-turn', 'whole-program']) {
      const [one, other] = [measuredIn(older, name), measuredIn(newer, name)];
      expect(one.stacks).toMatchObject({ lost: 0, recorder: { name: 'perf' } });
      expect(one.unfreed).toBeDefined();
      expect(one).toEqual(other);
    }
  });
});
