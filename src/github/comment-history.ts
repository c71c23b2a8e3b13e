import { parseMarker } from '../report/marker.ts';
import { type Client, requestFailureOf } from './client.ts';
import type { CommentVersion, OwnComment } from './own-comments.ts';

// The newest first, this one included; none where the comment was never edited. `diff` is called a summary of the
// changes, and is the whole body as it then was (git-bug's importer, bridge/github/import.go, rests on that too).
const query = `query ($id: ID!) {
  node(id: $id) {
    ... on IssueComment { userContentEdits(first: 10) { nodes { diff } } }
  }
}`;

interface Answer {
  /** Null where the comment is gone. */
  readonly node: {
    readonly userContentEdits?: {
      readonly nodes?: readonly ({ readonly diff: string | null } | null)[] | null;
    } | null;
  } | null;
}

/**
 * The last versions of a comment of ours under its key, newest first. Empty where GitHub keeps none, or does not show
 * them to this token. Throws where the request fails.
 */
export async function versionsOf(client: Client, { nodeId, marker }: OwnComment): Promise<readonly CommentVersion[]> {
  const answer = await client.graphql<Answer>(query, { id: nodeId }).catch((error: unknown) => {
    if (requestFailureOf(error) !== null) throw error;
    return null;
  });
  return (answer?.node?.userContentEdits?.nodes ?? []).flatMap((edit) => {
    const version = parseMarker(edit?.diff ?? '');
    return version?.key === marker.key ? [{ body: edit?.diff ?? '', marker: version }] : [];
  });
}
