import type { Client } from './client.ts';
import type { Repository } from './context.ts';

/** One execution of a job, as its repository tells. */
export interface WorkflowJob {
  readonly id: number;
  /** As GitHub shows it, with the values of its matrix: whatever the workflow's author made of them. */
  readonly name: string;
  /** The attempt of the run that it belongs to. */
  readonly attempt: number;
  /** `queued`, `in_progress`, `completed` and others. */
  readonly status: string;
  /** `success`, `failure`, `cancelled`, `skipped` and others; null while it is not completed. */
  readonly conclusion: string | null;
  readonly startedAt: string;
  readonly url: string | null;
}

/** All executions of all jobs of a run, of all its attempts. Throws what the API answers. */
export async function listRunJobs(
  client: Client,
  { owner, name }: Repository,
  runId: number,
): Promise<readonly WorkflowJob[]> {
  const jobs = await client.paginate(client.rest.actions.listJobsForWorkflowRun, {
    ...{ owner, repo: name, run_id: runId, filter: 'all', per_page: 100 },
  });
  return jobs.map((job) => ({
    id: job.id,
    name: job.name,
    attempt: job.run_attempt ?? 1,
    status: job.status,
    conclusion: job.conclusion,
    startedAt: job.started_at,
    url: job.html_url,
  }));
}
