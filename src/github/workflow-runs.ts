import { type Client, requestFailureOf } from './client.ts';
import type { Repository } from './context.ts';

/** A run of a workflow, as its repository tells. */
export interface WorkflowRun {
  readonly id: number;
  /** Of the latest attempt; a re-run keeps the run and counts this up. */
  readonly attempt: number;
  readonly event: string;
  /** `queued`, `in_progress`, `waiting`, `completed` and others. */
  readonly status: string | null;
  /** `success`, `failure`, `cancelled` and others; null while it is not completed. */
  readonly conclusion: string | null;
  readonly headSha: string;
  /** `owner/name` */
  readonly headRepository: string | null;
  /** Numbers of the open pull requests with that head; empty for those from forks (facts 22). */
  readonly pullRequests: readonly number[];
  readonly url: string;
}

/**
 * The runs of a workflow (its file's name) on `pull_request` for a head commit; null where there is no such
 * workflow. Throws what the API answers otherwise.
 */
export async function listPullRequestRuns(
  client: Client,
  { owner, name }: Repository,
  workflow: string,
  headSha: string,
): Promise<readonly WorkflowRun[] | null> {
  try {
    const runs = await client.paginate(client.rest.actions.listWorkflowRuns, {
      ...{ owner, repo: name, workflow_id: workflow, event: 'pull_request', head_sha: headSha, per_page: 100 },
    });
    return runs.map((run) => ({
      id: run.id,
      attempt: run.run_attempt ?? 1,
      event: run.event,
      status: run.status,
      conclusion: run.conclusion,
      headSha: run.head_sha,
      headRepository: run.head_repository?.full_name ?? null,
      pullRequests: (run.pull_requests ?? []).map(({ number }) => number),
      url: run.html_url,
    }));
  } catch (error) {
    if (requestFailureOf(error)?.status === 404) return null;
    throw error;
  }
}
