import { z } from 'zod';
import type { Marker } from '../report/marker.ts';
import { ask } from './ask.ts';
import type { Client } from './client.ts';
import { shaSchema } from './environment.ts';
import type { CommentTarget, CommentVersion } from './own-comments.ts';
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

/**
 * Code of a pull request that got hold of a job's token writes comments under our name: one that calls itself newer than
 * every run to come would pin what it says. So a marker is believed only if the comment was written since this run's
 * event, and if there is such a run of this pull request, as far as the token may see runs (`actions: read`; in a public
 * repository any may).
 *
 * @param since When the event happened that started this run; null where it does not say.
 */
export function believeMarkers(client: Client, target: CommentTarget, since: Date | null): Belief {
  const known = new Map<string, Promise<boolean>>();
  return async ({ marker, writtenAt }) => {
    if (since !== null && writtenAt !== null && writtenAt < since) return false;
    const name = JSON.stringify([marker.runId, marker.runAttempt, marker.headSha]);
    const believed = known.get(name) ?? isRunOf(client, target, marker);
    known.set(name, believed);
    return believed;
  };
}

async function isRunOf(client: Client, target: CommentTarget, marker: Marker): Promise<boolean> {
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
    if (failure?.status === 403 && !failure.rateLimited) return true;
    throw error;
  }
}
