import { createRequire } from 'node:module';
import type { WorkflowEvent } from './events.ts';
import type { Repository } from './model.ts';
import { moved } from './recorded.ts';
import { Representations } from './representations.ts';
import type { LoopbackGitHub } from './server.ts';

type Payload = WorkflowEvent['payload'];

// The package's main file is JSON, which an import could only reach by its path and would type line by line.
const examples: readonly { readonly name: string; readonly examples: readonly Payload[] }[] = createRequire(
  import.meta.url,
)('@octokit/webhooks-examples');

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

function branchEvent(
  { state, addresses }: Where,
  repository: Repository,
  branch: string,
  name: string,
  changes: Payload,
): WorkflowEvent {
  const recorded = examples.find((event) => event.name === name)?.examples[0];
  if (recorded === undefined) throw new Error(`@octokit/webhooks-examples has no example of ${name}`);
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
