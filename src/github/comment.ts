import { withEarlierAcceptance } from '../report/acceptance.ts';
import { type Marker, parseMarker } from '../report/marker.ts';
import { type Client, requestFailureOf } from './client.ts';
import { versionsOf } from './comment-history.ts';
import {
  type CommentOutcome,
  notSettled,
  notWritten,
  unsettledSentence,
  type WrittenComment,
} from './comment-outcome.ts';
import {
  type CommentTarget,
  type CommentVersion,
  findOwnComments,
  locationOf,
  type OwnComment,
} from './own-comments.ts';

export type { CommentTarget };

/** How often one report looks at the comments. Two jobs at once need three looks at most. */
const mostLooks = 6;

/**
 * Writes the one comment of a key on a pull request: updates it where we have written it before, creates it where
 * not. Never throws.
 *
 * Ours is a comment only if it starts with the key's marker and its author is who the token stands for: anybody can
 * copy a marker. The oldest is kept. What it tells of an acceptance is told again.
 *
 * GitHub writes comments unconditionally, so jobs that report at the same moment can get in each other's way. Each
 * therefore looks again after it wrote: two that both created a comment delete all but the oldest, and one that
 * overwrote a newer report, which it could not see, puts that back from the comment's history. Whoever writes last
 * sees what all have written; so when all are done, one comment stands, with the newest report in it.
 *
 * @param body Markdown whose first line is the marker that `formatMarker` makes.
 * @param mayCreate Whether a comment is written where there is none yet; false only brings an older one up to date.
 */
export async function upsertComment(
  client: Client,
  target: CommentTarget,
  body: string,
  mayCreate = true,
): Promise<CommentOutcome> {
  const marker = parseMarker(body);
  if (marker === null) return { outcome: 'failed', message: 'The comment was not written: it has no marker.' };
  const report = { body, marker };
  const progress: Progress = { newest: report, created: null, written: null, mayHaveWritten: false };
  try {
    return await settle(client, target, { report, mayCreate }, progress);
  } catch (error) {
    return progress.written === null ? notWritten(error, target) : notSettled(error, progress.written, target);
  }
}

/** What one report knows and has done so far. */
interface Progress {
  /** The newest report that was seen: our own, if nothing newer was. */
  newest: CommentVersion;
  /** The id of the comment that this report created. */
  created: number | null;
  /** What was certainly written. */
  written: WrittenComment | null;
  /** Whether a comment may be there because of us, though no answer said so. */
  mayHaveWritten: boolean;
}

interface Task {
  readonly report: CommentVersion;
  readonly mayCreate: boolean;
}

async function settle(
  client: Client,
  target: CommentTarget,
  { report, mayCreate }: Task,
  progress: Progress,
): Promise<CommentOutcome> {
  for (let look = 1; look <= mostLooks; look++) {
    const own = await findOwnComments(client, target, ({ key }) => key === report.marker.key);
    const [kept, ...duplicates] = own;
    if (kept === undefined) {
      if (!mayCreate && !progress.mayHaveWritten) return { outcome: 'skipped' };
      await create(client, target, progress);
      continue;
    }
    progress.newest = newestOf([progress.newest, ...own]);
    // Whoever wrote nothing leaves it to those who did to put things in order.
    if (progress.newest !== report && !progress.mayHaveWritten) return { outcome: 'outdated', url: kept.url };
    if (!(await isBroughtUpToDate(client, target, kept, report, progress))) continue;
    if (!(await areRemoved(client, target, duplicates))) continue;
    if (progress.newest !== report) return { outcome: 'outdated', url: kept.url };
    if (progress.created === kept.id) return { outcome: 'created', url: kept.url };
    return { outcome: progress.written === null ? 'unchanged' : 'updated', url: kept.url };
  }
  const warning = unsettledSentence(target.pullRequest, 'other jobs kept writing it');
  return progress.written === null ? { outcome: 'failed', message: warning } : { ...progress.written, warning };
}

/** Creates the comment with the newest report. An answer may be lost after it got through: looking again tells. */
async function create(client: Client, target: CommentTarget, progress: Progress): Promise<void> {
  const isFirst = !progress.mayHaveWritten;
  progress.mayHaveWritten = true;
  const { body } = progress.newest;
  try {
    const { data } = await client.rest.issues.createComment({
      ...{ ...locationOf(target), issue_number: target.pullRequest, body },
    });
    progress.created = data.id;
    progress.written = { outcome: 'created', url: data.html_url };
  } catch (error) {
    if (!isFirst || (requestFailureOf(error)?.status ?? 0) < 500) throw error;
  }
}

/**
 * Whether the comment holds the newest report, after it was updated if need be; false where another look is needed:
 * it is gone, or its history has a newer report, which our update has overwritten.
 */
async function isBroughtUpToDate(
  client: Client,
  target: CommentTarget,
  kept: OwnComment,
  report: CommentVersion,
  progress: Progress,
): Promise<boolean> {
  const body = withEarlierAcceptance(progress.newest.body, kept.body);
  if (normalized(kept.body) === normalized(body)) return true;
  progress.mayHaveWritten = true;
  try {
    await client.rest.issues.updateComment({ ...locationOf(target), comment_id: kept.id, body });
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
  progress.written = { outcome: progress.newest === report ? 'updated' : 'outdated', url: kept.url };
  const newest = newestOf([progress.newest, ...(await versionsOf(client, kept))]);
  const isNewest = newest === progress.newest;
  progress.newest = newest;
  return isNewest;
}

/** Deletes these; false where one was gone already, maybe by another job, so that another look is needed. */
async function areRemoved(client: Client, target: CommentTarget, duplicates: readonly OwnComment[]): Promise<boolean> {
  let areAll = true;
  for (const { id } of duplicates) {
    try {
      await client.rest.issues.deleteComment({ ...locationOf(target), comment_id: id });
    } catch (error) {
      if (!isGone(error)) throw error;
      areAll = false;
    }
  }
  return areAll;
}

/** The first of the newest. */
function newestOf(versions: readonly [CommentVersion, ...CommentVersion[]]): CommentVersion {
  return versions.reduce((newest, version) => (isNewer(version.marker, newest.marker) ? version : newest));
}

function isNewer(a: Marker, b: Marker): boolean {
  return a.runId === b.runId ? a.runAttempt > b.runAttempt : a.runId > b.runId;
}

/** GitHub may give a body back with other line ends and without the space around it. */
function normalized(body: string): string {
  return body.replaceAll('\r\n', '\n').trim();
}

function isGone(error: unknown): boolean {
  return requestFailureOf(error)?.status === 404;
}
