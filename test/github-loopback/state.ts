import { createHash, randomBytes } from 'node:crypto';
import type { Artifact, Comment, Commit, Job, Login, PullRequest, Repository, Token, WorkflowRun } from './model.ts';
import type { Permissions } from './permissions.ts';

/** The author of what a workflow's own token writes. */
export const workflowBot = 'github-actions[bot]';

const day = 24 * 60 * 60 * 1000;

/** What the loopback GitHub knows. Tests arrange it through these methods and read the collections afterwards. */
export class GitHubState {
  readonly repositories = new Map<string, Repository>();
  /** All commits of all repositories: a repository and its forks share theirs, as on GitHub. */
  readonly commits = new Map<string, Commit>();
  readonly tokens = new Map<string, Token>();
  /** The clock of everything that is dated. */
  readonly now: () => Date;
  #nextId = 1_000_001;

  constructor(now: () => Date = () => new Date()) {
    this.now = now;
  }

  newId(): number {
    return this.#nextId++;
  }

  /** A repository `owner/name` with an empty first commit on its default branch. */
  addRepository(fullName: string, options: { private?: boolean; defaultBranch?: string } = {}): Repository {
    const [owner = '', name = ''] = fullName.split('/');
    const repository: Repository = {
      id: this.newId(),
      owner,
      name,
      fullName,
      private: options.private ?? true,
      defaultBranch: options.defaultBranch ?? 'main',
      collaborators: new Map([[owner, 'admin']]),
      labels: new Map(),
      branches: new Map(),
      pullRequests: new Map(),
      runs: new Map(),
      jobs: new Map(),
      artifacts: new Map(),
    };
    this.repositories.set(fullName, repository);
    this.addCommit(repository, repository.defaultBranch, { message: 'Initial commit' });
    return repository;
  }

  /**
   * Commits on a branch, which is made from the default branch if it does not exist. `files` are changes: a
   * null removes the file. `links` are those of them that are symbolic links. `sha` is for tests whose workspace is
   * a real clone.
   */
  addCommit(
    repository: Repository,
    branch: string,
    change: {
      readonly message?: string;
      readonly author?: Login;
      readonly files?: Readonly<Record<string, string | Buffer | null>>;
      readonly links?: readonly string[];
      readonly parents?: readonly string[];
      readonly sha?: string;
    } = {},
  ): Commit {
    const tip = repository.branches.get(branch) ?? repository.branches.get(repository.defaultBranch);
    const parents = change.parents ?? (tip === undefined ? [] : [tip]);
    const files = new Map(this.commits.get(parents[0] ?? '')?.files);
    for (const [path, content] of Object.entries(change.files ?? {})) {
      if (content === null) files.delete(path);
      else files.set(path, Buffer.from(content));
    }
    const commit: Commit = {
      sha: change.sha ?? createHash('sha1').update(`${repository.fullName} ${this.newId()}`).digest('hex'),
      parents,
      message: change.message ?? 'A commit',
      author: change.author ?? repository.owner,
      date: this.now(),
      files,
      links: new Set(change.links ?? this.commits.get(parents[0] ?? '')?.links),
    };
    this.commits.set(commit.sha, commit);
    repository.branches.set(branch, commit.sha);
    return commit;
  }

  /** An open pull request of `branch`, which must have commits; `from` is the fork it comes from. */
  addPullRequest(
    repository: Repository,
    options: {
      readonly branch: string;
      readonly from?: Repository;
      readonly number?: number;
      readonly title?: string;
      readonly author?: Login;
      readonly labels?: readonly string[];
    },
  ): PullRequest {
    const source = options.from ?? repository;
    const headSha = this.tip(source, options.branch);
    const baseSha = this.tip(repository, repository.defaultBranch);
    const number = options.number ?? repository.pullRequests.size + 1;
    const pullRequest: PullRequest = {
      number,
      id: this.newId(),
      title: options.title ?? 'Change something',
      state: 'open',
      author: options.author ?? source.owner,
      base: { ref: repository.defaultBranch, sha: baseSha },
      head: { repository: source.fullName, ref: options.branch, sha: headSha },
      mergeSha: this.#merge(repository, number, baseSha, headSha),
      labels: new Set(options.labels),
      comments: [],
    };
    repository.pullRequests.set(number, pullRequest);
    return pullRequest;
  }

  /** What a push to its branch does to a pull request: a new head, and a new merge with the base as it is now. */
  pushed(repository: Repository, pullRequest: PullRequest): void {
    const source = this.repositories.get(pullRequest.head.repository) ?? repository;
    pullRequest.head.sha = this.tip(source, pullRequest.head.ref);
    pullRequest.base.sha = this.tip(repository, pullRequest.base.ref);
    const { number, base, head } = pullRequest;
    pullRequest.mergeSha = this.#merge(repository, number, base.sha, head.sha);
  }

  /** The test merge; the head's side of every file is taken. */
  #merge(repository: Repository, number: number, baseSha: string, headSha: string): string {
    const files = Object.fromEntries(this.commits.get(headSha)?.files ?? []);
    const message = `Merge ${headSha} into ${baseSha}`;
    const parents = [baseSha, headSha];
    return this.addCommit(repository, `refs/pull/${number}/merge`, { message, parents, files }).sha;
  }

  addComment(pullRequest: PullRequest, comment: { readonly author: Login; readonly body: string }): Comment {
    const now = this.now();
    const added: Comment = { id: this.newId(), ...comment, createdAt: now, updatedAt: now, versions: [] };
    pullRequest.comments.push(added);
    return added;
  }

  editComment(comment: Comment, body: string): void {
    if (comment.body === body) return;
    if (comment.versions.length === 0) comment.versions.push({ body: comment.body, at: comment.createdAt });
    comment.body = body;
    comment.updatedAt = this.now();
    comment.versions.push({ body, at: comment.updatedAt });
  }

  addLabel(repository: Repository, name: string): void {
    repository.labels.set(name, { id: this.newId(), name, color: 'ededed', description: '' });
  }

  addRun(
    repository: Repository,
    options: { readonly event: string; readonly headSha: string; readonly headBranch: string } & Partial<
      Pick<WorkflowRun, 'name' | 'workflowPath' | 'status' | 'conclusion' | 'headRepository' | 'actor' | 'attempt'>
    >,
  ): WorkflowRun {
    const workflowPath = options.workflowPath ?? '.github/workflows/allocations.yml';
    const sibling = [...repository.runs.values()].find((run) => run.workflowPath === workflowPath);
    const run: WorkflowRun = {
      attempt: 1,
      name: 'Allocations',
      status: 'in_progress',
      conclusion: null,
      headRepository: repository.fullName,
      actor: repository.owner,
      ...options,
      id: this.newId(),
      number: repository.runs.size + 1,
      workflowPath,
      workflowId: sibling?.workflowId ?? this.newId(),
      createdAt: this.now(),
    };
    repository.runs.set(run.id, run);
    return run;
  }

  /** A job of the run's newest attempt, which is still running if nothing else is said. */
  addJob(
    repository: Repository,
    run: WorkflowRun,
    job: { readonly name: string } & Partial<Pick<Job, 'status' | 'conclusion' | 'attempt' | 'createdAt'>>,
  ): Job {
    const added: Job = {
      attempt: run.attempt,
      status: 'in_progress',
      conclusion: null,
      createdAt: this.now(),
      ...job,
      id: this.newId(),
      runId: run.id,
    };
    repository.jobs.set(added.id, added);
    return added;
  }

  /** An artifact as a finished upload leaves it; it lives for 90 days if nothing else is said. */
  addArtifact(
    repository: Repository,
    run: WorkflowRun,
    artifact: { readonly name: string; readonly content: Buffer | string } & Partial<
      Pick<Artifact, 'mimeType' | 'expiresAt' | 'promisedBytes'>
    >,
  ): Artifact {
    const createdAt = this.now();
    const added: Artifact = {
      id: this.newId(),
      runId: run.id,
      attempt: run.attempt,
      name: artifact.name,
      mimeType: artifact.mimeType ?? 'application/octet-stream',
      content: Buffer.from(artifact.content),
      ...(artifact.promisedBytes === undefined ? {} : { promisedBytes: artifact.promisedBytes }),
      createdAt,
      expiresAt: artifact.expiresAt ?? new Date(createdAt.getTime() + 90 * day),
    };
    repository.artifacts.set(added.id, added);
    return added;
  }

  /** A token that may do exactly this in these repositories, such as a job's `github.token`. */
  issueToken(
    repositories: readonly Repository[],
    permissions: Permissions,
    options: { readonly kind?: Token['kind']; readonly actor?: Login } = {},
  ): Token {
    const kind = options.kind ?? 'installation';
    const token: Token = {
      value: `${kind === 'installation' ? 'ghs' : 'ghp'}_${randomBytes(18).toString('hex')}`,
      actor: options.actor ?? workflowBot,
      kind,
      permissions,
      repositories: repositories.map(({ fullName }) => fullName),
    };
    this.tokens.set(token.value, token);
    return token;
  }

  /** The commit a branch points to. Throws if there is no such branch: a mistake of the test. */
  tip(repository: Repository, branch: string): string {
    const sha = repository.branches.get(branch);
    if (sha === undefined) throw new Error(`${repository.fullName} has no branch ${branch}: commit to it first`);
    return sha;
  }

  /** The commit that a SHA, a branch, `refs/…`, or `owner:branch` of a fork names. */
  resolve(repository: Repository, ref: string): Commit | undefined {
    const fork = /^([^:]+):(.+)$/.exec(ref);
    if (fork?.[1] !== undefined && fork[2] !== undefined) {
      const owner = fork[1];
      const source = [...this.repositories.values()].find((other) => other.owner === owner);
      return source && this.resolve(source, fork[2]);
    }
    const pull = repository.pullRequests.get(Number(/^(?:refs\/)?pull\/(\d+)\/head$/.exec(ref)?.[1]));
    const sha =
      repository.branches.get(ref) ??
      repository.branches.get(ref.replace(/^(refs\/)?heads\//, '')) ??
      repository.branches.get(`refs/${ref}`) ??
      pull?.head.sha ??
      ref;
    return this.commits.get(sha);
  }
}
