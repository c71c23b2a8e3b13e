import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { MeasurementError } from '../model/errors.ts';
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

/** A commit as git keeps it, also where the checkout is so shallow that its parents are not there. */
export interface CheckedOut {
  /** Absolute path of the top of the repository, links followed. */
  readonly top: string;
  readonly commit: string;
  readonly parents: readonly string[];
}

/** What is checked out around a folder; null where git knows of nothing, as where the files came without it. */
export async function readCheckedOut(run: Run, folder: string): Promise<CheckedOut | null> {
  const top = await topOf(run, folder);
  const commit = top === null ? null : await resolveCommit(run, top, 'HEAD');
  if (top === null || commit === null) return null;
  // tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
  // parent 3f1c8a2b9d7e6f504132435465768798a9bacbdc
  const { stdout } = await run(git(top, 'cat-file', 'commit', commit));
  const [header = ''] = stdout.split('\n\n', 1);
  return { top, commit, parents: [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, sha = '']) => sha) };
}

/** The commit where two histories parted; null where the repository has not the whole of them. */
export async function findMergeBase(run: Run, repository: string, one: string, other: string): Promise<string | null> {
  const { stdout: isShallow } = await run(git(repository, 'rev-parse', '--is-shallow-repository'));
  if (isShallow.trim() !== 'false') return null;
  const { exitCode, stdout } = await run(git(repository, 'merge-base', one, other));
  const [sha = ''] = stdout.split('\n');
  return exitCode === 0 && /^[0-9a-f]{40,64}$/.test(sha) ? sha : null;
}

/** Whether a commit's files are here too, and not only its name (`filter: blob:none`, `sparse-checkout`). */
export async function hasFiles(run: Run, repository: string, commit: string): Promise<boolean> {
  const listing = git(repository, 'rev-list', '--objects', '--no-object-names', '--missing=print', '-1', commit);
  const { exitCode, stdout } = await run(listing);
  // ?f3c28e4a6b… is an object that would have to be fetched.
  return exitCode === 0 && !/^\?/m.test(stdout);
}

/**
 * The tracked files at or below these paths that the working tree leaves out (`sparse-checkout`), relative to the top,
 * which `repository` is.
 */
export async function listLeftOut(run: Run, repository: string, paths: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(git(repository, '--literal-pathspecs', 'ls-files', '-t', '-z', '--', ...paths));
  // `S .github/allocations/swift-6.2-ubuntu-24.04-x86_64.json`: S is git's skip-worktree.
  return stdout.split('\0').flatMap((entry) => (entry.startsWith('S ') ? [entry.slice(2)] : []));
}

/**
 * What git would call the content of a file in the working tree. What it has in the repository may be other bytes than
 * those in the working tree: of another line end, or a pointer (`.gitattributes`). Null where git cannot tell.
 */
export async function storedName(run: Run, repository: string, path: string): Promise<string | null> {
  const { exitCode, stdout } = await run(git(repository, 'hash-object', '--', path));
  return exitCode === 0 && /^[0-9a-f]{40}$/.test(stdout.trim()) ? stdout.trim() : null;
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
