import { posix } from 'node:path';
import { z } from 'zod';
import { ask } from './ask.ts';
import type { Client } from './client.ts';
import { shaSchema } from './environment.ts';
import { nullIfMissing } from './request-failure.ts';

/** A repository on GitHub. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
}

/** `owner/name` */
export function fullNameOf({ owner, name }: Repository): string {
  return `${owner}/${name}`;
}

/** Owner and name as the REST API wants them. */
export function parametersOf({ owner, name }: Repository) {
  return { owner, repo: name };
}

// All of these throw what the API answers, but for what they are said to return.

const permissionShape = z.object({ permission: z.string() });
const referenceShape = z.object({ object: z.object({ sha: shaSchema }) });
const comparisonShape = z.object({ merge_base_commit: z.object({ sha: shaSchema }) });
const commitShape = z.object({
  commit: z.object({ message: z.string() }),
  parents: z.array(z.object({ sha: shaSchema })),
});
const blobShape = z.object({ content: z.string(), encoding: z.enum(['base64', 'utf-8']) });
const entryShape = z.object({ name: z.string(), type: z.string(), sha: shaSchema });
/** A folder has entries; anything else is one. */
const contentsShape = z.union([z.array(entryShape), entryShape]);

/**
 * Whether somebody may push to the repository; not, if there is no such login. Labels can be set from the role
 * "triage" on, which may not (facts 23b).
 */
export async function mayPush(client: Client, repository: Repository, username: string): Promise<boolean> {
  const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
  const asked = ask(client, route, { ...parametersOf(repository), username }, permissionShape);
  // `permission` knows four words only; the role "maintain" is `write` there, "triage" is `read`.
  const permission = (await nullIfMissing(asked))?.permission;
  return permission === 'admin' || permission === 'write';
}

/** The commit that a branch points to; null where there is no such branch. */
export async function readTip(client: Client, repository: Repository, branch: string): Promise<string | null> {
  const route = 'GET /repos/{owner}/{repo}/git/ref/{ref}';
  const asked = ask(client, route, { ...parametersOf(repository), ref: `heads/${branch}` }, referenceShape);
  return (await nullIfMissing(asked))?.object.sha ?? null;
}

/** The commit where two histories parted. */
export async function readMergeBase(client: Client, repository: Repository, base: string, head: string) {
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}';
  const compared = { ...parametersOf(repository), basehead: `${base}...${head}`, per_page: 1 };
  return (await ask(client, route, compared, comparisonShape)).merge_base_commit.sha;
}

/** What a commit says of itself. */
export interface CommitDescription {
  readonly message: string;
  readonly parents: readonly string[];
}

/** Reads a commit by any name of it. */
export async function readCommit(client: Client, repository: Repository, ref: string): Promise<CommitDescription> {
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}';
  const { commit, parents } = await ask(client, route, { ...parametersOf(repository), ref, per_page: 1 }, commitShape);
  return { message: commit.message, parents: parents.map(({ sha }) => sha) };
}

const contentsRoute = 'GET /repos/{owner}/{repo}/contents/{path}';

/** A file of the repository at a commit, as text; null where there is none. */
export async function readFileAt(
  client: Client,
  repository: Repository,
  path: string,
  ref: string,
): Promise<string | null> {
  const mediaType = { format: 'raw' };
  const asked = ask(client, contentsRoute, { ...parametersOf(repository), path, ref, mediaType }, z.unknown());
  const data = await nullIfMissing(asked);
  // The raw media type answers the file itself: as text where GitHub names a charset, else as bytes. A folder has no
  // raw form and is no file.
  return data instanceof ArrayBuffer ? Buffer.from(data).toString() : typeof data === 'string' ? data : null;
}

/** What folders hold: by path, whether it is a file, and the SHA-1 by which git calls its content. */
export type Files = ReadonlyMap<string, FileEntry>;

export interface FileEntry {
  /** `file`; `symlink`, `dir` and `submodule` are none. */
  readonly type: string;
  readonly blob: string;
}

/**
 * What the folders at these paths hold in a commit, those below them left out. A folder that is not there holds
 * nothing; null where a path is no folder (a symbolic link, say).
 */
export async function readFolders(
  client: Client,
  repository: Repository,
  folders: readonly string[],
  ref: string,
): Promise<Files | null> {
  const all = new Map<string, FileEntry>();
  for (const folder of folders) {
    const path = folder === '.' ? '' : folder;
    const asked = ask(client, contentsRoute, { ...parametersOf(repository), path, ref }, contentsShape);
    const entries = (await nullIfMissing(asked)) ?? [];
    if (!Array.isArray(entries)) return null;
    for (const { name, type, sha } of entries) all.set(posix.join(folder, name), { type, blob: sha });
  }
  return all;
}

/** The content that git calls by this SHA-1. */
export async function readBlob(client: Client, repository: Repository, blob: string): Promise<Buffer> {
  const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
  const { content, encoding } = await ask(client, route, { ...parametersOf(repository), file_sha: blob }, blobShape);
  return Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
}
