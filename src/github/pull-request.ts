import { z } from 'zod';
import { ask, askForPages } from './ask.ts';
import type { Client } from './client.ts';
import { shaSchema } from './environment.ts';
import { parametersOf, type Repository } from './repository.ts';
import { nullIfMissing } from './request-failure.ts';

/** A pull request as it is now, which its event may no longer tell. */
export interface CurrentPullRequest {
  readonly isOpen: boolean;
  readonly headSha: string;
  /** `owner/name`; null where the fork is gone. */
  readonly headRepository: string | null;
  readonly baseRef: string;
}

const pullRequestShape = z.object({
  number: z.int(),
  state: z.string(),
  head: z.object({ sha: shaSchema, ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  base: z.object({ ref: z.string() }),
});
const pullRequestsShape = z.array(pullRequestShape);

/** Reads a pull request. Throws what the API answers. */
export async function readPullRequest(
  client: Client,
  repository: Repository,
  number: number,
): Promise<CurrentPullRequest> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
  const { state, head, base } = await ask(
    client,
    route,
    { ...parametersOf(repository), pull_number: number },
    pullRequestShape,
  );
  const headRepository = head.repo?.full_name ?? null;
  return { isOpen: state === 'open', headSha: head.sha, headRepository, baseRef: base.ref };
}

/**
 * The numbers of the open pull requests whose head is this commit of this branch and repository, which may be a fork
 * (facts 22). Throws what the API answers.
 */
export async function findPullRequests(
  client: Client,
  repository: Repository,
  head: { readonly sha: string; readonly ref: string; readonly repository: string },
): Promise<readonly number[]> {
  const [headOwner] = head.repository.split('/');
  const wanted = { ...parametersOf(repository), state: 'open', head: `${headOwner}:${head.ref}` };
  const found = await askForPages(client, 'GET /repos/{owner}/{repo}/pulls', wanted, pullRequestsShape);
  // GitHub answers with all open pull requests where it does not understand `head`: nothing rests on it alone.
  return found
    .flat()
    .filter((pull) => pull.head.sha === head.sha && pull.head.ref === head.ref)
    .filter((pull) => pull.head.repo?.full_name === head.repository)
    .map(({ number }) => number);
}

/** Takes a label off a pull request; one that is not there (any more) is fine. Throws what the API answers otherwise. */
export async function removeLabel(client: Client, repository: Repository, number: number, name: string) {
  const route = 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}';
  const label = { ...parametersOf(repository), issue_number: number, name };
  await nullIfMissing(ask(client, route, label, z.unknown()));
}
