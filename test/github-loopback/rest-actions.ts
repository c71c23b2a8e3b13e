import type { Artifact, Job, WorkflowRun } from './model.ts';
import { paginate } from './pagination.ts';
import { notFound, ok, problem, type Reply } from './reply.ts';
import type { RepositoryCall, RepositoryRoute } from './routes.ts';
import { showArtifact, showJob, showRun } from './show-runs.ts';

const runs = 'https://docs.github.com/rest/actions/workflow-runs';
const jobs = 'https://docs.github.com/rest/actions/workflow-jobs';
const artifacts = 'https://docs.github.com/rest/actions/artifacts';
const needs = [{ scope: 'actions', access: 'read' }] as const;

/** Workflow runs and their artifacts; `signedUrl` makes the address from which an artifact is downloaded. */
export function actionsRoutes(signedUrl: (artifact: Artifact) => string): readonly RepositoryRoute[] {
  return [
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/runs',
      documentation: `${runs}#list-workflow-runs-for-a-repository`,
      needs,
      handle: (call) => listRuns(call, () => true),
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
      documentation: `${runs}#list-workflow-runs-for-a-workflow`,
      needs,
      handle: (call) => {
        const workflow = call.parameter('workflow_id');
        const isOf = (run: WorkflowRun) =>
          String(run.workflowId) === workflow || run.workflowPath === `.github/workflows/${workflow}`;
        const known = [...call.repository.runs.values()].some(isOf);
        return known ? listRuns(call, isOf) : notFound(call.documentation);
      },
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/runs/{run_id}',
      documentation: `${runs}#get-a-workflow-run`,
      needs,
      handle: (call) => {
        const run = call.repository.runs.get(Number(call.parameter('run_id')));
        return run === undefined ? notFound(call.documentation) : ok(showRun(call.show, call.repository, run));
      },
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
      documentation: `${jobs}#list-jobs-for-a-workflow-run`,
      needs,
      handle: (call) => listJobs(call, call.url.searchParams.get('filter') === 'all' ? () => true : isLatest),
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs',
      documentation: `${jobs}#list-jobs-for-a-workflow-run-attempt`,
      needs,
      handle: (call) => listJobs(call, ({ attempt }) => attempt === Number(call.parameter('attempt_number'))),
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
      documentation: `${artifacts}#list-workflow-run-artifacts`,
      needs,
      handle: listArtifacts,
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}',
      documentation: `${artifacts}#get-an-artifact`,
      needs,
      handle: (call) => withArtifact(call, (artifact) => ok(showArtifact(call.show, call.repository, artifact))),
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
      documentation: `${artifacts}#download-an-artifact`,
      needs,
      neverPublic: true,
      handle: (call) =>
        withArtifact(call, (artifact) => {
          if (artifact.expiresAt <= call.state.now()) return problem(410, 'Artifact has expired', call.documentation);
          return { status: 302, headers: { location: signedUrl(artifact) } };
        }),
    },
  ];
}

function listRuns(call: RepositoryCall, isOf: (run: WorkflowRun) => boolean): Reply {
  const query = call.url.searchParams;
  const asked = (name: string, value: string | null) => !query.has(name) || query.get(name) === value;
  const listed = [...call.repository.runs.values()]
    .filter(isOf)
    .filter((run) => asked('event', run.event) && asked('branch', run.headBranch) && asked('actor', run.actor))
    .filter((run) => asked('head_sha', run.headSha))
    // One parameter for both: `status=success` asks for a conclusion.
    .filter((run) => asked('status', run.status) || asked('status', run.conclusion))
    .sort((a, b) => b.id - a.id);
  const { items, headers } = paginate(listed, call.url);
  const shown = items.map((run) => showRun(call.show, call.repository, run));
  return ok({ total_count: listed.length, workflow_runs: shown }, headers);
}

function listJobs(call: RepositoryCall, isListed: (job: Job, all: readonly Job[]) => boolean): Reply {
  const run = call.repository.runs.get(Number(call.parameter('run_id')));
  if (run === undefined) return notFound(call.documentation);
  const all = [...call.repository.jobs.values()].filter(({ runId }) => runId === run.id);
  const listed = all.filter((job) => isListed(job, all));
  const { items, headers } = paginate(listed, call.url);
  const shown = items.map((job) => showJob(call.show, call.repository, run, job));
  return ok({ total_count: listed.length, jobs: shown }, headers);
}

/** Whether no later attempt has a job of that name: one that was not run again counts as it ended. */
function isLatest({ name, attempt }: Job, all: readonly Job[]): boolean {
  return !all.some((other) => other.name === name && other.attempt > attempt);
}

function listArtifacts(call: RepositoryCall): Reply {
  const run = call.repository.runs.get(Number(call.parameter('run_id')));
  if (run === undefined) return notFound(call.documentation);
  const name = call.url.searchParams.get('name');
  const oldestFirst = call.url.searchParams.get('direction') === 'asc';
  const listed = [...call.repository.artifacts.values()]
    .filter((artifact) => artifact.runId === run.id && (name === null || artifact.name === name))
    .sort((a, b) => (oldestFirst ? a.id - b.id : b.id - a.id));
  const { items, headers } = paginate(listed, call.url);
  const shown = items.map((artifact) => showArtifact(call.show, call.repository, artifact));
  return ok({ total_count: listed.length, artifacts: shown }, headers);
}

function withArtifact(call: RepositoryCall, use: (artifact: Artifact) => Reply): Reply {
  const artifact = call.repository.artifacts.get(Number(call.parameter('artifact_id')));
  return artifact === undefined ? notFound(call.documentation) : use(artifact);
}
