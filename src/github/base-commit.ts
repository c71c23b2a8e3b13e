import { mkdir, rm, writeFile } from 'node:fs/promises';
import { MeasurementError } from '../model/errors.ts';
import { findMergeBase, hasFiles, resolveCommit, writeCommitTree } from '../system/git.ts';
import { type Run, succeed } from '../system/process.ts';
import type { Client } from './client.ts';
import type { Context } from './context.ts';
import { download } from './download.ts';
import { parametersOf, type Repository, readCommit, readMergeBase } from './repository.ts';
import { failureSentence } from './request-failure.ts';

/** A repository is source code; an archive beyond this is refused rather than held in memory. */
const largestArchive = 512 * 1024 * 1024;

/** A commit to measure for comparison, and how its files are had. */
export interface FoundBase {
  readonly commit: string;
  readonly writeTree: (folder: string) => Promise<void>;
}

/**
 * The commit that the measured tree is to be compared with. Of a pull request's merge, that is the base branch as it
 * was merged (the payload's base may be older); of its head, the commit where it left the base branch; of a push, what
 * was there before. Null where there is no such commit, as for a new branch or a schedule, and where it cannot be had.
 * Throws what the API answers.
 */
export async function findBaseSha(client: Client | null, context: Context, run: Run): Promise<string | null> {
  const { measuredSha, headSha, merged, mergedBase, base, pullRequest, workspace } = context;
  if (!base?.sha) return null;
  if (pullRequest === null) return measuredSha === headSha ? base.sha : null;
  if (!merged) {
    const parted = await findMergeBase(run, workspace, base.sha, measuredSha);
    if (parted !== null || client === null) return parted;
    return readMergeBase(client, context.repository, base.sha, measuredSha);
  }
  const parent = mergedBase ?? (await resolveCommit(run, workspace, `${measuredSha}^1`));
  if (parent !== null) return parent;
  const commit = client === null ? null : await readCommit(client, context.repository, measuredSha);
  return commit?.parents[0] ?? base.sha;
}

/**
 * How the files of a commit are had: from git where the checkout has them, else from the API, so that a shallow
 * checkout, or one without the files of other commits, will do without credentials. Null where neither has them.
 */
export async function findBaseFiles(
  client: Client | null,
  context: Context,
  commit: string,
  run: Run,
): Promise<FoundBase | null> {
  const { workspace } = context;
  const isHere = (await resolveCommit(run, workspace, commit)) !== null;
  if (client === null) {
    return isHere ? { commit, writeTree: (folder) => writeCommitTree(run, workspace, commit, folder) } : null;
  }
  const writeTree = async (folder: string) => {
    if (isHere && (await hasFiles(run, workspace, commit))) return writeCommitTree(run, workspace, commit, folder);
    await writeArchive(client, context, commit, folder, run);
  };
  return { commit, writeTree };
}

async function writeArchive(
  client: Client,
  { repository }: Context,
  commit: string,
  folder: string,
  run: Run,
): Promise<void> {
  const archive = `${folder}.tar.gz`;
  await mkdir(folder, { recursive: true });
  await writeFile(archive, await downloadArchive(client, repository, commit));
  await succeed(run, 'unpacking the base commit', {
    file: 'tar',
    // GitHub puts everything into one folder, owner-name-sha.
    arguments: ['-xzf', archive, '-C', folder, '--strip-components=1', '--no-same-owner'],
  });
  await rm(archive);
}

async function downloadArchive(client: Client, repository: Repository, commit: string): Promise<Buffer> {
  const route = 'GET /repos/{owner}/{repo}/tarball/{ref}';
  const archive = { ...parametersOf(repository), ref: commit };
  // GitHub packs it first, which takes a while for a large repository.
  const limits = { isWanted: () => true, bytes: largestArchive, milliseconds: 300_000 };
  try {
    const downloaded = await download(client, route, archive, limits);
    if (downloaded.outcome === 'downloaded') return downloaded.content;
  } catch (error) {
    const reason = failureSentence(error);
    if (reason === null) throw error;
    throw new MeasurementError(`The files of the base commit could not be fetched: ${reason}.`, {
      remedy: 'Give the job `contents: read`, or check out with `fetch-depth: 2`.',
      cause: error,
    });
  }
  throw new MeasurementError('The base commit’s archive is larger than 512 MiB.', {
    remedy: 'Check out with `fetch-depth: 2`, so that git has it.',
  });
}
