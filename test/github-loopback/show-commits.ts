import { createHash } from 'node:crypto';
import type { Commit, Repository } from './model.ts';
import { nodeId, type Representations, timestamp } from './representations.ts';

/** A commit as the commits API shows it, without its files. */
export function showCommit(show: Representations, repository: Repository, commit: Commit) {
  const { sha, message } = commit;
  const person = { name: commit.author, email: `${commit.author}@users.noreply.github.com` };
  const dated = { ...person, date: timestamp(commit.date) };
  return {
    sha,
    node_id: nodeId('Commit', sha),
    url: `${show.api(repository)}/commits/${sha}`,
    html_url: `${show.page(repository)}/commit/${sha}`,
    comments_url: `${show.api(repository)}/commits/${sha}/comments`,
    commit: {
      author: dated,
      committer: dated,
      message,
      tree: { sha, url: `${show.api(repository)}/git/trees/${sha}` },
      url: `${show.api(repository)}/git/commits/${sha}`,
      comment_count: 0,
      verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
    },
    author: show.user(commit.author),
    committer: show.user(commit.author),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${show.api(repository)}/commits/${parent}`,
      html_url: `${show.page(repository)}/commit/${parent}`,
    })),
  };
}

/** A file as the contents API lists it, without its content. */
export function showFile(show: Representations, repository: Repository, commit: Commit, path: string, content: Buffer) {
  const sha = blobSha(content);
  const url = `${show.api(repository)}/contents/${path}?ref=${commit.sha}`;
  const html = `${show.page(repository)}/blob/${commit.sha}/${path}`;
  const git = `${show.api(repository)}/git/blobs/${sha}`;
  return {
    type: 'file',
    name: path.split('/').at(-1) ?? '',
    path,
    sha,
    size: content.length,
    url,
    html_url: html,
    git_url: git,
    download_url: `${show.page(repository)}/raw/${commit.sha}/${path}`,
    _links: { self: url, git, html },
  };
}

/** The name git gives to a file's content. */
export function blobSha(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
