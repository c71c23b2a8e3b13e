import { posix } from 'node:path';
import { type Client, requestFailureOf } from './client.ts';
import type { Repository } from './context.ts';

/** What folders hold: by path, whether it is a file, and the SHA-1 by which git calls its content. */
export type Files = ReadonlyMap<string, FileEntry>;

export interface FileEntry {
  /** `file`; `symlink`, `dir` and `submodule` are none. */
  readonly type: string;
  readonly blob: string;
}

/**
 * What the folders at these paths hold in a commit, those below them left out. A folder that is not there holds
 * nothing; null where a path is no folder (a symbolic link, say). Throws what the API answers otherwise.
 */
export async function readFolders(
  client: Client,
  repository: Repository,
  paths: readonly string[],
  commit: string,
): Promise<Files | null> {
  const all = new Map<string, FileEntry>();
  for (const path of paths) {
    const entries = await readFolder(client, repository, path, commit);
    if (entries === null) return null;
    for (const { name, type, sha } of entries) all.set(posix.join(path, name), { type, blob: sha });
  }
  return all;
}

interface Entry {
  readonly name: string;
  readonly type: string;
  readonly sha: string;
}

async function readFolder(
  client: Client,
  { owner, name }: Repository,
  path: string,
  commit: string,
): Promise<readonly Entry[] | null> {
  try {
    const asked = path === '.' ? '' : path;
    const { data } = await client.rest.repos.getContent({ owner, repo: name, path: asked, ref: commit });
    return Array.isArray(data) ? data : null;
  } catch (error) {
    if (requestFailureOf(error)?.status === 404) return [];
    throw error;
  }
}

/** The content that git calls by this SHA-1. Throws what the API answers. */
export async function readBlob(client: Client, { owner, name }: Repository, blob: string): Promise<Buffer> {
  const { data } = await client.rest.git.getBlob({ owner, repo: name, file_sha: blob });
  return Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8');
}
