import { messageOf } from '../model/errors.ts';
import type { Parameters } from './ask.ts';
import type { Client } from './client.ts';
import { TransferFailure } from './request-failure.ts';

/** What a download brought; `unwanted` where its media type is not one that was wanted. */
export type Download =
  | { readonly outcome: 'downloaded'; readonly content: Buffer }
  | { readonly outcome: 'unwanted' | 'too-large' };

export interface DownloadLimits {
  readonly isWanted: (mediaType: string) => boolean;
  readonly bytes: number;
  /** For the whole of it, from the question to the last byte. */
  readonly milliseconds: number;
}

/**
 * Downloads what a request answers as it is, and stops at the limits, whatever size was promised. A download that breaks
 * off is tried once more. Throws what the API answers otherwise.
 */
export async function download(
  client: Client,
  route: string,
  parameters: Parameters,
  limits: DownloadLimits,
  attempt: 1 | 2 = 1,
): Promise<Download> {
  const request = { parseSuccessResponseBody: false, timeout: limits.milliseconds };
  try {
    // A redirect to the storage may follow, another origin: fetch leaves the token behind.
    const { data, headers } = await client.request(route, { ...parameters, request });
    const body: unknown = data;
    if (!(body instanceof ReadableStream)) throw new TransferFailure('it answered nothing');
    if (!limits.isWanted(headers['content-type'] ?? '')) {
      await body.cancel();
      return { outcome: 'unwanted' };
    }
    const content = await readAtMost(body, limits.bytes);
    return content === null ? { outcome: 'too-large' } : { outcome: 'downloaded', content };
  } catch (error) {
    if (error instanceof BrokenDownload && attempt === 1) return download(client, route, parameters, limits, 2);
    throw error;
  }
}

/**
 * The connection was lost, or the time was up, when the answer had begun: then the client has returned, and neither
 * tries again nor has an error of its own.
 */
class BrokenDownload extends TransferFailure {
  override readonly name = 'BrokenDownload';

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
      bytes += chunk.length;
      // Leaving the loop cancels the stream.
      if (bytes > limit) return null;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new BrokenDownload(error);
  }
  return Buffer.concat(chunks);
}
