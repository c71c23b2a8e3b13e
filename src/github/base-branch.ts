import { type Client, requestFailureOf } from './client.ts';
import type { Repository } from './context.ts';

/** A file of the repository at a commit, as text; null where there is none. Throws what the API answers otherwise. */
export async function readFileAt(
  client: Client,
  { owner, name }: Repository,
  path: string,
  sha: string,
): Promise<string | null> {
  try {
    const response = await client.rest.repos.getContent({
      owner,
      repo: name,
      path,
      ref: sha,
      mediaType: { format: 'raw' },
    });
    // The raw media type answers the file itself, which the types of the client do not know: as text where GitHub
    // names a charset, else as bytes. A folder has no raw form and is no file.
    const data: unknown = response.data;
    return data instanceof ArrayBuffer ? Buffer.from(data).toString() : typeof data === 'string' ? data : null;
  } catch (error) {
    if (requestFailureOf(error)?.status === 404) return null;
    throw error;
  }
}
