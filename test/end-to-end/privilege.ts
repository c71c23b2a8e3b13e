import { execFileSync } from 'node:child_process';

/** A user of this machine, and where they live. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

export const root: User = { name: 'root', uid: 0, gid: 0, home: '/root' };
export const nobody: User = { name: 'nobody', uid: 65_534, gid: 65_534, home: '/nonexistent' };

const isRoot = process.getuid?.() === 0;

/** The command as root runs it: the tests run as root, or as a user with `sudo` (GitHub's hosted runners). */
export function asRoot(command: readonly string[]): readonly [string, ...string[]] {
  const [file = 'true', ...rest] = isRoot ? command : ['sudo', '-n', ...command];
  return [file, ...rest];
}

/** The command as `user` runs it, with exactly these environment variables. */
export function asUser(
  { name, uid, gid }: User,
  environment: Readonly<Record<string, string>>,
  command: readonly string[],
): readonly [string, ...string[]] {
  const variables = Object.entries({ ...environment, USER: name }).map(([key, value]) => `${key}=${value}`);
  const identity = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'];
  return asRoot([...identity, 'env', '-i', ...variables, ...command]);
}

/** Runs a command as root and returns its standard output; throws with what it wrote to standard error when it fails. */
export function doAsRoot(command: readonly string[], input = ''): string {
  const [file, ...rest] = asRoot(command);
  return execFileSync(file, rest, { input, encoding: 'utf8', stdio: 'pipe' });
}
