import { archiveAddress } from './archive.ts';
import { ancestors, changedFiles, mergeBase } from './changed-files.ts';
import type { Commit } from './model.ts';
import { paginate } from './pagination.ts';
import { notAccessible, notFound, ok, problem, type Reply } from './reply.ts';
import type { GlobalRoute, RepositoryCall, RepositoryRoute } from './routes.ts';
import { blobSha, showCommit, showFile } from './show-commits.ts';

const metadata = [{ scope: 'metadata', access: 'read' }] as const;
const readContents = [{ scope: 'contents', access: 'read' }] as const;

/** Beyond this size, the contents API leaves the content out. */
const largestInlineFile = 1024 * 1024;

/** Repositories, what is in them, and who may do what. */
export const repositoryRoutes: readonly RepositoryRoute[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}',
    documentation: 'https://docs.github.com/rest/repos/repos#get-a-repository',
    needs: metadata,
    handle: (call) => ok(call.show.repository(call.repository)),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    documentation: 'https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user',
    needs: metadata,
    handle: (call) => {
      const login = call.parameter('username');
      const role = call.repository.collaborators.get(login);
      // `permission` knows four words only: maintain shows as write, triage as read.
      const legacy = { admin: 'admin', maintain: 'write', write: 'write', triage: 'read', read: 'read' } as const;
      const fallback = call.repository.private ? 'none' : 'read';
      const roleName = role ?? fallback;
      return ok({
        permission: role === undefined ? fallback : legacy[role],
        role_name: roleName,
        user: { ...call.show.user(login), role_name: roleName },
      });
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/contents/{path*}',
    documentation: 'https://docs.github.com/rest/repos/contents#get-repository-content',
    needs: readContents,
    handle: (call) => {
      const ref = call.url.searchParams.get('ref') ?? call.repository.defaultBranch;
      const commit = call.state.resolve(call.repository, ref);
      if (commit === undefined) return problem(404, `No commit found for the ref ${ref}`, call.documentation);
      return contents(call, commit);
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref*}',
    documentation: 'https://docs.github.com/rest/commits/commits#get-a-commit',
    needs: readContents,
    handle: (call) => {
      const ref = call.parameter('ref');
      const commit = call.state.resolve(call.repository, ref);
      if (commit === undefined) return problem(422, `No commit found for SHA: ${ref}`, call.documentation);
      const files = changedFiles(call, commit.parents[0] ?? '', commit.sha);
      return ok({ ...showCommit(call.show, call.repository, commit), stats: totals(files), files });
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/tarball/{ref}',
    documentation: 'https://docs.github.com/rest/repos/contents#download-a-repository-archive-tar',
    needs: readContents,
    handle: ({ state, repository, addresses, parameter, documentation }) => {
      const commit = state.resolve(repository, parameter('ref'));
      if (commit === undefined) return notFound(documentation);
      return { status: 302, headers: { location: archiveAddress(addresses, repository, commit) } };
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/compare/{basehead*}',
    documentation: 'https://docs.github.com/rest/commits/commits#compare-two-commits',
    needs: readContents,
    handle: compare,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/ref/{ref*}',
    documentation: 'https://docs.github.com/rest/git/refs#get-a-reference',
    needs: readContents,
    handle: (call) => {
      const ref = call.parameter('ref');
      const commit = /^(heads|pull)\//.test(ref) ? call.state.resolve(call.repository, ref) : undefined;
      if (commit === undefined) return notFound(call.documentation);
      const api = `${call.addresses.api}/repos/${call.repository.fullName}/git`;
      return ok({
        ref: `refs/${ref}`,
        node_id: Buffer.from(ref).toString('base64url'),
        url: `${api}/refs/${ref}`,
        object: { type: 'commit', sha: commit.sha, url: `${api}/commits/${commit.sha}` },
      });
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/blobs/{file_sha}',
    documentation: 'https://docs.github.com/rest/git/blobs#get-a-blob',
    needs: readContents,
    handle: (call) => {
      const sha = call.parameter('file_sha');
      const content = blobIn(call, sha);
      if (content === undefined) return notFound(call.documentation);
      const url = `${call.addresses.api}/repos/${call.repository.fullName}/git/blobs/${sha}`;
      const encoded = { content: content.toString('base64'), encoding: 'base64' };
      return ok({ sha, node_id: Buffer.from(sha).toString('base64url'), url, size: content.length, ...encoded });
    },
  },
];

/** What is not below a repository. */
export const globalRoutes: readonly GlobalRoute[] = [
  {
    method: 'GET',
    path: '/rate_limit',
    documentation:
      'https://docs.github.com/rest/rate-limit/rate-limit#get-rate-limit-status-for-the-authenticated-user',
    handle: (call) => {
      const bucket = {
        limit: 1000,
        used: 0,
        remaining: 1000,
        reset: Math.ceil(call.state.now().getTime() / 1000) + 3600,
      };
      return ok({ resources: { core: bucket, search: bucket, graphql: bucket }, rate: bucket });
    },
  },
  {
    method: 'GET',
    path: '/user',
    documentation: 'https://docs.github.com/rest/users/users#get-the-authenticated-user',
    handle: (call) => {
      if (call.token.kind === 'installation') return notAccessible(call.documentation);
      const nothing = { followers: 0, following: 0, public_gists: 0, public_repos: 0, blog: null, company: null };
      const since = '2020-01-01T00:00:00Z';
      const profile = { name: call.token.actor, email: null, bio: null, hireable: null, location: null };
      return ok({ ...call.show.user(call.token.actor), ...nothing, ...profile, created_at: since, updated_at: since });
    },
  },
];

function contents(call: RepositoryCall, commit: Commit): Reply {
  const path = call.parameter('path').replace(/\/$/, '');
  const shown = (name: string, content: Buffer) => showFile(call.show, call.repository, commit, name, content);
  const content = commit.files.get(path);
  if (content !== undefined) {
    if (call.headers.accept?.includes('.raw')) return { status: 200, body: content };
    if (content.length > largestInlineFile) return ok({ ...shown(path, content), encoding: 'none', content: '' });
    const wrapped = content.toString('base64').replaceAll(/.{1,60}/g, '$&\n');
    return ok({ ...shown(path, content), encoding: 'base64', content: wrapped });
  }
  const below = [...commit.files].filter(([name]) => name.startsWith(`${path}/`));
  if (below.length === 0) return notFound(call.documentation);
  const entries = new Map<string, unknown>();
  for (const [name, file] of below) {
    const [entry = '', ...deeper] = name.slice(path.length + 1).split('/');
    const entryPath = `${path}/${entry}`;
    const directory = { ...shown(entryPath, Buffer.of()), type: 'dir', download_url: null };
    const listed = { ...shown(entryPath, file), ...(commit.links.has(entryPath) ? { type: 'symlink' } : {}) };
    entries.set(entry, deeper.length === 0 ? listed : directory);
  }
  return ok([...entries.values()]);
}

function blobIn({ state }: RepositoryCall, sha: string): Buffer | undefined {
  for (const { files } of state.commits.values()) {
    for (const content of files.values()) if (blobSha(content) === sha) return content;
  }
  return undefined;
}

function compare(call: RepositoryCall): Reply {
  const { state, repository, show, addresses } = call;
  const [base, head] = call
    .parameter('basehead')
    .split('...')
    .map((ref) => state.resolve(repository, ref));
  const common = base && head && mergeBase(state, base.sha, head.sha);
  if (base === undefined || head === undefined || common === undefined) return notFound(call.documentation);

  const shas = (tip: Commit) => [...ancestors(state, tip.sha)];
  const onlyIn = (tip: Commit, other: Commit) => {
    const known = new Set(shas(other).map(({ sha }) => sha));
    return shas(tip).filter(({ sha }) => !known.has(sha));
  };
  const ahead = onlyIn(head, base).reverse();
  const behind = onlyIn(base, head).length;
  const { items, headers } = paginate(ahead, call.url);
  const page = `${addresses.server}/${repository.fullName}/compare/${base.sha}...${head.sha}`;
  return ok(
    {
      url: `${addresses.api}/repos/${repository.fullName}/compare/${base.sha}...${head.sha}`,
      html_url: page,
      permalink_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      base_commit: showCommit(show, repository, base),
      merge_base_commit: showCommit(show, repository, common),
      status: ahead.length > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical',
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: items.map((commit) => showCommit(show, repository, commit)),
      files: changedFiles(call, base.sha, head.sha),
    },
    headers,
  );
}

function totals(files: readonly { readonly additions: number; readonly deletions: number }[]) {
  const sum = (key: 'additions' | 'deletions') => files.reduce((total, file) => total + file[key], 0);
  const additions = sum('additions');
  const deletions = sum('deletions');
  return { additions, deletions, total: additions + deletions };
}
