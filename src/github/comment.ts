import { messageOf } from '../errors.ts';
import { withEarlierAcceptance } from '../report/acceptance.ts';
import { type Marker, parseMarker } from '../report/marker.ts';
import { type Client, type RequestFailure, requestFailureOf } from './client.ts';
import type { Repository } from './context.ts';

export interface CommentTarget {
  readonly repository: Repository;
  /** Number of the pull request. */
  readonly pullRequest: number;
}

/** What became of the comment. `message` is one sentence for a warning. */
export type CommentOutcome =
  | { readonly outcome: 'created' | 'updated' | 'unchanged'; readonly url: string }
  /** There was no comment, and none was to be created. */
  | { readonly outcome: 'skipped' }
  /** A newer run has reported already, and its comment was left as it is. */
  | { readonly outcome: 'outdated'; readonly url: string }
  | { readonly outcome: 'refused'; readonly permission: 'pull-requests: write'; readonly message: string }
  | { readonly outcome: 'failed'; readonly message: string };

/** A comment of ours on a pull request. */
export interface OwnComment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  readonly marker: Marker;
}

/**
 * Writes the one comment of a key on a pull request: updates it where we have written it before, creates it where
 * not. Never throws.
 *
 * Ours is a comment only if it starts with the key's marker and its author is who the token stands for: anybody can
 * copy a marker. The oldest is kept, others of ours (of two jobs that started at the same moment) are deleted. What it
 * tells of an acceptance is told again.
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
  const comment: Comment = { body, marker, mayCreate };
  try {
    return await write(client, target, comment);
  } catch (first) {
    // Creating may have got through before its answer was lost, and a comment may be deleted between being found
    // and being updated. Both show when we look again.
    if (!worthAnotherLook(first)) return outcomeOf(first, target);
  }
  try {
    return await write(client, target, comment);
  } catch (second) {
    return outcomeOf(second, target);
  }
}

interface Comment {
  readonly body: string;
  readonly marker: Marker;
  readonly mayCreate: boolean;
}

async function write(client: Client, target: CommentTarget, comment: Comment): Promise<CommentOutcome> {
  const { body, marker, mayCreate } = comment;
  const location = locationOf(target);
  const own = await findOwnComments(client, target, ({ key }) => key === marker.key);
  const [kept, ...duplicates] = own;
  if (kept === undefined) {
    if (!mayCreate) return { outcome: 'skipped' };
    const { data } = await client.rest.issues.createComment({ ...location, issue_number: target.pullRequest, body });
    return { outcome: 'created', url: data.html_url };
  }
  if (own.some((comment) => isNewer(comment.marker, marker))) return { outcome: 'outdated', url: kept.url };

  const next = withEarlierAcceptance(body, kept.body);
  const unchanged = normalized(kept.body) === normalized(next);
  if (!unchanged) await client.rest.issues.updateComment({ ...location, comment_id: kept.id, body: next });
  for (const { id } of duplicates) {
    // The report is delivered; what cannot be deleted now will be by the next run.
    await client.rest.issues.deleteComment({ ...location, comment_id: id }).catch(() => {});
  }
  return { outcome: unchanged ? 'unchanged' : 'updated', url: kept.url };
}

/**
 * Our comments whose marker is wanted, oldest first as GitHub lists them, from all pages: a duplicate may be on the
 * last. Throws what the API answers.
 */
export async function findOwnComments(
  client: Client,
  target: CommentTarget,
  isWanted: (marker: Marker) => boolean,
): Promise<readonly OwnComment[]> {
  const candidates: (OwnComment & { readonly author: string })[] = [];
  const pages = client.paginate.iterator(client.rest.issues.listComments, {
    ...locationOf(target),
    issue_number: target.pullRequest,
    per_page: 100,
  });
  for await (const { data } of pages) {
    for (const { id, html_url: url, body = '', user } of data) {
      const marker = parseMarker(body);
      if (marker !== null && isWanted(marker) && user !== null)
        candidates.push({ id, url, body, marker, author: user.login });
    }
  }
  if (candidates.length === 0) return [];
  // GET /user answers 403 to a job's token; GraphQL tells it who it is (facts 23).
  const { viewer } = await client.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
  return candidates.filter(({ author }) => isViewer(viewer.login, author));
}

/**
 * REST names an app's author `github-actions[bot]`, and so does GraphQL for the viewer; elsewhere GraphQL leaves the
 * suffix out, so both forms are taken. A person's login holds no bracket and cannot be mistaken for an app's.
 */
function isViewer(viewer: string, author: string): boolean {
  return author === viewer || author === `${viewer}[bot]`;
}

function isNewer(a: Marker, b: Marker): boolean {
  return a.runId === b.runId ? a.runAttempt > b.runAttempt : a.runId > b.runId;
}

/** GitHub may give a body back with other line ends and without the space around it. */
function normalized(body: string): string {
  return body.replaceAll('\r\n', '\n').trim();
}

function locationOf({ repository }: CommentTarget) {
  return { owner: repository.owner, repo: repository.name };
}

function worthAnotherLook(error: unknown): boolean {
  const failure = requestFailureOf(error);
  if (failure === null) return false;
  const { method, status } = failure;
  return (method === 'POST' && status >= 500) || (method === 'PATCH' && status === 404);
}

function outcomeOf(error: unknown, { pullRequest }: CommentTarget): CommentOutcome {
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
  return { outcome: 'failed', message: `${what}: ${reasonOf(failure)}.` };
}

function reasonOf({ status, answered, rateLimited, message }: RequestFailure): string {
  if (!answered && status >= 500) return `GitHub could not be reached (${message})`;
  if (status >= 500) return `GitHub failed (status ${status})`;
  const said = message.replace(/ - https:\S+$/, '');
  if (rateLimited) return 'GitHub asks for fewer requests, for longer than a job should wait';
  if (status === 401) return `GitHub does not accept the token (${said})`;
  if (status === 403) return 'the conversation is locked';
  if (status === 404) return 'GitHub does not find the pull request, or the token may not see it';
  return `GitHub answered ${status} (${said})`;
}
