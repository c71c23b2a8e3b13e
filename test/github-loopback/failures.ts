import type { Reply } from './reply.ts';

/**
 * How a request is made to fail: with that status, with a rate limit, by a connection that is closed before or in the
 * middle of the answer, or by silence.
 */
export type Failure = AnsweredFailure | 'disconnect' | 'break-off' | 'hang' | HalfAnswer | LostAnswer;
type AnsweredFailure = number | 'secondary-rate-limit' | 'primary-rate-limit';

/** What was asked is done, and of its answer comes this share of the bytes (from 0 up to, but not including, 1). */
export interface HalfAnswer {
  readonly breaksOffAt: number;
  /** Then nothing more comes, and the connection stays. */
  readonly hangs?: true;
}

/** The share of its bytes after which an answer breaks off; null where it does not. */
export function breaksOffAt(failure: Failure | undefined): HalfAnswer | null {
  if (failure === 'break-off') return { breaksOffAt: 0.5 };
  return typeof failure === 'object' && 'breaksOffAt' in failure ? failure : null;
}

/** What was asked is done, and this comes instead of its answer. */
export interface LostAnswer {
  readonly lost: AnsweredFailure | 'disconnect';
}

/** The requests that a failure is meant for; what is not given matches everything. `path` is searched for. */
export interface RequestMatcher {
  readonly method?: string;
  readonly path?: string | RegExp;
  /** Matched in the query (`comp=blocklist` is the second half of an upload). */
  readonly query?: string;
}

interface Planned {
  readonly matcher: RequestMatcher;
  readonly failure: Failure;
  left: number;
}

/** Failures that tests have ordered and that no request has met yet. */
export class PlannedFailures {
  readonly #planned: Planned[] = [];

  add(matcher: RequestMatcher, failure: Failure, times: number): void {
    this.#planned.push({ matcher, failure, left: times });
  }

  /** The failure this request shall meet, which is used up by it. */
  take(method: string, url: URL): Failure | undefined {
    const planned = this.#planned.find(({ matcher, left }) => left > 0 && matches(matcher, method, url));
    if (planned === undefined) return undefined;
    planned.left -= 1;
    return planned.failure;
  }
}

function matches(matcher: RequestMatcher, method: string, url: URL): boolean {
  if (matcher.method !== undefined && matcher.method !== method) return false;
  if (matcher.query !== undefined && !url.search.includes(matcher.query)) return false;
  if (matcher.path === undefined) return true;
  return typeof matcher.path === 'string' ? url.pathname.includes(matcher.path) : matcher.path.test(url.pathname);
}

/** The answer of a failing GitHub. */
export function failureReply(failure: AnsweredFailure): Reply {
  if (failure === 'secondary-rate-limit') {
    return {
      status: 403,
      headers: { 'retry-after': '60' },
      body: {
        documentation_url:
          'https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
        message:
          'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID 0400:1A2B:3C4D5E:6F7A8B:9C0D1E2F.',
      },
    };
  }
  if (failure === 'primary-rate-limit') {
    return {
      status: 403,
      headers: {
        'x-ratelimit-limit': '1000',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 40 * 60),
        'x-ratelimit-resource': 'core',
      },
      body: {
        message: 'API rate limit exceeded for installation ID 1.',
        documentation_url: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
      },
    };
  }
  // GitHub's front end answers HTML where no application process could be reached.
  if (failure === 503 || failure === 504) {
    return {
      status: failure,
      headers: { 'content-type': 'text/html' },
      body: Buffer.from(
        '<!DOCTYPE html>\n<title>Unicorn! &middot; GitHub</title>\n<p>No server is currently available.',
      ),
    };
  }
  return { status: failure, body: { message: failure >= 500 ? 'Server Error' : 'Injected failure' } };
}
