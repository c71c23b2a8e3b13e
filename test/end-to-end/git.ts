import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Runs git in a folder, with an author and without anybody's configuration, and returns what it prints. */
export function git(folder: string, ...args: readonly string[]): string {
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost', '-c', 'protocol.file.allow=always'];
  const environment = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  return execFileSync('git', [...author, ...args], { cwd: folder, encoding: 'utf8', env: environment }).trim();
}

/** Commits everything in a folder, which becomes a repository if it is none, and returns the commit's SHA. */
export function commitAll(folder: string, message: string): string {
  if (!existsSync(join(folder, '.git'))) git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', message);
  return git(folder, 'rev-parse', 'HEAD');
}
