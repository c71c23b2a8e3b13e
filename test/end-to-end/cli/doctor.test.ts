import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Ended } from '../command-line.ts';
import { kernelProbes } from '../kernel-probes.ts';
import { nobody } from '../privilege.ts';
import { createSandbox, examplePackage, type Sandbox } from '../sandbox.ts';

const answer = z.strictObject({
  checks: z.array(
    z.strictObject({ name: z.string(), ok: z.boolean(), finding: z.string().min(1), remedy: z.string().nullable() }),
  ),
});

/** What this machine can do, and what is said where it cannot. */
describe('doctor', () => {
  let sandbox: Sandbox;
  /** A PATH on which there is no perf. */
  let withoutPerf: string;

  beforeAll(() => {
    sandbox = createSandbox(examplePackage('objects-and-strings'));
    withoutPerf = join(sandbox.folder, 'bin');
    mkdirSync(withoutPerf);
    const tools = ['sh', 'env', 'swift', 'timeout', 'cc', 'sudo', 'dd', 'cat'];
    const folders = (process.env.PATH ?? '').split(':');
    for (const tool of tools) symlinkSync(findIn(folders, tool), join(withoutPerf, tool));
  });
  afterAll(() => sandbox.remove());

  const failing = ({ stdout }: Ended) => answer.parse(JSON.parse(stdout)).checks.filter(({ ok }) => !ok);

  it('finds everything in order where the gate works, and leaves no probe', async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(['doctor']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual(
      ['system', 'swift', 'perf', 'probes', 'calibration'].map((name) => ['ok', name]),
    );
    expect(stdout).toMatch(/every call counted once by glibc \d+\.\d+ \(posix_memalign_small, .* → malloc/);
    expect(kernelProbes()).toEqual([]);
    expect(await sandbox.temporaryFiles()).toEqual([]);
  });

  it('names the packages to install where there is no perf, as the gate does before it builds', async () => {
    const environment = { PATH: withoutPerf };
    const doctor = await sandbox.run(['doctor', '--json'], { environment });
    expect(doctor.exitCode).toBe(3);
    expect(failing(doctor).map(({ name }) => name)).toEqual(['perf', 'calibration']);
    for (const { finding, remedy } of failing(doctor)) {
      expect(finding).toContain('No perf that works was found');
      expect(remedy).toMatch(/^Install one of linux-tools-.*linux-perf/);
    }
    const gate = await sandbox.run(['gate'], { environment });
    expect(gate.exitCode).toBe(3);
    expect(gate.stdout).toContain('No perf that works was found');
    expect(gate.stdout).toContain('linux-perf');
  });

  it('says that root is missing, and what allows it, to an ordinary user without sudo', async () => {
    const doctor = await sandbox.run(['doctor', '--json'], { user: nobody });
    expect(doctor.exitCode).toBe(3);
    expect(failing(doctor).map(({ name }) => name)).toEqual(['probes', 'calibration']);
    for (const { finding, remedy } of failing(doctor)) {
      expect(finding).toContain('needs root, and this user has no sudo without a password');
      expect(remedy).toMatch(/^Run it as root, or allow this user `sudo` without a password/);
    }
  });
});

function findIn(folders: readonly string[], tool: string): string {
  const found = folders.map((folder) => join(folder, tool)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${tool} is not on PATH`);
  return found;
}
