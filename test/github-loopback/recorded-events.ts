import { createRequire } from 'node:module';
import type { WorkflowEvent } from './events.ts';
import type { Repository, WorkflowRun } from './model.ts';
import { moved } from './recorded.ts';
import { nodeId, Representations, timestamp } from './representations.ts';
import type { LoopbackGitHub } from './server.ts';
import { showRun } from './show-runs.ts';

type Payload = WorkflowEvent['payload'];

// The package's main file is JSON, which an import could only reach by its path and would type line by line.
const examples: readonly { readonly name: string; readonly examples: readonly Payload[] }[] = createRequire(
  import.meta.url,
)('@octokit/webhooks-examples');

/** The first recorded payload of an event, as it came. */
export function recordedExample(name: string): Payload {
  const recorded = examples.find((event) => event.name === name)?.examples[0];
  if (recorded === undefined) throw new Error(`@octokit/webhooks-examples has no example of ${name}`);
  return recorded;
}

type Where = Pick<LoopbackGitHub, 'state' | 'addresses'>;

/** A push of the branch's last commit. */
export function pushEvent(where: Where, repository: Repository, branch = repository.defaultBranch): WorkflowEvent {
  const sha = where.state.tip(repository, branch);
  const commit = where.state.commits.get(sha);
  const before = commit?.parents[0] ?? '0'.repeat(40);
  const head = { id: sha, message: commit?.message ?? '' };
  return branchEvent(where, repository, branch, 'push', {
    ref: `refs/heads/${branch}`,
    before,
    after: sha,
    created: false,
    head_commit: head,
    commits: [head],
  });
}

/** The merge queue asks for checks of a branch of its own, such as `gh-readonly-queue/main/pr-7-…`. */
export function mergeGroupEvent(where: Where, repository: Repository, queueBranch: string): WorkflowEvent {
  const { state } = where;
  return branchEvent(where, repository, queueBranch, 'merge_group', {
    action: 'checks_requested',
    merge_group: {
      head_sha: state.tip(repository, queueBranch),
      head_ref: `refs/heads/${queueBranch}`,
      base_sha: state.tip(repository, repository.defaultBranch),
      base_ref: `refs/heads/${repository.defaultBranch}`,
    },
  });
}

/** Somebody pressed the button. */
export function workflowDispatchEvent(where: Where, repository: Repository): WorkflowEvent {
  const branch = repository.defaultBranch;
  return branchEvent(where, repository, branch, 'workflow_dispatch', { ref: `refs/heads/${branch}`, inputs: null });
}

/** The clock struck. No webhook exists for it: the runner's file holds the schedule and the repository. */
export function scheduleEvent(where: Where, repository: Repository, schedule = '0 3 * * *'): WorkflowEvent {
  const event = workflowDispatchEvent(where, repository);
  const { repository: shown, workflow } = event.payload;
  return { ...event, name: 'schedule', payload: { schedule, workflow, repository: shown } };
}

/**
 * A run has ended (or begun). The workflow that answers runs on the default branch, with the rights of this repository,
 * even if the run was of a fork's pull request.
 */
export function workflowRunEvent(
  where: Where,
  repository: Repository,
  run: WorkflowRun,
  action: 'completed' | 'in_progress' | 'requested' = 'completed',
): WorkflowEvent {
  const show = new Representations(where.state, where.addresses);
  const date = timestamp(run.createdAt);
  const event = branchEvent(where, repository, repository.defaultBranch, 'workflow_run', {
    action,
    organization: undefined,
    workflow: {
      id: run.workflowId,
      node_id: nodeId('Workflow', run.workflowId),
      name: run.name,
      path: run.workflowPath,
      state: 'active',
      created_at: date,
      updated_at: date,
      url: `${show.api(repository)}/actions/workflows/${run.workflowId}`,
      html_url: `${show.page(repository)}/blob/${repository.defaultBranch}/${run.workflowPath}`,
      badge_url: `${show.page(repository)}/workflows/${encodeURIComponent(run.name)}/badge.svg`,
    },
    workflow_run: showRun(show, repository, run),
    sender: show.user(run.actor),
  });
  return { ...event, actor: run.actor };
}

function branchEvent(
  { state, addresses }: Where,
  repository: Repository,
  branch: string,
  name: string,
  changes: Payload,
): WorkflowEvent {
  const recorded = recordedExample(name);
  const show = new Representations(state, addresses);
  const sha = state.tip(repository, branch);
  return {
    name,
    payload: {
      ...moved(recorded, repository.fullName, addresses),
      repository: show.repository(repository),
      sender: show.user(repository.owner),
      ...changes,
    },
    ref: `refs/heads/${branch}`,
    sha,
    headRef: '',
    baseRef: '',
    actor: repository.owner,
    head: { sha, branch, repository: repository.fullName },
    fromFork: false,
  };
}
