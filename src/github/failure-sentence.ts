import { requestFailureOf } from './client.ts';

/**
 * What went wrong with a request to GitHub, as the end of a sentence without its full stop; null where the error
 * is not a failed request. A missing permission is named as the answer itself names it.
 */
export function failureSentence(thrown: unknown): string | null {
  const failure = requestFailureOf(thrown);
  if (failure === null) return null;
  const { status, answered, rateLimited, message } = failure;
  const said = message.replace(/ - https:\S+$/, '');
  if (!answered && status >= 500) return `GitHub could not be reached (${said})`;
  if (status >= 500) return `GitHub failed (status ${status})`;
  if (rateLimited) return 'GitHub asks for fewer requests, for longer than a job should wait';
  if (status === 401) return `GitHub does not accept the token (${said})`;
  if (status === 403 && /locked/i.test(said)) return 'the conversation is locked';
  if (status === 403 || status === 404) {
    const permission = acceptedPermission(thrown);
    if (permission !== null) return `the token may not do this: it needs the permission \`${permission}\``;
  }
  if (status === 404) return `GitHub does not find it, or the token may not see it (${said})`;
  return `GitHub answered ${status} (${said})`;
}

/** `issues=write; pull_requests=write` are alternatives; the last is the one that pull requests have. */
function acceptedPermission(thrown: unknown): string | null {
  const response = thrown instanceof Error && 'response' in thrown ? thrown.response : null;
  const headers = typeof response === 'object' && response !== null && 'headers' in response ? response.headers : null;
  if (typeof headers !== 'object' || headers === null) return null;
  const header: unknown = Reflect.get(headers, 'x-accepted-github-permissions');
  const [, scope, access] = (typeof header === 'string' && /(\w+)=(read|write)$/.exec(header)) || [];
  return scope === undefined ? null : `${scope.replaceAll('_', '-')}: ${access}`;
}
