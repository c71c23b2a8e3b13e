import { z } from 'zod';
import type { Marker } from '../report/marker.ts';
import { ask } from './ask.ts';
import type { Client } from './client.ts';
import { shaSchema } from './environment.ts';
import type { CommentTarget, CommentVersion } from './own-comments.ts';
import { readPullRequest } from './pull-request.ts';
import { parametersOf } from './repository.ts';
import { requestFailureOf } from './request-failure.ts';

/** Tells whether a comment of ours may be of the run that its marker names. */
export type Belief = (version: CommentVersion) => Promise<boolean>;

const runShape = z.object({
  head_sha: shaSchema,
  event: z.string(),
  run_attempt: z.int().optional(),
  pull_requests: z.array(z.object({ number: z.int() })).nullish(),
});

/** The report that is about to be written. */
interface OwnReport {
  readonly headSha: string;
  /** When the event happened that started its run; null where it does not say. */
  readonly since: Date | null;
}

/**
 * Code of a pull request that got hold of a job's token writes comments under our name: one that calls itself newer than
 * every run to come would pin what it says. So a marker is believed only if the comment was written since this run's
 * event, and if there is such a run of this pull request. Where the token may not see runs (`actions: read`; in a public
 * repository any may), a report on the head that the pull request has gives way to none on another.
 */
export function believeMarkers(client: Client, target: CommentTarget, { headSha, since }: OwnReport): Belief {
  const known = new Map<string, Promise<boolean>>();
  const find = async (marker: Marker) => {
    const isOne = await isRunOf(client, target, marker);
    if (isOne !== null || marker.headSha === headSha) return isOne ?? true;
    return (await readPullRequest(client, target.repository, target.pullRequest)).headSha !== headSha;
  };
  return async ({ marker, writtenAt }) => {
    if (since !== null && writtenAt !== null && writtenAt < since) return false;
    const name = JSON.stringify([marker.runId, marker.runAttempt, marker.headSha]);
    const believed = known.get(name) ?? find(marker);
    known.set(name, believed);
    return believed;
  };
}

/** Whether there is such a run of the pull request; null where the token may not see runs. */
async function isRunOf(client: Client, target: CommentTarget, marker: Marker): Promise<boolean | null> {
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}';
  try {
    const run = await ask(client, route, { ...parametersOf(target.repository), run_id: marker.runId }, runShape);
    const numbers = (run.pull_requests ?? []).map(({ number }) => number);
    return (
      run.event === 'pull_request' &&
      run.head_sha === marker.headSha &&
      (run.run_attempt ?? 1) >= marker.runAttempt &&
      // Of forks it is empty (facts 22).
      (numbers.length === 0 || numbers.includes(target.pullRequest))
    );
  } catch (error) {
    const failure = requestFailureOf(error);
    if (failure?.status === 404) return false;
    if (failure?.status === 403 && !failure.rateLimited) return null;
    throw error;
  }
}
