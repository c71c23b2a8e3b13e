import { realpath } from 'node:fs/promises';
import { git } from './commit-tree.ts';
import type { Run } from './process.ts';

/**
 * What `git describe` calls the commit of a folder that is a repository of its own, with nothing changed in it:
 * `1.2.0`, `1.2.0-3-g0123abc`, or `0123abc` without tags. Null where the folder belongs to a larger repository, to the
 * one that `neighbour` lies in, or to none, and where something was changed, which the commit does not tell.
 */
export async function describeOwnRepository(run: Run, folder: string, neighbour: string): Promise<string | null> {
  const top = await topOf(run, folder);
  if (top === null || top !== (await realpath(folder)) || top === (await topOf(run, neighbour))) return null;
  const { exitCode, stdout } = await run(git(folder, 'describe', '--tags', '--always', '--dirty'));
  const description = stdout.trim();
  if (exitCode !== 0 || description === '' || description.endsWith('-dirty')) return null;
  const untracked = await run(git(folder, 'status', '--porcelain', '--untracked-files=normal'));
  return untracked.stdout.trim() === '' ? description : null;
}

async function topOf(run: Run, folder: string): Promise<string | null> {
  const { exitCode, stdout } = await run(git(folder, 'rev-parse', '--show-toplevel'));
  return exitCode === 0 ? stdout.trim() : null;
}
