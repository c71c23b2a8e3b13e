import { requestFailureOf } from './request-failure.ts';

/** Pauses after the first, second and third failed attempt, in milliseconds. After the fourth a request has failed. */
const pauses = [1000, 3000, 9000] as const;
/** GitHub asks for a minute where a secondary limit names no time; longer than that a job should not wait. */
const longestPause = 60_000;

/**
 * The pause before a request is sent again in milliseconds; null where it is not: GitHub has not stumbled (5xx, no
 * connection, half an answer) nor asked to slow down (429, a limit that is reset within a minute), or enough was tried.
 *
 * A request that creates something is not repeated after a 5xx, since the first may have got through; whoever
 * sends it looks first. This and the injected pause are why it is not `@octokit/plugin-retry`.
 *
 * @param attempt From 0.
 */
export function pauseBeforeRetry(attempt: number, error: unknown, request: Request): number | null {
  const failure = requestFailureOf(error);
  const growing = pauses[attempt];
  if (failure === null || growing === undefined) return null;
  if (failure.rateLimited) {
    const asked = failure.retryAt === null ? longestPause : failure.retryAt.getTime() - Date.now();
    return asked <= longestPause ? Math.max(asked, growing) : null;
  }
  return failure.status >= 500 && isRepeatable(request) ? growing : null;
}

interface Request {
  readonly method: string;
  readonly url: string;
  readonly query?: unknown;
}

/** Whether sending the request twice does no more than once. A GraphQL query is a POST that changes nothing. */
function isRepeatable({ method, url, query }: Request): boolean {
  if (method !== 'POST') return true;
  return url.endsWith('/graphql') && typeof query === 'string' && !query.trimStart().startsWith('mutation');
}
