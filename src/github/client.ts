import { setTimeout as sleepFor } from 'node:timers/promises';
import type { getOctokit } from '@actions/github';
import type { z } from 'zod';
import { UnexpectedAnswer } from './request-failure.ts';
import { pauseBeforeRetry } from './retry.ts';

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
/** All pauses of a job together, in milliseconds: where GitHub asks everybody to slow down, each request is asked to. */
const longestPauses = 120_000;

/**
 * Makes a client that knows a whole answer from half of one, and tries again where {@link pauseBeforeRetry} says so;
 * all other answers are final.
 */
export async function createClient(token: string, { apiUrl, sleep = sleepFor }: ClientOptions): Promise<Client> {
  // Imported late: it would be the largest part of the start-up, and is needed at the very end only.
  const { getOctokit } = await import('@actions/github');
  const client = getOctokit(token, { baseUrl: apiUrl, log: silent });
  let patience = longestPauses;
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
