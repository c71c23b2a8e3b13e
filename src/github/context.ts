import { UsageError } from '../model/errors.ts';
import { runnerVariables } from './environment.ts';
import { type Event, readEvent } from './event.ts';
import type { Repository } from './repository.ts';

/** Where and why this job runs. */
export interface Context extends Omit<Event, 'name' | 'headSha'> {
  readonly eventName: Event['name'];
  readonly repository: Repository;
  /** The commit people see: the head of the pull request, else the commit of the run. */
  readonly headSha: string;
  /**
   * The commit that was checked out: on a pull request mostly its merge, whose tree has code and baseline in one. It is
   * the run's until git is asked (`gate/checkout.ts`).
   */
  readonly measuredSha: string;
  /** Whether that is the merge of the head with another commit, its base. */
  readonly merged: boolean;
  /** That other commit; null where it is not known. */
  readonly mergedBase: string | null;
  readonly runId: number;
  /** 1 for the first; a re-run keeps the run id and counts this up. */
  readonly runAttempt: number;
  /** Address of this attempt's log. */
  readonly runUrl: string;
  /** The job's id in the workflow file; all jobs of a matrix share it. */
  readonly job: string;
  /** File name of the workflow that this job is of; null where the runner does not tell. */
  readonly workflow: string | null;
  /** Absolute path of the folder the repository is checked out in. */
  readonly workspace: string;
  /** Absolute path of the folder in which results are left for later steps. */
  readonly resultFolder: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Days after which this repository's artifacts expire, at the latest. */
  readonly retentionDays: number;
  /** Name and version of a hosted runner's image: `ubuntu24 20251112.124.1`; null on other machines. */
  readonly image: string | null;
  /** Whether this is a machine of GitHub's own, which is thrown away after the job. */
  readonly isHosted: boolean;
}

/**
 * Reads what GitHub tells a job about itself: the environment, and the event's payload file.
 *
 * @throws UsageError outside a job, and for events that the gate refuses or does not know.
 */
export function readContext(env: NodeJS.ProcessEnv): Context {
  if (/^[0-9a-f]{64}$/.test(env.GITHUB_SHA ?? '')) {
    throw new UsageError(
      'This repository names its objects by SHA-256, which this version does not support: it knows commits and baselines by SHA-1.',
    );
  }
  const parsed = runnerVariables.safeParse(env);
  if (!parsed.success) {
    const variables = parsed.error.issues.map((issue) => issue.path.join('.'));
    throw new UsageError(
      `Missing or malformed in the environment: ${variables.join(', ')}. GitHub sets them in every job; elsewhere use the command line, \`swift-allocation-gate gate\`.`,
    );
  }
  const variables = parsed.data;
  const { name: eventName, headSha, ...event } = readEvent(variables.GITHUB_EVENT_NAME, variables.GITHUB_EVENT_PATH);
  const [owner = '', name = ''] = variables.GITHUB_REPOSITORY.split('/');
  const { GITHUB_RUN_ID: runId, GITHUB_RUN_ATTEMPT: runAttempt, GITHUB_SERVER_URL: serverUrl } = variables;
  const { ImageOS, ImageVersion } = variables;
  return {
    ...event,
    eventName,
    repository: { owner, name },
    headSha: headSha ?? variables.GITHUB_SHA,
    measuredSha: variables.GITHUB_SHA,
    merged: event.pullRequest !== null && headSha !== variables.GITHUB_SHA,
    mergedBase: null,
    runId,
    runAttempt,
    runUrl: `${serverUrl}/${owner}/${name}/actions/runs/${runId}/attempts/${runAttempt}`,
    job: variables.GITHUB_JOB,
    // `octo-org/shop/.github/workflows/allocations.yml@refs/pull/7/merge`
    workflow: /([^/@]+\.ya?ml)@/.exec(variables.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? null,
    workspace: variables.GITHUB_WORKSPACE,
    resultFolder: variables.RUNNER_TEMP ?? variables.GITHUB_WORKSPACE,
    serverUrl,
    apiUrl: variables.GITHUB_API_URL,
    retentionDays: variables.GITHUB_RETENTION_DAYS,
    image: ImageOS ? [ImageOS, ImageVersion].filter(Boolean).join(' ') : null,
    isHosted: variables.RUNNER_ENVIRONMENT === 'github-hosted',
  };
}
