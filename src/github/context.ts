import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { type Event, readEvent, shaSchema } from './event.ts';

/** A repository on GitHub, `owner/name`. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
}

/** `owner/name` */
export function fullNameOf({ owner, name }: Repository): string {
  return `${owner}/${name}`;
}

/** Where and why this job runs. */
export interface Context extends Omit<Event, 'name' | 'headSha'> {
  readonly eventName: Event['name'];
  readonly repository: Repository;
  /** The commit people see: the head of the pull request, else the commit of the run. */
  readonly headSha: string;
  /** The commit that was checked out: on a pull request the merge commit, whose tree has code and baseline in one. */
  readonly measuredSha: string;
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
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Days after which this repository's artifacts expire, at the latest. */
  readonly retentionDays: number;
  /** Name and version of a hosted runner's image: `ubuntu24 20251112.124.1`; null on other machines. */
  readonly image: string | null;
}

const url = z.url({ protocol: /^https?$/ });
const positive = z.coerce.number().pipe(z.int().positive());

/** The runner's side of the contract: https://docs.github.com/actions/reference/workflows-and-actions/variables */
const environmentSchema = z.object({
  GITHUB_EVENT_NAME: z.string().min(1),
  GITHUB_EVENT_PATH: z.string().min(1),
  GITHUB_REPOSITORY: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  GITHUB_SHA: shaSchema,
  GITHUB_RUN_ID: positive,
  GITHUB_RUN_ATTEMPT: positive,
  GITHUB_JOB: z.string().min(1),
  GITHUB_WORKFLOW_REF: z.string().max(2000).optional(),
  GITHUB_WORKSPACE: z.string().min(1),
  GITHUB_SERVER_URL: url.default('https://github.com'),
  GITHUB_API_URL: url.default('https://api.github.com'),
  GITHUB_RETENTION_DAYS: positive.catch(90),
  ImageOS: z.string().optional(),
  ImageVersion: z.string().optional(),
});

/**
 * Reads what GitHub tells a job about itself: the environment, and the event's payload file.
 *
 * @throws UsageError outside a job, and for events that the gate refuses or does not know.
 */
export function readContext(env: NodeJS.ProcessEnv): Context {
  const parsed = environmentSchema.safeParse(env);
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
  return {
    ...event,
    eventName,
    repository: { owner, name },
    headSha: headSha ?? variables.GITHUB_SHA,
    measuredSha: variables.GITHUB_SHA,
    runId,
    runAttempt,
    runUrl: `${serverUrl}/${owner}/${name}/actions/runs/${runId}/attempts/${runAttempt}`,
    job: variables.GITHUB_JOB,
    // `octo-org/shop/.github/workflows/allocations.yml@refs/pull/7/merge`
    workflow: /([^/@]+\.ya?ml)@/.exec(variables.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? null,
    workspace: variables.GITHUB_WORKSPACE,
    serverUrl,
    apiUrl: variables.GITHUB_API_URL,
    retentionDays: variables.GITHUB_RETENTION_DAYS,
    image: variables.ImageOS ? [variables.ImageOS, variables.ImageVersion].filter(Boolean).join(' ') : null,
  };
}
