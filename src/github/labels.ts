import { type Client, requestFailureOf } from './client.ts';
import type { CommentTarget } from './comment.ts';

/** Takes a label off a pull request; one that is not there (any more) is fine. Throws what the API answers otherwise. */
export async function removeLabel(client: Client, { repository, pullRequest }: CommentTarget, name: string) {
  try {
    const { owner, name: repo } = repository;
    await client.rest.issues.removeLabel({ owner, repo, issue_number: pullRequest, name });
  } catch (error) {
    if (requestFailureOf(error)?.status !== 404) throw error;
  }
}
