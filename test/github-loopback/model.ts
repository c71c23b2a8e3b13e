import type { Permissions } from './permissions.ts';

/** A login as the REST API spells it: `github-actions[bot]` for the workflow's own token. */
export type Login = string;

export type CollaboratorRole = 'admin' | 'maintain' | 'write' | 'triage' | 'read';

export interface Comment {
  readonly id: number;
  readonly author: Login;
  body: string;
  readonly createdAt: Date;
  updatedAt: Date;
  /** What it said, oldest first, this version included; empty as long as it was not edited. */
  readonly versions: { readonly body: string; readonly at: Date }[];
}

/** A commit with the whole tree it points to: paths to file contents. */
export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Login;
  readonly date: Date;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Paths of those files that are symbolic links, whose content is where they lead. */
  readonly links: ReadonlySet<string>;
}

export interface PullRequest {
  readonly number: number;
  readonly id: number;
  title: string;
  state: 'open' | 'closed';
  readonly author: Login;
  readonly base: { readonly ref: string; sha: string };
  /** `repository` is the fork's full name where the pull request comes from one. */
  readonly head: { readonly repository: string; readonly ref: string; sha: string };
  /** The test merge that a `pull_request` workflow checks out; null while there is none. */
  mergeSha: string | null;
  readonly labels: Set<string>;
  readonly comments: Comment[];
}

export interface WorkflowRun {
  readonly id: number;
  /** Raised by a re-run. */
  attempt: number;
  readonly number: number;
  readonly name: string;
  /** `.github/workflows/allocations.yml` */
  readonly workflowPath: string;
  readonly workflowId: number;
  readonly event: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: 'success' | 'failure' | 'cancelled' | 'skipped' | null;
  readonly headSha: string;
  readonly headBranch: string;
  /** Differs from the run's repository on a fork's pull request. */
  readonly headRepository: string;
  readonly actor: Login;
  readonly createdAt: Date;
}

/** A job of one attempt of a run. Its id is that of its check run too, the `job.check_run_id` of its steps. */
export interface Job {
  readonly id: number;
  readonly runId: number;
  readonly attempt: number;
  /** As the run's page shows it: `allocations (6.2, ubuntu-24.04)`. */
  readonly name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: 'success' | 'failure' | 'cancelled' | 'skipped' | 'timed_out' | null;
  readonly createdAt: Date;
}

export interface Artifact {
  readonly id: number;
  readonly runId: number;
  readonly attempt: number;
  readonly name: string;
  readonly mimeType: string;
  /** What is stored and served: the zip of a zipped artifact, the file itself of an unzipped one. */
  readonly content: Buffer;
  /** What the list says of its size, where that is a lie. */
  readonly promisedBytes?: number;
  readonly createdAt: Date;
  expiresAt: Date;
}

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly fullName: string;
  /** In a public repository everybody may read; private, the default here, shows which permissions are needed. */
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly collaborators: Map<Login, CollaboratorRole>;
  readonly labels: Map<string, Label>;
  /** Branch names to the commits they point to. */
  readonly branches: Map<string, string>;
  readonly pullRequests: Map<number, PullRequest>;
  readonly runs: Map<number, WorkflowRun>;
  readonly jobs: Map<number, Job>;
  readonly artifacts: Map<number, Artifact>;
}

export interface Token {
  readonly value: string;
  /** Whose comments and commits it makes. */
  readonly actor: Login;
  /** `installation` is what a workflow gets: it has no user, so `GET /user` refuses it. */
  readonly kind: 'installation' | 'user';
  readonly permissions: Permissions;
  /** Full names of the repositories it reaches; others answer 404. */
  readonly repositories: readonly string[];
}
