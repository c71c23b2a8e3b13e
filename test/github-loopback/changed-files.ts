import type { Commit } from './model.ts';
import type { RepositoryCall } from './routes.ts';
import { blobSha } from './show-commits.ts';
import type { GitHubState } from './state.ts';

/** What a commit reaches through its parents, itself first, nearest first. */
export function* ancestors(state: GitHubState, sha: string): Generator<Commit> {
  const seen = new Set<string>();
  const pending = [sha];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const commit = state.commits.get(next);
    if (commit === undefined || seen.has(next)) continue;
    seen.add(next);
    yield commit;
    pending.push(...commit.parents);
  }
}

/** The commit from which two histories part; undefined where they have nothing in common. */
export function mergeBase(state: GitHubState, base: string, head: string): Commit | undefined {
  const reachable = new Set([...ancestors(state, base)].map(({ sha }) => sha));
  return [...ancestors(state, head)].find(({ sha }) => reachable.has(sha));
}

/** The files that `head` changes since it left `base`, by path, as the API lists them (without patches). */
export function changedFiles({ state, repository, addresses }: RepositoryCall, base: string, head: string) {
  const before = mergeBase(state, base, head)?.files ?? new Map<string, Buffer>();
  const after = state.commits.get(head)?.files ?? new Map<string, Buffer>();
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    const old = before.get(path);
    const now = after.get(path);
    const content = now ?? old;
    if (content === undefined || (old !== undefined && now?.equals(old) === true)) return [];
    const status = old === undefined ? 'added' : now === undefined ? 'removed' : 'modified';
    const additions = now === undefined ? 0 : lineCount(now);
    const deletions = old === undefined ? 0 : lineCount(old);
    const page = `${addresses.server}/${repository.fullName}`;
    return [
      {
        sha: blobSha(content),
        filename: path,
        status,
        additions,
        deletions,
        changes: additions + deletions,
        blob_url: `${page}/blob/${head}/${path}`,
        raw_url: `${page}/raw/${head}/${path}`,
        contents_url: `${addresses.api}/repos/${repository.fullName}/contents/${path}?ref=${head}`,
      },
    ];
  });
}

function lineCount(content: Buffer): number {
  return content.toString().split('\n').length - 1;
}
