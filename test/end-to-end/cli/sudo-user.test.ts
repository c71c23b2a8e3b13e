import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportOf } from '../command-line.ts';
import { kernelProbes } from '../kernel-probes.ts';
import { createSudoUser } from '../ordinary-user.ts';
import { root } from '../privilege.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox } from '../sandbox.ts';

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
});
