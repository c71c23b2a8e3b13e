import { messageOf } from '../errors.ts';
import { type Client, requestFailureOf } from './client.ts';
import type { Repository } from './context.ts';

/** An artifact of a run, as GitHub describes it; its content and its name are whatever the run made them. */
export interface RunArtifact {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly expired: boolean;
  /** When GitHub deletes it, as an ISO date and time. */
  readonly expiresAt: string | null;
}

/** All artifacts of a run, of all its attempts. Throws what the API answers. */
export async function listRunArtifacts(
  client: Client,
  { owner, name }: Repository,
  runId: number,
): Promise<readonly RunArtifact[]> {
  const artifacts = await client.paginate(client.rest.actions.listWorkflowRunArtifacts, {
    ...{ owner, repo: name, run_id: runId, per_page: 100 },
  });
  return artifacts.map(({ id, name, size_in_bytes: bytes, expired, expires_at: expiresAt }) => ({
    ...{ id, name, bytes, expired, expiresAt },
  }));
}

/** What a download brought. */
export type Download =
  | { readonly outcome: 'downloaded'; readonly content: Buffer }
  | { readonly outcome: 'expired' | 'zipped' | 'too-large' };

/**
 * Downloads an artifact that was uploaded unzipped, as it is, and stops at the limit (bytes), whatever size was
 * promised. Nothing is ever unpacked: a zip is told by its media type and left alone. (`downloadArtifact` of
 * @actions/artifact unpacks without a limit, facts 23.) A download that breaks off is tried once more. Throws what the
 * API answers otherwise.
 */
export async function downloadRunArtifact(
  client: Client,
  { owner, name }: Repository,
  id: number,
  limit: number,
  attempt: 1 | 2 = 1,
): Promise<Download> {
  try {
    // A redirect to the storage follows, another origin: fetch leaves the token behind.
    const { data, headers } = await client.rest.actions.downloadArtifact({
      ...{ owner, repo: name, artifact_id: id, archive_format: 'zip' },
      request: { parseSuccessResponseBody: false },
    });
    const body: unknown = data;
    if (!(body instanceof ReadableStream)) return { outcome: 'too-large' };
    if (/^application\/(x-)?zip\b/i.test(headers['content-type'] ?? '')) {
      await body.cancel();
      return { outcome: 'zipped' };
    }
    const content = await readAtMost(body, limit);
    return content === null ? { outcome: 'too-large' } : { outcome: 'downloaded', content };
  } catch (error) {
    if (requestFailureOf(error)?.status === 410) return { outcome: 'expired' };
    if (error instanceof BrokenDownload && attempt === 1) {
      return downloadRunArtifact(client, { owner, name }, id, limit, 2);
    }
    throw error;
  }
}

/**
 * The connection was lost, or the time was up, when the answer had begun: then the client has returned, and neither
 * tries again nor has an error of its own. Reads as a request that was not answered.
 */
class BrokenDownload extends Error {
  override readonly name = 'BrokenDownload';
  readonly status = 500;
  readonly request = { method: 'GET' };

  constructor(cause: unknown) {
    super(`a download broke off: ${messageOf(cause)}`, { cause });
  }
}

/** The whole stream, or null where it is longer than the limit. Throws {@link BrokenDownload} where it ends early. */
async function readAtMost(stream: ReadableStream<Uint8Array>, limit: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      bytes += chunk.byteLength;
      // Leaving the loop cancels the stream.
      if (bytes > limit) return null;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new BrokenDownload(error);
  }
  return Buffer.concat(chunks);
}
