import { posix } from 'node:path';
import { parseBaseline } from '../baseline/parse-text.ts';
import type { Client } from '../github/client.ts';
import { type Repository, readBlob, readFolders, readMergeBase, readTip } from '../github/repository.ts';
import type { Baseline } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import type { BaselineFiles } from './accept-or-refuse.ts';
import type { AcceptanceRequest } from './acceptance-request.ts';

/** What is in the folders of baselines; null where the base branch is gone. Throws what GitHub answers where it fails. */
export async function readBaselineFiles(
  client: Client,
  { repository, pullRequest }: AcceptanceRequest,
  folders: readonly string[],
): Promise<BaselineFiles | null> {
  const { headSha, baseRef } = pullRequest;
  const base = await readTip(client, repository, baseRef);
  if (base === null) return null;
  const mergeBase = await readMergeBase(client, repository, base, headSha);
  const at = (commit: string) => readFolders(client, repository, folders, commit);
  const [atHead, atBase] = [await at(headSha), await at(base)];
  return { head: atHead, base: atBase, mergeBase: mergeBase === base ? atBase : await at(mergeBase) };
}

/** A baseline that is replaced, for the commit's message only; null where it is of a format that this version does not read. */
export async function readOldBaseline(
  client: Client,
  repository: Repository,
  blob: string,
  path: string,
): Promise<Baseline | null> {
  const content = await readBlob(client, repository, blob);
  try {
    return parseBaseline(content.toString('utf8'), posix.basename(path));
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}
