import labeled from '../fixtures/payloads/pull-request-labeled.json' with { type: 'json' };

/** Where the loopback GitHub listens: origins without a slash at the end. */
export interface Addresses {
  readonly api: string;
  /** What stands for `https://github.com`. */
  readonly server: string;
  /** Another origin, as with the real one: a client must not send its token along when it is redirected there. */
  readonly blobs: string;
}

/** The recorded pull request payload, as it came from github.com. */
export const recordedPullRequestEvent = labeled;

/** The owner and the repository of the recorded payload. */
const recordedOwner = 'Codertocat';
const recordedRepository = 'Codertocat/Hello-World';

/** A recorded value, moved to another repository and another GitHub: every string in it is rewritten. */
export function moved<T>(recorded: T, fullName: string, { api, server }: Omit<Addresses, 'blobs'>): T {
  return rewrite(recorded, (text) =>
    text
      .replaceAll('https://api.github.com', api)
      .replaceAll('https://github.com', server)
      .replaceAll(recordedRepository, fullName),
  );
}

/** A recorded user under another name. */
export function renamed<T>(recorded: T, login: string): T {
  return rewrite(recorded, (text) => text.replaceAll(recordedOwner, encodeURIComponent(login)));
}

/** A copy of JSON with each of its strings replaced; numbers, booleans and null stay. */
function rewrite<T>(value: T, replace: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'string' ? replace(inner) : inner,
  );
}
