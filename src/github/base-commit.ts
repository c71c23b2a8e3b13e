import { mkdir, rm, writeFile } from 'node:fs/promises';
import { MeasurementError } from '../errors.ts';
import { resolveCommit, writeCommitTree } from '../system/commit-tree.ts';
import { type Run, succeed } from '../system/process.ts';
import { type Client, requestFailureOf } from './client.ts';
import type { Context } from './context.ts';

/** A repository is source code; an archive beyond this is refused rather than held in memory. */
const largestArchive = 512 * 1024 * 1024;

/** A commit to measure for comparison, and how its files are had. */
export interface FoundBase {
  readonly commit: string;
  readonly writeTree: (folder: string) => Promise<void>;
}

/**
 * The commit that the measured tree is to be compared with: of a pull request's merge commit its first parent, which
 * is the base branch as it was merged (the payload's base may be older), else the event's base. Its files come from
 * git where the checkout has them, else from the API, so that a shallow checkout without credentials will do. Null
 * where there is no such commit, as for a new branch or a schedule.
 */
export async function findBaseCommit(client: Client | null, context: Context, run: Run): Promise<FoundBase | null> {
  const { measuredSha, headSha, base, pullRequest, workspace } = context;
  const isMerge = pullRequest !== null && measuredSha !== headSha;
  const fromGit = isMerge ? await resolveCommit(run, workspace, `${measuredSha}^1`) : null;
  const commit =
    fromGit ?? (isMerge && client !== null ? await firstParent(client, context) : null) ?? base?.sha ?? null;
  if (commit === null) return null;
  if ((await resolveCommit(run, workspace, commit)) !== null) {
    return { commit, writeTree: (folder) => writeCommitTree(run, workspace, commit, folder) };
  }
  if (client === null) return null;
  return { commit, writeTree: (folder) => writeArchive(client, context, commit, folder, run) };
}

async function firstParent(client: Client, { repository, measuredSha }: Context): Promise<string | null> {
  const { owner, name: repo } = repository;
  const { data } = await client.rest.repos.getCommit({ owner, repo, ref: measuredSha });
  return data.parents[0]?.sha ?? null;
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

async function downloadArchive(
  client: Client,
  { owner, name }: Context['repository'],
  commit: string,
): Promise<Buffer> {
  try {
    const response = await client.rest.repos.downloadTarballArchive({ owner, repo: name, ref: commit });
    // The types of the client know of no body here.
    const data: unknown = response.data;
    if (!(data instanceof ArrayBuffer)) throw new MeasurementError('GitHub answered no archive of the base commit.');
    if (data.byteLength > largestArchive)
      throw new MeasurementError('The base commit’s archive is larger than 512 MiB.');
    return Buffer.from(data);
  } catch (error) {
    const failure = requestFailureOf(error);
    if (failure === null) throw error;
    throw new MeasurementError(`The base commit could not be fetched: GitHub answered ${failure.status}.`, {
      remedy: 'Give the job `contents: read`, or check out with `fetch-depth: 2`.',
      cause: error,
    });
  }
}
