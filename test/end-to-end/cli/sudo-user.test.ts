import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { release } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportOf } from '../command-line.ts';
import { kernelProbes } from '../kernel-probes.ts';
import { createSudoUser } from '../ordinary-user.ts';
import { root } from '../privilege.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox } from '../sandbox.ts';

/** What Ubuntu has as /usr/bin/perf, which starts the perf of the running kernel, but looks for it in this folder. */
const wrapper = (tools: string) => `#!/bin/bash
full_version=$(uname -r)
if [ -f "${tools}/$full_version/perf" ]; then exec "${tools}/$full_version/perf" "$@"; fi
echo "WARNING: perf not found for kernel $full_version" >&2
exit 2
`;

describe('an ordinary user with sudo', () => {
  let user: ReturnType<typeof createSudoUser>;
  let sandbox: Sandbox;

  beforeAll(() => {
    user = createSudoUser();
    sandbox = createSandbox(examplePackage('objects-and-strings'));
  });
  afterAll(() => {
    sandbox.remove();
    user.remove();
  });

  it('counts and records what root does, to the last allocation, as themselves, and leaves nothing behind', async () => {
    const home = `home: { command: [/usr/bin/touch, "${sandbox.folder}/made-by-the-program"] }`;
    sandbox.write('.github/allocations.yml', `${sandbox.read('.github/allocations.yml')}  ${home}\n`);
    const measure = ['measure', '--runs', '1', '--json'];

    const theirs = await sandbox.run(measure, { user });
    expect(theirs).toMatchObject({ exitCode: 0, stderr: '' });
    expect(kernelProbes()).toEqual([]);
    expect(await sandbox.temporaryFiles()).toEqual([]);
    expect(sandbox.ownerOf('made-by-the-program')).toBe(user.uid);

    const roots = await sandbox.run(measure, { user: root });
    expect(roots).toMatchObject({ exitCode: 0, stderr: '' });
    for (const name of ['loop-turn', 'whole-program']) {
      const [one, other] = [measuredIn(reportOf(theirs), name), measuredIn(reportOf(roots), name)];
      expect(one.measurement).toEqual(other.measurement);
      expect(one.sites).toEqual(other.sites);
    }
  });

  it('does so where perf on PATH is a wrapper around the one of this kernel', async () => {
    const tools = join(sandbox.folder, 'linux-tools');
    const real = join(tools, release(), 'perf');
    mkdirSync(dirname(real), { recursive: true });
    copyFileSync(programOf('perf'), real);
    sandbox.write('bin/perf', wrapper(tools));
    sandbox.makeExecutable('bin/perf');
    const environment = { PATH: `${sandbox.folder}/bin:${process.env.PATH}` };
    const page = () => sandbox.read('.build/allocations/flamegraph.html');

    for (const one of [user, root]) {
      const { stdout } = await sandbox.run(['doctor'], { environment, user: one });
      expect(stdout).toMatch(new RegExp(`^ok +perf +\\S+ \\(${real}\\)$`, 'm'));
      expect(stdout).not.toContain('FAIL');
    }
    const theirs = await sandbox.run(['measure', '--runs', '1', '--json'], { environment, user });
    expect(theirs).toMatchObject({ exitCode: 0, stderr: '' });
    const theirPage = page();
    const roots = await sandbox.run(['measure', '--runs', '1', '--json'], { user: root });
    expect(reportOf(theirs)).toEqual(reportOf(roots));
    expect(theirPage).toBe(page());
  });
});

function programOf(name: string): string {
  const found = (process.env.PATH ?? '').split(':').map((folder) => join(folder, name));
  return found.find((path) => existsSync(path)) ?? name;
}
