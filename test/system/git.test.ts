import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeOwnRepository } from '../../src/system/git.ts';
import { createRun } from '../../src/system/process.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const environment = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' };
const run = createRun(environment);

function git(folder: string, ...args: readonly string[]): void {
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  execFileSync('git', [...author, ...args], { cwd: folder, env: environment });
}

/** A folder that is a repository with one commit, and one beside it that is in none. */
function createRepository() {
  const top = realpathSync(temporaryDirectory());
  const [folder, neighbour] = [join(top, 'kit'), join(top, 'app')];
  for (const each of [join(folder, 'Sources'), neighbour]) mkdirSync(each, { recursive: true });
  writeFileSync(join(folder, 'Package.swift'), 'let package');
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'first');
  return { folder, neighbour };
}

describe('a folder that is a repository of its own', () => {
  it('is called by its tag, by the commits since, or by its commit', async () => {
    const { folder, neighbour } = createRepository();
    expect(await describeOwnRepository(run, folder, neighbour)).toMatch(/^[0-9a-f]{7,}$/);
    git(folder, 'tag', '1.2.0');
    expect(await describeOwnRepository(run, folder, neighbour)).toBe('1.2.0');
    git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'second');
    expect(await describeOwnRepository(run, folder, neighbour)).toMatch(/^1\.2\.0-1-g[0-9a-f]{7,}$/);
  });

  it('is not called by its commit when something was changed or added', async () => {
    const { folder, neighbour } = createRepository();
    writeFileSync(join(folder, 'New.swift'), '');
    expect(await describeOwnRepository(run, folder, neighbour)).toBeNull();
    git(folder, 'add', '--all');
    expect(await describeOwnRepository(run, folder, neighbour)).toBeNull();
  });
});

describe('a folder of another repository, or of none', () => {
  it('has no name', async () => {
    const { folder, neighbour } = createRepository();
    expect(await describeOwnRepository(run, join(folder, 'Sources'), neighbour)).toBeNull();
    expect(await describeOwnRepository(run, neighbour, folder)).toBeNull();
  });

  it('has none either where it is the repository that the package itself lies in', async () => {
    const { folder } = createRepository();
    expect(await describeOwnRepository(run, folder, join(folder, 'Sources'))).toBeNull();
  });
});
