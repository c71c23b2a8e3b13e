import { randomBytes } from 'node:crypto';
import { doAsRoot, type User } from './privilege.ts';

/** An ordinary user who may use `sudo` without a password, as on GitHub's hosted runners; `remove` deletes them. */
export function createSudoUser(): User & { remove(): void } {
  const name = `allocation-gate-${randomBytes(3).toString('hex')}`;
  const sudoers = `/etc/sudoers.d/${name}`;
  doAsRoot(['useradd', '--create-home', name]);
  doAsRoot(['tee', sudoers], `${name} ALL=(ALL) NOPASSWD: ALL\n`);
  const [, , uid, gid, , home = '/'] = doAsRoot(['getent', 'passwd', name]).trim().split(':');
  return {
    ...{ name, uid: Number(uid), gid: Number(gid), home },
    remove: () => {
      doAsRoot(['rm', '-f', sudoers]);
      doAsRoot(['userdel', '--remove', name]);
    },
  };
}
