import { type Client, requestFailureOf } from './client.ts';
import type { Repository } from './context.ts';

/** The commit that a branch points to; null where there is no such branch. Throws what the API answers otherwise. */
export async function readTip(client: Client, { owner, name }: Repository, branch: string): Promise<string | null> {
  try {
    const { data } = await client.rest.git.getRef({ owner, repo: name, ref: `heads/${branch}` });
    return data.object.sha;
  } catch (error) {
    if (requestFailureOf(error)?.status === 404) return null;
    throw error;
  }
}

/** The commit where two histories parted. Throws what the API answers. */
export async function readMergeBase(client: Client, { owner, name }: Repository, base: string, head: string) {
  const { data } = await client.rest.repos.compareCommitsWithBasehead({
    ...{ owner, repo: name, basehead: `${base}...${head}`, per_page: 1 },
  });
  return data.merge_base_commit.sha;
}

/** What a commit says of itself. */
export interface CommitDescription {
  readonly message: string;
  readonly parents: readonly string[];
}

/** Reads a commit. Throws what the API answers. */
export async function readCommit(client: Client, { owner, name }: Repository, sha: string): Promise<CommitDescription> {
  const { data } = await client.rest.repos.getCommit({ owner, repo: name, ref: sha, per_page: 1 });
  return { message: data.commit.message, parents: data.parents.map((parent) => parent.sha) };
}
