import { type Marker, parseMarker } from '../report/marker.ts';
import type { Client } from './client.ts';
import type { Repository } from './context.ts';

export interface CommentTarget {
  readonly repository: Repository;
  /** Number of the pull request. */
  readonly pullRequest: number;
}

/** A comment's text and what its first line says about it. */
export interface CommentVersion {
  readonly body: string;
  readonly marker: Marker;
}

/** A comment of ours on a pull request. */
export interface OwnComment extends CommentVersion {
  readonly id: number;
  /** What GraphQL knows it by. */
  readonly nodeId: string;
  readonly url: string;
}

/** Owner and name as the REST API wants them. */
export function locationOf({ repository }: CommentTarget) {
  return { owner: repository.owner, repo: repository.name };
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
    for (const { id, node_id: nodeId, html_url: url, body = '', user } of data) {
      const marker = parseMarker(body);
      if (marker !== null && isWanted(marker) && user !== null)
        candidates.push({ id, nodeId, url, body, marker, author: user.login });
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
