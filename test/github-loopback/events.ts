import type { PullRequest, Repository } from './model.ts';
import { recordedPullRequestEvent } from './recorded.ts';
import { Representations } from './representations.ts';
import type { LoopbackGitHub } from './server.ts';
import type { GitHubState } from './state.ts';

/** An event that starts a workflow, with what the runner derives from it. */
export interface WorkflowEvent {
  /** `GITHUB_EVENT_NAME` */
  readonly name: string;
  /** The content of the file `GITHUB_EVENT_PATH`. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** `GITHUB_REF`: `refs/pull/7/merge`, `refs/heads/main` */
  readonly ref: string;
  /** `GITHUB_SHA`: the commit that is checked out by default. */
  readonly sha: string;
  /** `GITHUB_HEAD_REF` and `GITHUB_BASE_REF`; empty but for pull requests. */
  readonly headRef: string;
  readonly baseRef: string;
  readonly actor: string;
  /** The commit, branch and repository that the workflow run shows as its own. */
  readonly head: { readonly sha: string; readonly branch: string; readonly repository: string };
  /** Whether the token is made read-only because the code comes from a fork. */
  readonly fromFork: boolean;
}

/** How each GitHub shows things: it remembers what was recorded. */
const shows = new WeakMap<GitHubState, Representations>();

function showOf({ state, addresses }: Where): Representations {
  const show = shows.get(state) ?? new Representations(state, addresses);
  shows.set(state, show);
  return show;
}

type Where = Pick<LoopbackGitHub, 'state' | 'addresses'>;

/**
 * A `pull_request` event of the pull request as it is now. `labeled` names the label that was just set, `unlabeled`
 * the one that was taken off; `synchronize` the head before the push. Needs no npm package, for the demo.
 */
export function pullRequestEvent(
  gitHub: Where,
  repository: Repository,
  pullRequest: PullRequest,
  action:
    | { readonly action: 'opened' | 'reopened' }
    | { readonly action: 'synchronize'; readonly before: string }
    | { readonly action: 'labeled' | 'unlabeled'; readonly label: string } = { action: 'opened' },
  sender: string = pullRequest.author,
): WorkflowEvent {
  const { head, base, number, mergeSha } = pullRequest;
  if (mergeSha === null) throw new Error(`pull request ${number} cannot be merged: it starts no workflow`);
  const show = showOf(gitHub);
  const { installation: _, label: recordedLabel, ...recorded } = recordedPullRequestEvent;
  return {
    name: 'pull_request',
    payload: {
      ...recorded,
      action: action.action,
      number,
      pull_request: show.pullRequest(repository, pullRequest),
      repository: show.repository(repository),
      sender: show.user(sender),
      ...('label' in action ? { label: { ...recordedLabel, name: action.label } } : {}),
      ...(action.action === 'synchronize' ? { before: action.before, after: head.sha } : {}),
    },
    ref: `refs/pull/${number}/merge`,
    sha: mergeSha,
    headRef: head.ref,
    baseRef: base.ref,
    actor: sender,
    head: { sha: head.sha, branch: head.ref, repository: head.repository },
    fromFork: head.repository !== repository.fullName,
  };
}
