import { setTimeout as sleepFor } from 'node:timers/promises';
import type { getOctokit } from '@actions/github';
import type { z } from 'zod';
import { requestFailureOf, UnexpectedAnswer } from './request-failure.ts';

/** GitHub's API with a token, as `@actions/github` gives it. */
export type Client = ReturnType<typeof getOctokit>;

export interface ClientOptions {
  readonly apiUrl: string;
  /** Waits that many milliseconds between attempts. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

/** What a request may say besides its parameters, under `request`. */
interface RequestOptions {
  /** What its answer must look like; else it is asked for again. */
  readonly shape?: z.ZodType;
  /** How long its answer may take, in milliseconds: the time for a question, if nothing is said. */
  readonly timeout?: number;
  /** False where the caller reads the answer's body itself, as a stream. */
  readonly parseSuccessResponseBody?: boolean;
  readonly fetch?: typeof fetch;
}

/** A question that takes longer is given up, in milliseconds; the platform's own limit is five minutes. */
const questionTimeout = 30_000;
/** A request is not sent again that long after it was first, in milliseconds. */
const longestTrial = 120_000;
/** Pauses after the first, second and third failed attempt, in milliseconds. After the fourth a request has failed. */
const pauses = [1000, 3000, 9000] as const;
/** GitHub asks for a minute where a secondary limit names no time; longer than that a job should not wait. */
const longestPause = 60_000;
/** All pauses of a job together, in milliseconds: where GitHub asks everybody to slow down, each request is asked to. */
const longestOfAllPauses = 120_000;

/**
 * Makes a client that knows a whole answer from half of one, and tries again where {@link pauseBeforeRetry} says so;
 * all other answers are final.
 */
export async function createClient(token: string, { apiUrl, sleep = sleepFor }: ClientOptions): Promise<Client> {
  // Imported late: it would be the largest part of the start-up, and is needed at the very end only.
  const { getOctokit } = await import('@actions/github');
  const client = getOctokit(token, { baseUrl: apiUrl, log: silent });
  let patience = longestOfAllPauses;
  client.hook.wrap('request', async (request, options) => {
    const own: RequestOptions = { ...options.request };
    const started = Date.now();
    for (let attempt = 0; ; attempt++) {
      try {
        options.request = { ...options.request, ...limited(own) };
        const response = await request(options);
        requireShape(response.data, own);
        return response;
      } catch (error) {
        const pause = pauseBeforeRetry(attempt, error, options);
        if (pause === null || pause > patience || Date.now() - started >= longestTrial) throw error;
        patience -= pause;
        await sleep(pause);
      }
    }
  });
  return client;
}

/**
 * The pause before a request is sent again in milliseconds; null where it is not: GitHub has not stumbled (5xx, no
 * connection, half an answer) nor asked to slow down (429, a limit that is reset within a minute), or enough was tried.
 *
 * A request that creates something is not repeated after a 5xx, since the first may have got through; whoever
 * sends it looks first. This and the injected pause are why it is not `@octokit/plugin-retry`.
 *
 * @param attempt From 0.
 */
function pauseBeforeRetry(attempt: number, error: unknown, request: SentRequest): number | null {
  const failure = requestFailureOf(error);
  const growing = pauses[attempt];
  if (failure === null || growing === undefined) return null;
  if (failure.rateLimited) {
    const asked = failure.retryAt === null ? longestPause : failure.retryAt.getTime() - Date.now();
    return asked <= longestPause ? Math.max(asked, growing) : null;
  }
  return failure.status >= 500 && isRepeatable(request) ? growing : null;
}

interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly query?: unknown;
}

/** Whether sending the request twice does no more than once. A GraphQL query is a POST that changes nothing. */
function isRepeatable({ method, url, query }: SentRequest): boolean {
  if (method !== 'POST') return true;
  return url.endsWith('/graphql') && typeof query === 'string' && !query.trimStart().startsWith('mutation');
}

/** A time limit for one attempt, and a `fetch` that fails where the answer does not come whole and in time. */
function limited({ fetch: send = fetch, timeout = questionTimeout, parseSuccessResponseBody }: RequestOptions) {
  const signal = AbortSignal.timeout(timeout);
  const fetchWhole: typeof fetch = async (...request) => {
    try {
      const response = await send(...request);
      if (parseSuccessResponseBody !== false || !response.ok) await requireWhole(response.clone());
      return response;
    } catch (error) {
      if (signal.aborted) throw new Error(`no answer within ${timeout / 1000} seconds`, { cause: error });
      throw error;
    }
  };
  return { signal, fetch: fetchWhole };
}

/** Octokit takes a body that breaks off for an empty one, and half of a JSON for a text. */
async function requireWhole(response: Response): Promise<void> {
  try {
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    if (response.ok && isJson && response.status !== 204) JSON.parse(text);
  } catch (error) {
    throw new Error('its answer broke off', { cause: error });
  }
}

function requireShape(data: unknown, { shape }: RequestOptions): void {
  const parsed = shape?.safeParse(data);
  if (parsed === undefined || parsed.success) return;
  const [issue] = parsed.error.issues;
  throw new UnexpectedAnswer(`${issue?.path.join('.') || 'its top level'}: ${issue?.message}`);
}

/** Octokit writes its own warnings to the console; what matters reaches the user as an outcome. */
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
