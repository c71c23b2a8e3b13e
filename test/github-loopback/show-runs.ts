import { createHash } from 'node:crypto';
import type { Artifact, Job, Repository, WorkflowRun } from './model.ts';
import { nodeId, type Representations, timestamp } from './representations.ts';

/** A workflow run. */
export function showRun(show: Representations, repository: Repository, run: WorkflowRun) {
  const { id, name, event, status, conclusion } = run;
  const url = `${show.api(repository)}/actions/runs/${id}`;
  const head = show.state.repositories.get(run.headRepository) ?? repository;
  const headCommit = show.state.commits.get(run.headSha);
  const date = timestamp(run.createdAt);
  return {
    id,
    name,
    node_id: nodeId('WorkflowRun', id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.workflowPath,
    display_title: headCommit?.message ?? name,
    run_number: run.number,
    run_attempt: run.attempt,
    event,
    status,
    conclusion,
    workflow_id: run.workflowId,
    check_suite_id: id,
    check_suite_node_id: nodeId('CheckSuite', id),
    url,
    html_url: `${show.page(repository)}/actions/runs/${id}`,
    // GitHub leaves it empty for pull requests from forks.
    pull_requests: head === repository ? pullRequestsOf(show, repository, run.headSha) : [],
    created_at: date,
    updated_at: date,
    run_started_at: date,
    actor: show.user(run.actor),
    triggering_actor: show.user(run.actor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${show.api(repository)}/check-suites/${id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${show.api(repository)}/actions/workflows/${run.workflowId}`,
    head_commit: {
      id: run.headSha,
      tree_id: run.headSha,
      message: headCommit?.message ?? '',
      timestamp: date,
      author: { name: run.actor, email: `${run.actor}@users.noreply.github.com` },
      committer: { name: run.actor, email: `${run.actor}@users.noreply.github.com` },
    },
    repository: show.repository(repository),
    head_repository: { ...show.repository(head), fork: head !== repository },
  };
}

/** A job, without its steps. */
export function showJob(show: Representations, repository: Repository, run: WorkflowRun, job: Job) {
  const { id, name, attempt, status, conclusion } = job;
  const date = timestamp(job.createdAt);
  return {
    id,
    run_id: run.id,
    workflow_name: run.name,
    head_branch: run.headBranch,
    run_url: `${show.api(repository)}/actions/runs/${run.id}`,
    run_attempt: attempt,
    node_id: nodeId('CheckRun', id),
    head_sha: run.headSha,
    url: `${show.api(repository)}/actions/jobs/${id}`,
    html_url: `${show.page(repository)}/actions/runs/${run.id}/job/${id}`,
    status,
    conclusion,
    created_at: date,
    started_at: date,
    completed_at: status === 'completed' ? date : null,
    name,
    steps: [],
    check_run_url: `${show.api(repository)}/check-runs/${id}`,
    labels: ['ubuntu-24.04'],
    runner_id: 1,
    runner_name: 'GitHub Actions 1',
    runner_group_id: 0,
    runner_group_name: 'GitHub Actions',
  };
}

/** An artifact, without its content. */
export function showArtifact(show: Representations, repository: Repository, artifact: Artifact) {
  const { id, name, content, promisedBytes, runId } = artifact;
  const run = repository.runs.get(runId);
  const url = `${show.api(repository)}/actions/artifacts/${id}`;
  return {
    id,
    node_id: nodeId('Artifact', id),
    name,
    size_in_bytes: promisedBytes ?? content.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expiresAt <= show.state.now(),
    created_at: timestamp(artifact.createdAt),
    updated_at: timestamp(artifact.createdAt),
    expires_at: timestamp(artifact.expiresAt),
    digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
    workflow_run: run && {
      id: runId,
      repository_id: repository.id,
      head_repository_id: show.state.repositories.get(run.headRepository)?.id ?? repository.id,
      head_branch: run.headBranch,
      head_sha: run.headSha,
    },
  };
}

function pullRequestsOf(show: Representations, repository: Repository, headSha: string) {
  const reference = { id: repository.id, url: show.api(repository), name: repository.name };
  return [...repository.pullRequests.values()]
    .filter(({ state, head }) => state === 'open' && head.sha === headSha)
    .map(({ id, number, head, base }) => ({
      id,
      number,
      url: `${show.api(repository)}/pulls/${number}`,
      head: { ref: head.ref, sha: head.sha, repo: reference },
      base: { ref: base.ref, sha: base.sha, repo: reference },
    }));
}
