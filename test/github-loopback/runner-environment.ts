import { join } from 'node:path';
import type { WorkflowEvent } from './events.ts';
import type { Repository, Token, WorkflowRun } from './model.ts';
import type { LoopbackGitHub } from './server.ts';

/** A job of a workflow run, as far as its variables show it. */
export interface RunnerJob {
  readonly gitHub: LoopbackGitHub;
  readonly repository: Repository;
  readonly event: WorkflowEvent;
  readonly run: WorkflowRun;
  readonly token: Token;
  /** The job's key in the workflow file. */
  readonly job: string;
  /** The checkout. */
  readonly workspace: string;
  /** The runner's own folder of this step: command files and `RUNNER_TEMP`. */
  readonly folder: string;
  /** Step debug logging, as after "Re-run with debug logging". */
  readonly debug: boolean;
}

/** The names of the files through which a step talks to the runner, by the variable that names each. */
export const commandFiles = {
  GITHUB_OUTPUT: 'set_output',
  GITHUB_ENV: 'set_env',
  GITHUB_PATH: 'add_path',
  GITHUB_STATE: 'save_state',
  GITHUB_STEP_SUMMARY: 'step_summary',
} as const;

/**
 * The variables a step of an action finds on a hosted runner
 * (https://docs.github.com/actions/reference/workflows-and-actions/variables), without `INPUT_…`, `STATE_…` and
 * those of the machine.
 */
export function runnerEnvironment(step: RunnerJob): Readonly<Record<string, string>> {
  const { gitHub, repository, event, run, workspace, folder } = step;
  const files = Object.entries(commandFiles).map(([variable, file]) => [variable, join(folder, file)]);
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__swift-allocation-gate_swift-allocation-gate',
    GITHUB_ACTION_REF: 'v1',
    GITHUB_ACTION_REPOSITORY: 'swift-allocation-gate/swift-allocation-gate',
    GITHUB_ACTOR: event.actor,
    GITHUB_ACTOR_ID: '583231',
    GITHUB_API_URL: gitHub.addresses.api,
    GITHUB_BASE_REF: event.baseRef,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_GRAPHQL_URL: `${gitHub.addresses.api}/graphql`,
    GITHUB_HEAD_REF: event.headRef,
    GITHUB_JOB: step.job,
    GITHUB_REF: event.ref,
    GITHUB_REF_NAME: event.ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_REF_TYPE: event.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_REPOSITORY: repository.fullName,
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_REPOSITORY_OWNER: repository.owner,
    GITHUB_REPOSITORY_OWNER_ID: '583231',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_RUN_ATTEMPT: String(run.attempt),
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_SERVER_URL: gitHub.addresses.server,
    GITHUB_SHA: event.sha,
    GITHUB_TRIGGERING_ACTOR: event.actor,
    GITHUB_WORKFLOW: run.name,
    GITHUB_WORKFLOW_REF: `${repository.fullName}/${run.workflowPath}@${event.ref}`,
    GITHUB_WORKFLOW_SHA: event.sha,
    GITHUB_WORKSPACE: workspace,
    ACTIONS_RESULTS_URL: `${gitHub.addresses.api}/`,
    ACTIONS_RUNTIME_URL: `${gitHub.addresses.api}/runtime/`,
    ACTIONS_RUNTIME_TOKEN: gitHub.runtimeToken(repository, run),
    ImageOS: 'ubuntu24',
    ImageVersion: '20251112.124.1',
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'GitHub Actions 1',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: join(folder, 'temp'),
    RUNNER_TOOL_CACHE: join(folder, 'tools'),
    RUNNER_WORKSPACE: join(workspace, '..'),
    ...(step.debug ? { RUNNER_DEBUG: '1' } : {}),
    ...Object.fromEntries(files),
  };
}
