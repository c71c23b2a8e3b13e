import { z } from 'zod';
import { type Marker, parseMarker } from '../report/marker.ts';
import { ask, askForPages, askGraphql, graphqlShape } from './ask.ts';
import type { Client } from './client.ts';
import { parametersOf, type Repository } from './repository.ts';
import { nullIfMissing, requestFailureOf } from './request-failure.ts';

export interface CommentTarget {
  readonly repository: Repository;
  /** Number of the pull request. */
  readonly pullRequest: number;
}

/** A comment's text and what its first line says about it. */
export interface CommentVersion {
  readonly body: string;
  readonly marker: Marker;
  /** Null for one that is not there yet. */
  readonly writtenAt: Date | null;
}

/** A comment of ours on a pull request. */
export interface OwnComment extends CommentVersion {
  readonly id: number;
  /** What GraphQL knows it by. */
  readonly nodeId: string;
  readonly url: string;
}

const commentShape = z.object({
  id: z.int(),
  node_id: z.string(),
  html_url: z.string(),
  body: z.string().nullish(),
  updated_at: z.iso.datetime({ offset: true }),
  user: z.object({ login: z.string() }).nullish(),
});
const commentsShape = z.array(commentShape);
const createdShape = commentShape.pick({ id: true, html_url: true });
const viewerShape = graphqlShape(z.object({ viewer: z.object({ login: z.string() }) }));
/** Of answers that say nothing. */
const anyShape = z.unknown();

/**
 * Our comments whose marker is wanted, oldest first as GitHub lists them, from all pages: a duplicate may be on the
 * last. Throws what the API answers.
 */
export async function findOwnComments(
  client: Client,
  target: CommentTarget,
  isWanted: (marker: Marker) => boolean,
): Promise<readonly OwnComment[]> {
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const pages = await askForPages(client, route, placeOf(target), commentsShape);
  const candidates = pages.flat().flatMap((found) => {
    const comment = ownComment(found);
    return comment === null || !isWanted(comment.marker) || !found.user
      ? []
      : [{ ...comment, author: found.user.login }];
  });
  if (candidates.length === 0) return [];
  // GET /user answers 403 to a job's token; GraphQL tells it who it is (facts 23).
  const { viewer } = await askGraphql(client, 'query { viewer { login } }', {}, viewerShape);
  return candidates.filter(({ author }) => isViewer(viewer.login, author));
}

/** A comment of ours by its id, which the list may not show yet; null where it is gone. Throws what the API answers else. */
export async function readOwnComment(client: Client, target: CommentTarget, id: number): Promise<OwnComment | null> {
  const route = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}';
  const asked = ask(client, route, { ...parametersOf(target.repository), comment_id: id }, commentShape);
  const found = await nullIfMissing(asked);
  return found === null ? null : ownComment(found);
}

/** Null where its first line is no marker. */
function ownComment({ id, node_id: nodeId, html_url: url, body, updated_at: updatedAt }: z.infer<typeof commentShape>) {
  const marker = parseMarker(body ?? '');
  return marker && { id, nodeId, url, body: body ?? '', marker, writtenAt: new Date(updatedAt) };
}

/** Writes a new comment, and returns its id and address. Throws what the API answers. */
export function createComment(client: Client, target: CommentTarget, body: string) {
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
  return ask(client, route, { ...placeOf(target), body }, createdShape);
}

/** Replaces the text of a comment. Throws what the API answers. */
export async function updateComment(client: Client, target: CommentTarget, { id }: OwnComment, body: string) {
  const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
  await ask(client, route, { ...parametersOf(target.repository), comment_id: id, body }, anyShape);
}

/** Deletes a comment. Throws what the API answers. */
export async function deleteComment(client: Client, target: CommentTarget, { id }: OwnComment) {
  const route = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}';
  await ask(client, route, { ...parametersOf(target.repository), comment_id: id }, anyShape);
}

/** The pull request as the REST API wants it; to it a pull request is an issue. */
function placeOf({ repository, pullRequest }: CommentTarget) {
  return { ...parametersOf(repository), issue_number: pullRequest };
}

/**
 * REST names an app's author `github-actions[bot]`, and so does GraphQL for the viewer; elsewhere GraphQL leaves the
 * suffix out, so both forms are taken. A person's login holds no bracket and cannot be mistaken for an app's.
 */
function isViewer(viewer: string, author: string): boolean {
  return author === viewer || author === `${viewer}[bot]`;
}

// The newest first, this one included; none where the comment was never edited. `diff` is called a summary of the
// changes, and is the whole body as it then was (git-bug's importer, bridge/github/import.go, rests on that too).
const historyQuery = `query ($id: ID!) {
  node(id: $id) {
    ... on IssueComment { userContentEdits(first: 10) { nodes { diff editedAt } } }
  }
}`;

/** `node` is null where the comment is gone. */
const historyShape = graphqlShape(
  z.object({
    node: z
      .object({
        userContentEdits: z
          .object({
            nodes: z
              .array(z.object({ diff: z.string().nullable(), editedAt: z.iso.datetime({ offset: true }) }).nullable())
              .nullish(),
          })
          .nullish(),
      })
      .nullable(),
  }),
);

/**
 * The last versions of a comment of ours under its key, newest first. Empty where GitHub keeps none, or does not show
 * them to this token. Throws where the request fails.
 */
export async function versionsOf(client: Client, { nodeId, marker }: OwnComment): Promise<readonly CommentVersion[]> {
  const answer = await askGraphql(client, historyQuery, { id: nodeId }, historyShape).catch((error: unknown) => {
    if (requestFailureOf(error) !== null) throw error;
    return null;
  });
  return (answer?.node?.userContentEdits?.nodes ?? []).flatMap((edit) => {
    const version = parseMarker(edit?.diff ?? '');
    if (edit === null || version?.key !== marker.key) return [];
    return [{ body: edit.diff ?? '', marker: version, writtenAt: new Date(edit.editedAt) }];
  });
}
