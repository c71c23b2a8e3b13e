import { createHash } from 'node:crypto';
import type { Comment, Label, Login, PullRequest, Repository } from './model.ts';
import { type Addresses, moved, recordedPullRequestEvent, renamed } from './recorded.ts';
import type { GitHubState } from './state.ts';

const recorded = recordedPullRequestEvent;

/** Node ids are opaque to clients; these say what they stand for. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}

/** A stable number for a login; that of the workflow's bot is the real one. */
function userId(login: Login): number {
  if (login === 'github-actions[bot]') return 41898282;
  return createHash('sha1').update(login).digest().readUInt32BE() >>> 1;
}

/** How GitHub shows what the state holds, field for field, with the loopback's own addresses. See also show-*.ts. */
export class Representations {
  readonly state: GitHubState;
  readonly addresses: Addresses;
  /** What was recorded, moved here: by login, and by full name. */
  readonly #users = new Map<Login, ReturnType<Representations['movedUser']>>();
  readonly #repositories = new Map<string, typeof recorded.repository>();
  /** As JSON. */
  readonly #pullRequests = new Map<string, string>();

  constructor(state: GitHubState, addresses: Addresses) {
    this.state = state;
    this.addresses = addresses;
  }

  user(login: Login) {
    const known = this.#users.get(login) ?? this.movedUser(login);
    this.#users.set(login, known);
    return known;
  }

  private movedUser(login: Login) {
    const bot = login.endsWith('[bot]');
    const id = userId(login);
    return {
      ...renamed(moved(recorded.sender, '', this.addresses), login),
      login,
      id,
      node_id: nodeId('User', id),
      type: bot ? 'Bot' : 'User',
      ...(bot ? { html_url: `${this.addresses.server}/apps/${login.slice(0, -'[bot]'.length)}` } : {}),
    };
  }

  repository(repository: Repository) {
    const { fullName, name, id, owner } = repository;
    const known = this.#repositories.get(fullName) ?? moved(recorded.repository, fullName, this.addresses);
    this.#repositories.set(fullName, known);
    return {
      ...known,
      id,
      node_id: nodeId('Repository', id),
      name,
      full_name: fullName,
      private: repository.private,
      visibility: repository.private ? 'private' : 'public',
      owner: this.user(owner),
      default_branch: repository.defaultBranch,
      fork: false,
      // Younger than the recorded payload.
      has_discussions: false,
      network_count: 0,
      subscribers_count: 0,
    };
  }

  comment(repository: Repository, issueNumber: number, comment: Comment) {
    const { id, body } = comment;
    return {
      id,
      node_id: nodeId('IssueComment', id),
      url: `${this.api(repository)}/issues/comments/${id}`,
      html_url: `${this.page(repository)}/pull/${issueNumber}#issuecomment-${id}`,
      issue_url: `${this.api(repository)}/issues/${issueNumber}`,
      body,
      user: this.user(comment.author),
      created_at: timestamp(comment.createdAt),
      updated_at: timestamp(comment.updatedAt),
      author_association: repository.collaborators.has(comment.author) ? 'COLLABORATOR' : 'NONE',
      performed_via_github_app: null,
    };
  }

  label(repository: Repository, label: Label) {
    const { id, name, color, description } = label;
    const url = `${this.api(repository)}/labels/${encodeURIComponent(name)}`;
    return { id, node_id: nodeId('Label', id), url, name, color, description, default: false };
  }

  /** Labels of a pull request; one that the repository does not define is made up. */
  labels(repository: Repository, pullRequest: PullRequest) {
    return [...pullRequest.labels].map((name) =>
      this.label(repository, repository.labels.get(name) ?? { id: 1, name, color: 'ededed', description: '' }),
    );
  }

  pullRequest(repository: Repository, pullRequest: PullRequest) {
    const { number, id, state, title, base, head, mergeSha } = pullRequest;
    const { fullName } = repository;
    const template =
      this.#pullRequests.get(fullName) ?? JSON.stringify(moved(recorded.pull_request, fullName, this.addresses));
    this.#pullRequests.set(fullName, template);
    const renumbered: typeof recorded.pull_request = JSON.parse(
      template
        .replaceAll(/\/(pulls?|issues)\/2\b/g, `/$1/${number}`)
        .replaceAll(recorded.pull_request.head.sha, head.sha),
    );
    const source = this.state.repositories.get(head.repository);
    return {
      ...renumbered,
      id,
      node_id: nodeId('PullRequest', id),
      number,
      state,
      title,
      user: this.user(pullRequest.author),
      labels: this.labels(repository, pullRequest),
      merge_commit_sha: mergeSha,
      comments: pullRequest.comments.length,
      assignee: null,
      assignees: [],
      requested_reviewers: [],
      milestone: null,
      base: {
        label: `${repository.owner}:${base.ref}`,
        ref: base.ref,
        sha: base.sha,
        user: this.user(repository.owner),
        repo: this.repository(repository),
      },
      head: {
        label: `${head.repository.split('/')[0]}:${head.ref}`,
        ref: head.ref,
        sha: head.sha,
        user: this.user(head.repository.split('/')[0] ?? ''),
        // Null is what GitHub shows once the fork is deleted.
        repo: source === undefined ? null : { ...this.repository(source), fork: source !== repository },
      },
    };
  }

  /** The repository's address in the API. */
  api({ fullName }: Repository): string {
    return `${this.addresses.api}/repos/${fullName}`;
  }

  /** The repository's address in the browser. */
  page({ fullName }: Repository): string {
    return `${this.addresses.server}/${fullName}`;
  }
}

/** GitHub's dates have no fractions of a second. */
export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
