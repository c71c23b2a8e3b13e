import { type Client, requestFailureOf } from './client.ts';
import type { Repository } from './context.ts';

/**
 * Whether somebody may push to the repository. Labels can be set from the role "triage" on, which may not
 * (facts 23b). Throws what the API answers, but for a login that it does not know.
 */
export async function mayPush(client: Client, { owner, name }: Repository, login: string): Promise<boolean> {
  try {
    // `permission` knows four words only; the role "maintain" is `write` there, "triage" is `read`.
    const { data } = await client.rest.repos.getCollaboratorPermissionLevel({ owner, repo: name, username: login });
    return data.permission === 'admin' || data.permission === 'write';
  } catch (error) {
    if (requestFailureOf(error)?.status === 404) return false;
    throw error;
  }
}
