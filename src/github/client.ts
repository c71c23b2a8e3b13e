import { setTimeout as sleepFor } from 'node:timers/promises';
import type { getOctokit } from '@actions/github';

/** GitHub's API with a token, as `@actions/github` gives it. */
export type Client = ReturnType<typeof getOctokit>;

export interface ClientOptions {
  readonly apiUrl: string;
  /** Waits that many milliseconds between attempts. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

/** Pauses after the first, second and third failed attempt, in milliseconds. */
const pauses = [1000, 3000, 9000] as const;
/** GitHub asks for a minute where a secondary limit names no time; longer than that a job should not wait. */
const longestPause = 60_000;
/** A request that takes longer is given up, in milliseconds; the platform's own limit is five minutes. */
const requestTimeout = 30_000;

/**
 * Makes a client that tries again when GitHub stumbles (5xx, no connection) or asks to slow down (429, secondary
 * limit): at most four attempts, with growing pauses. All other answers are final.
 *
 * A request that creates something is not repeated after a 5xx, since the first may have got through; whoever
 * sends it looks first. This and the injected pause are why it is not `@octokit/plugin-retry`.
 */
export async function createClient(token: string, { apiUrl, sleep = sleepFor }: ClientOptions): Promise<Client> {
  // Imported late: it would be the largest part of the start-up, and is needed at the very end only.
  const { getOctokit } = await import('@actions/github');
  const client = getOctokit(token, { baseUrl: apiUrl, log: silent });
  client.hook.wrap('request', async (request, options) => {
    for (let attempt = 0; ; attempt++) {
      try {
        options.request = { ...options.request, signal: AbortSignal.timeout(requestTimeout) };
        return await request(options);
      } catch (error) {
        const pause = pauseBefore(attempt, error, isRepeatable(options));
        if (pause === null) throw error;
        await sleep(pause);
      }
    }
  });
  return client;
}

/** How a request failed, as far as its answer says. */
export interface RequestFailure {
  readonly method: string;
  /** 500 where no answer came. */
  readonly status: number;
  /** False where the connection failed or took too long. */
  readonly answered: boolean;
  /** GitHub's own words where it answered with JSON; its front end answers a 503 with a page of HTML. */
  readonly message: string;
  readonly rateLimited: boolean;
  readonly retryAfterSeconds: number | null;
}

/** Reads a thrown value as a failed request; null where it is something else, a bug of ours for instance. */
export function requestFailureOf(thrown: unknown): RequestFailure | null {
  if (!(thrown instanceof Error) || !('status' in thrown) || typeof thrown.status !== 'number') return null;
  const { status, message } = thrown;
  const request = 'request' in thrown ? asRecord(thrown.request) : {};
  const response = asRecord('response' in thrown ? thrown.response : null);
  const headers = asRecord(response.headers);
  const retryAfter = Number(headers['retry-after'] ?? Number.NaN);
  const rateLimited =
    status === 429 ||
    (status === 403 &&
      (/rate limit/i.test(message) || !Number.isNaN(retryAfter) || headers['x-ratelimit-remaining'] === '0'));
  const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : null;
  return {
    method: String(request.method),
    status,
    answered: 'status' in response,
    message,
    rateLimited,
    retryAfterSeconds,
  };
}

/** The pause before the next attempt in milliseconds; null where there shall be none. */
function pauseBefore(attempt: number, error: unknown, repeatable: boolean): number | null {
  const failure = requestFailureOf(error);
  const growing = pauses[attempt];
  if (failure === null || growing === undefined) return null;
  if (failure.rateLimited) {
    const asked = failure.retryAfterSeconds === null ? longestPause : failure.retryAfterSeconds * 1000;
    return asked <= longestPause ? Math.max(asked, growing) : null;
  }
  return failure.status >= 500 && repeatable ? growing : null;
}

/** Whether sending the request twice does no more than once. A GraphQL query is a POST that changes nothing. */
function isRepeatable({ method, url, query }: { method: string; url: string; query?: unknown }): boolean {
  if (method !== 'POST') return true;
  return url.endsWith('/graphql') && typeof query === 'string' && !query.trimStart().startsWith('mutation');
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Octokit writes its own warnings to the console; what matters reaches the user as an outcome. */
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
