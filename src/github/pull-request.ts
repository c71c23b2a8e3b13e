import type { Client } from './client.ts';
import type { CommentTarget } from './comment.ts';
import type { Repository } from './context.ts';

/** A pull request as it is now, which its event may no longer tell. */
export interface CurrentPullRequest {
  readonly isOpen: boolean;
  readonly headSha: string;
  /** `owner/name`; null where the fork is gone. */
  readonly headRepository: string | null;
  readonly baseRef: string;
}

/** Reads a pull request. Throws what the API answers. */
export async function readPullRequest(
  client: Client,
  { repository: { owner, name }, pullRequest }: CommentTarget,
): Promise<CurrentPullRequest> {
  const { data } = await client.rest.pulls.get({ owner, repo: name, pull_number: pullRequest });
  const { state, head, base } = data;
  return {
    isOpen: state === 'open',
    headSha: head.sha,
    headRepository: head.repo?.full_name ?? null,
    baseRef: base.ref,
  };
}

/**
 * The numbers of the open pull requests whose head is this commit of this branch and repository, which may be a fork
 * (facts 22). Throws what the API answers.
 */
export async function findPullRequests(
  client: Client,
  { owner, name }: Repository,
  head: { readonly sha: string; readonly ref: string; readonly repository: string },
): Promise<readonly number[]> {
  const [headOwner] = head.repository.split('/');
  const found = await client.paginate(client.rest.pulls.list, {
    ...{ owner, repo: name, state: 'open', head: `${headOwner}:${head.ref}`, per_page: 100 },
  });
  // GitHub answers with all open pull requests where it does not understand `head`: nothing rests on it alone.
  return found
    .filter((pull) => pull.head.sha === head.sha && pull.head.ref === head.ref)
    .filter((pull) => pull.head.repo?.full_name === head.repository)
    .map(({ number }) => number);
}
