import { z } from 'zod';
import { askForPages } from './ask.ts';
import type { Client } from './client.ts';
import { shaSchema } from './environment.ts';
import { parametersOf, type Repository } from './repository.ts';
import { nullIfMissing, UnexpectedAnswer } from './request-failure.ts';

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

/** Conclusions of completed runs of which no job was started; the first waits for somebody to approve it. */
export const neverRan: readonly string[] = ['action_required', 'skipped', 'stale', 'startup_failure'];

const runsShape = z.object({
  workflow_runs: z.array(
    z.object({
      id: z.int(),
      run_attempt: z.int().optional(),
      event: z.string(),
      status: z.string().nullable(),
      conclusion: z.string().nullable(),
      head_sha: shaSchema,
      head_repository: z.object({ full_name: z.string() }).nullish(),
      pull_requests: z.array(z.object({ number: z.int() })).nullish(),
      html_url: z.string(),
    }),
  ),
});

/**
 * The runs of a workflow (its file's name) on `pull_request` for a head commit; null where there is no such
 * workflow. Throws what the API answers otherwise.
 */
export async function listPullRequestRuns(
  client: Client,
  repository: Repository,
  workflow: string,
  headSha: string,
): Promise<readonly WorkflowRun[] | null> {
  const route = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';
  const wanted = { ...parametersOf(repository), workflow_id: workflow, event: 'pull_request', head_sha: headSha };
  const pages = await nullIfMissing(askForPages(client, route, wanted, runsShape));
  if (pages === null) return null;
  const runs = pages.flatMap((page) => page.workflow_runs);
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
}

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

const jobsShape = z.object({
  total_count: z.int(),
  jobs: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      run_attempt: z.int().optional(),
      status: z.string(),
      conclusion: z.string().nullable(),
      started_at: z.string(),
      html_url: z.string().nullable(),
    }),
  ),
});

/** All executions of all jobs of a run, of all its attempts. Throws what the API answers. */
export async function listRunJobs(
  client: Client,
  repository: Repository,
  runId: number,
): Promise<readonly WorkflowJob[]> {
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs';
  const wanted = { ...parametersOf(repository), run_id: runId, filter: 'all' };
  const pages = await askForPages(client, route, wanted, jobsShape);
  // Where jobs are added meanwhile, one moves to the next page and comes twice.
  const jobs = [...new Map(pages.flatMap((page) => page.jobs).map((job) => [job.id, job])).values()];
  const promised = pages.at(-1)?.total_count ?? 0;
  // A job that is left out would not be missed.
  if (jobs.length < promised) throw new UnexpectedAnswer(`total_count: is ${promised}, of which ${jobs.length} came`);
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
