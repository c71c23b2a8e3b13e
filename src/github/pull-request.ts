import type { Client } from './client.ts';
import type { CommentTarget } from './comment.ts';

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
