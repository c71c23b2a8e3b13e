import { messageOf } from '../model/errors.ts';
import { withEarlierAcceptance } from '../report/acceptance.ts';
import { type Marker, parseMarker } from '../report/marker.ts';
import { type Belief, believeMarkers } from './believe-marker.ts';
import type { Client } from './client.ts';
import {
  type CommentTarget,
  type CommentVersion,
  createComment,
  deleteComment,
  findOwnComments,
  type OwnComment,
  readOwnComment,
  updateComment,
  versionsOf,
} from './own-comments.ts';
import { isOutage, reasonOf, requestFailureOf } from './request-failure.ts';

/** What became of the comment. `message` and `warning` are one sentence each for a warning. */
export type CommentOutcome =
  | WrittenComment
  /** There was no comment, and none was to be created. */
  | { readonly outcome: 'skipped' }
  | { readonly outcome: 'refused'; readonly permission: 'pull-requests: write'; readonly message: string }
  | { readonly outcome: 'failed'; readonly message: string };

/** There is a comment; `outdated` where a newer run has reported already, and its comment was left as it is. */
export interface WrittenComment {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'outdated';
  readonly url: string;
  /** That it may not be the only one, or not the newest, where that could not be made sure. */
  readonly warning?: string;
}

export interface UpsertOptions {
  /** Whether a comment is written where there is none yet; false only brings an older one up to date. */
  readonly mayCreate?: boolean;
  /** When the event happened that started this run: what was written before is not of a newer one. */
  readonly since?: Date | null;
}

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
 */
export async function upsertComment(
  client: Client,
  target: CommentTarget,
  body: string,
  { mayCreate = true, since = null }: UpsertOptions = {},
): Promise<CommentOutcome> {
  const marker = parseMarker(body);
  if (marker === null) return { outcome: 'failed', message: 'The comment was not written: it has no marker.' };
  const report = { body, marker, writtenAt: null };
  const progress: Progress = { newest: report, created: null, written: null, mayHaveWritten: false };
  const isBelieved = believeMarkers(client, target, { headSha: marker.headSha, since });
  try {
    return await settle(client, target, { report, mayCreate, isBelieved }, progress);
  } catch (error) {
    if (progress.written === null) return notWritten(error, target);
    return { ...progress.written, warning: unsettledSentence(target, reasonOf(error)) };
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
  readonly isBelieved: Belief;
}

async function settle(client: Client, target: CommentTarget, task: Task, progress: Progress): Promise<CommentOutcome> {
  const { report, mayCreate, isBelieved } = task;
  for (let look = 1; look <= mostLooks; look++) {
    const own = await ownComments(client, target, report.marker.key, progress);
    const [kept, ...duplicates] = own;
    if (kept === undefined) {
      if (!mayCreate && !progress.mayHaveWritten) return { outcome: 'skipped' };
      await create(client, target, progress);
      continue;
    }
    progress.newest = await newestOf(progress.newest, own, isBelieved);
    // Whoever wrote nothing leaves it to those who did to put things in order.
    if (progress.newest !== report && !progress.mayHaveWritten) return { outcome: 'outdated', url: kept.url };
    if (!(await isBroughtUpToDate(client, target, kept, task, progress))) continue;
    if (!(await areRemoved(client, target, duplicates))) continue;
    if (progress.newest !== report) return { outcome: 'outdated', url: kept.url };
    if (progress.created === kept.id) return { outcome: 'created', url: kept.url };
    return { outcome: progress.written === null ? 'unchanged' : 'updated', url: kept.url };
  }
  const warning = unsettledSentence(target, 'other jobs kept writing it');
  return progress.written === null ? { outcome: 'failed', message: warning } : { ...progress.written, warning };
}

/** Our comments of a key, oldest first; the one that this report created is there also while the list does not show it. */
async function ownComments(
  client: Client,
  target: CommentTarget,
  wanted: string,
  { created }: Progress,
): Promise<readonly OwnComment[]> {
  const listed = await findOwnComments(client, target, ({ key }) => key === wanted);
  if (created === null || listed.some(({ id }) => id === created)) return listed;
  const unlisted = await readOwnComment(client, target, created);
  return unlisted === null ? listed : [...listed, unlisted];
}

/** Creates the comment with the newest report. An answer may be lost after it got through: looking again tells. */
async function create(client: Client, target: CommentTarget, progress: Progress): Promise<void> {
  const isFirst = !progress.mayHaveWritten;
  progress.mayHaveWritten = true;
  const { body } = progress.newest;
  try {
    const { id, html_url: url } = await createComment(client, target, body);
    progress.created = id;
    progress.written = { outcome: 'created', url };
  } catch (error) {
    if (!isFirst || !isOutage(error)) throw error;
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
  { report, isBelieved }: Task,
  progress: Progress,
): Promise<boolean> {
  const body = withEarlierAcceptance(progress.newest.body, kept.body);
  if (normalized(kept.body) === normalized(body)) return true;
  progress.mayHaveWritten = true;
  try {
    await updateComment(client, target, kept, body);
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
  progress.written = { outcome: progress.newest === report ? 'updated' : 'outdated', url: kept.url };
  const newest = await newestOf(progress.newest, await versionsOf(client, kept), isBelieved);
  const isNewest = newest === progress.newest;
  progress.newest = newest;
  return isNewest;
}

/** Deletes these; false where one was gone already, maybe by another job, so that another look is needed. */
async function areRemoved(client: Client, target: CommentTarget, duplicates: readonly OwnComment[]): Promise<boolean> {
  let areAll = true;
  for (const duplicate of duplicates) {
    try {
      await deleteComment(client, target, duplicate);
    } catch (error) {
      if (!isGone(error)) throw error;
      areAll = false;
    }
  }
  return areAll;
}

/** The newest that can be believed; of equals this one, or the first. */
async function newestOf(
  first: CommentVersion,
  others: readonly CommentVersion[],
  isBelieved: Belief,
): Promise<CommentVersion> {
  let newest = first;
  for (const version of others) {
    if (isNewer(version.marker, newest.marker) && (await isBelieved(version))) newest = version;
  }
  return newest;
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

/** The outcome of a comment that was not written because of this error. */
function notWritten(error: unknown, { pullRequest }: CommentTarget): CommentOutcome {
  const failure = requestFailureOf(error);
  const what = `The comment on pull request #${pullRequest} was not written`;
  if (failure === null) return { outcome: 'failed', message: `${what}: ${messageOf(error)}` };
  // "Unable to create comment because issue is locked." is a 403 that no permission mends.
  if (failure.status === 403 && !failure.rateLimited && !/locked/i.test(failure.message)) {
    return {
      outcome: 'refused',
      permission: 'pull-requests: write',
      message: `${what}: the token lacks the permission \`pull-requests: write\`; add it to the job's \`permissions\` (on a pull request from a fork the token can only read, whatever they say).`,
    };
  }
  return { outcome: 'failed', message: `${what}: ${reasonOf(error)}.` };
}

/** That a comment stands, and may not be the only or the newest. */
function unsettledSentence({ pullRequest }: CommentTarget, reason: string): string {
  return `The comment on pull request #${pullRequest} may stand there twice or be of an older run until the next report: ${reason}.`;
}
