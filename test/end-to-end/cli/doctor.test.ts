import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Ended, program } from '../command-line.ts';
import { kernelProbes } from '../kernel-probes.ts';
import { createSudoUser } from '../ordinary-user.ts';
import { asRoot, nobody, type User } from '../privilege.ts';
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
    const tools = ['sh', 'env', 'swift', 'cc', 'ld', 'sudo', 'dd', 'cat'];
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
      ['system', 'swift', 'perf', 'probes', 'calibration', 'recorder'].map((name) => ['ok', name]),
    );
    expect(stdout).toMatch(/every call counted once by glibc \d+\.\d+ \(posix_memalign_small, .* → malloc/);
    expect(stdout).toMatch(
      /recorder +every call and its stack seen inside a program on glibc [\d.]+, an object’s class/,
    );
    expect(kernelProbes()).toEqual([]);
    expect(await sandbox.temporaryFiles()).toEqual([]);
  });

  it('names the packages to install where there is no perf, as the gate does before it builds', async () => {
    const environment = { PATH: withoutPerf };
    const doctor = await sandbox.run(['doctor', '--json'], { environment });
    expect(doctor.exitCode).toBe(3);
    expect(failing(doctor).map(({ name }) => name)).toEqual(['perf', 'probes', 'calibration']);
    for (const { finding, remedy } of failing(doctor)) {
      expect(finding).toContain('No perf that works was found');
      expect(remedy).toMatch(/^Install one of linux-tools-.*linux-perf/);
    }
    const gate = await sandbox.run(['gate'], { environment });
    expect(gate.exitCode).toBe(3);
    expect(gate.stdout).toContain('No perf that works was found');
    expect(gate.stdout).toContain('linux-perf');
  });

  /** Answers of doctor in a mount namespace of its own that these commands have changed. */
  const doctorIn = (commands: string) => {
    // In a root of with-swift `/` is no mount, and everything is private already.
    const script = `mount --make-rprivate / 2>/dev/null || true; ${commands}; exec "$@"`;
    const inside = ['unshare', '--mount', '--propagation', 'unchanged', 'sh', '-ec', script, 'sh'];
    const [file, ...rest] = asRoot([...inside, process.execPath, program, 'doctor', '--json']);
    const { status, stdout } = spawnSync(file, rest, { encoding: 'utf8', cwd: '/' });
    const checks = answer.parse(JSON.parse(stdout)).checks.filter(({ name }) => name === 'probes');
    return { status, probes: checks[0] };
  };

  it('says what forbids a probe that could not be placed', () => {
    const { status, probes } = doctorIn('mount -o remount,bind,ro /sys/kernel/tracing');
    expect(status).toBe(3);
    expect(probes).toMatchObject({
      ok: false,
      finding: 'The kernel’s tracing file system is mounted read-only at /sys/kernel/tracing.',
    });
    expect(kernelProbes()).toEqual([]);
  });

  it('says what forbids a probe that was placed and not counted', async () => {
    const user = createSudoUser();
    try {
      const command = ['mount', '-t', 'tmpfs', '-o', 'nosuid,mode=1777', 'tmpfs', '/mnt'];
      const { probes } = doctorIn(`${command.join(' ')}; export TMPDIR=/mnt; set -- ${asUserWords(user)} "$@"`);
      expect(probes).toMatchObject({
        ok: false,
        finding: 'The capabilities of programs are ignored below /mnt, which is mounted `nosuid`.',
        remedy: 'Set `TMPDIR` to a folder on another disk.',
      });
    } finally {
      user.remove();
    }
    expect(kernelProbes()).toEqual([]);
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

/** What makes the command behind it one of this user's, in an environment with the same `PATH` and `TMPDIR`. */
function asUserWords({ uid, gid, home }: User): string {
  const identity = `setpriv --reuid=${uid} --regid=${gid} --clear-groups env -i`;
  return `${identity} "PATH=$PATH" "TMPDIR=$TMPDIR" HOME=${home}`;
}

function findIn(folders: readonly string[], tool: string): string {
  const found = folders.map((folder) => join(folder, tool)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${tool} is not on PATH`);
  return found;
}
