import { messageOf } from '../model/errors.ts';

/** How a request to GitHub failed, as far as its answer says. */
export interface RequestFailure {
  /** 500 where no answer came, or none that can be read. */
  readonly status: number;
  /** False where the connection failed or took too long, and where the answer broke off. */
  readonly answered: boolean;
  /** GitHub's own words where it answered with JSON; its front end answers a 503 with a page of HTML. */
  readonly message: string;
  readonly rateLimited: boolean;
  /** From when on GitHub takes requests again; null where it does not say. */
  readonly retryAt: Date | null;
  /** The permission that the request needs, `pull-requests: write`; null where the answer names none. */
  readonly permission: string | null;
}

/** An answer that did not come whole. What was asked for may have been done. */
export class TransferFailure extends Error {
  override readonly name: string = 'TransferFailure';
  readonly status = 500;
}

/** A whole answer that is none to what was asked; `message` is a place in it and what was expected there. */
export class UnexpectedAnswer extends TransferFailure {
  override readonly name = 'UnexpectedAnswer';
}

/** Reads a thrown value as a failed request; null where it is something else, a bug of ours for instance. */
export function requestFailureOf(thrown: unknown): RequestFailure | null {
  if (!(thrown instanceof Error) || !('status' in thrown) || typeof thrown.status !== 'number') return null;
  const { status, message } = thrown;
  const response = asRecord('response' in thrown ? thrown.response : null);
  const headers = asRecord(response.headers);
  const isUsedUp = headers['x-ratelimit-remaining'] === '0';
  const rateLimited =
    status === 429 ||
    (status === 403 && (/rate limit/i.test(message) || headers['retry-after'] !== undefined || isUsedUp));
  return {
    status,
    answered: 'status' in response,
    message,
    rateLimited,
    retryAt: retryTime(headers),
    permission: permissionIn(headers['x-accepted-github-permissions']),
  };
}

/** `retry-after` is in seconds from now, `x-ratelimit-reset` in seconds since 1970 and says nothing while some are left. */
function retryTime(headers: Readonly<Record<string, unknown>>): Date | null {
  const seconds = (name: string) => Number.parseInt(String(headers[name] ?? ''), 10);
  const after = seconds('retry-after');
  if (Number.isFinite(after)) return dateAt(Date.now() + after * 1000);
  return headers['x-ratelimit-remaining'] === '0' ? dateAt(seconds('x-ratelimit-reset') * 1000) : null;
}

/** The date of a number of milliseconds since 1970; null where that is none, or one that no calendar has. */
function dateAt(milliseconds: number): Date | null {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** What a request answers, or null where GitHub answers 404. */
export async function nullIfMissing<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request;
  } catch (error) {
    if (requestFailureOf(error)?.status === 404) return null;
    throw error;
  }
}

/** Whether GitHub failed or was not reached, so that a request may have got through all the same. */
export function isOutage(thrown: unknown): boolean {
  return (requestFailureOf(thrown)?.status ?? 0) >= 500;
}

/**
 * What went wrong with a request to GitHub, as the end of a sentence without its full stop; null where the error
 * is not a failed request. A missing permission is named as the answer itself names it.
 */
export function failureSentence(thrown: unknown): string | null {
  const failure = requestFailureOf(thrown);
  if (failure === null) return null;
  if (thrown instanceof UnexpectedAnswer)
    return `GitHub answered something else than was asked for (${thrown.message})`;
  const { status, answered, rateLimited, retryAt, message, permission } = failure;
  const said = message.replace(/ - https:\S+$/, '');
  if (!answered && status >= 500) return `GitHub could not be reached (${said})`;
  if (status >= 500) return `GitHub failed (status ${status})`;
  if (rateLimited) {
    // `2026-11-29T05:12:00.000Z`
    const until = retryAt === null ? '' : `until ${retryAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, `;
    return `GitHub asks for fewer requests, ${until}which is longer than a job should wait`;
  }
  if (status === 401) return `GitHub does not accept the token (${said})`;
  if (status === 403 && /locked/i.test(said)) return 'the conversation is locked';
  if ((status === 403 || status === 404) && permission !== null) {
    return `the token may not do this: it needs the permission \`${permission}\``;
  }
  if (status === 404) return `GitHub does not find it, or the token may not see it (${said})`;
  return `GitHub answered ${status} (${said})`;
}

/** The same for any error, in its own words where it is not a failed request. */
export function reasonOf(thrown: unknown): string {
  return failureSentence(thrown) ?? messageOf(thrown);
}

/** `issues=write; pull_requests=write` are alternatives; the last is the one that pull requests have. */
function permissionIn(header: unknown): string | null {
  const [, scope, access] = (typeof header === 'string' && /(\w+)=(read|write)$/.exec(header)) || [];
  return scope === undefined ? null : `${scope.replaceAll('_', '-')}: ${access}`;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
