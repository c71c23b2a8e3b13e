import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MeasurementError } from '../errors.ts';
import { lastLines, type Run } from './process.ts';

/** git, in a repository that another user may own: a checkout in a container belongs to the runner's user. */
export function git(repository: string, ...given: readonly string[]) {
  return { file: 'git', arguments: ['-c', 'safe.directory=*', '-C', repository, ...given] };
}

/** The full SHA of a revision in a local repository; null where it is not known there (a shallow checkout). */
export async function resolveCommit(run: Run, repository: string, revision: string): Promise<string | null> {
  const completion = await run(
    git(repository, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`),
  );
  const sha = completion.stdout.trim();
  return completion.exitCode === 0 && /^[0-9a-f]{40,64}$/.test(sha) ? sha : null;
}

/**
 * Writes the files of a commit into a new folder. The repository's own index and working tree stay as they are, and
 * nothing is left in it. Throws a {@link MeasurementError} with git's words.
 */
export async function writeCommitTree(run: Run, repository: string, commit: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const top = await run(git(repository, 'rev-parse', '--show-toplevel'));
  const invocation = git(top.stdout.trim(), `--work-tree=${folder}`, 'checkout', '--quiet', commit, '--', '.');
  const completion = await run({
    file: 'env',
    arguments: [`GIT_INDEX_FILE=${join(folder, '..', 'base-index')}`, invocation.file, ...invocation.arguments],
  });
  if (completion.exitCode === 0) return;
  throw new MeasurementError(`The files of commit ${commit.slice(0, 10)} could not be written by git.`, {
    lastLines: lastLines(completion.stderr, 5),
  });
}

/** The path of a folder relative to the top of its repository, with `/` at its end unless it is the top. */
export async function pathInRepository(run: Run, folder: string): Promise<string> {
  const completion = await run(git(folder, 'rev-parse', '--show-prefix'));
  return completion.exitCode === 0 ? completion.stdout.trim() : '';
}
