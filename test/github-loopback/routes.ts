import type { Repository, Token } from './model.ts';
import type { Need } from './permissions.ts';
import type { Addresses } from './recorded.ts';
import type { Reply } from './reply.ts';
import type { Representations } from './representations.ts';
import type { GitHubState } from './state.ts';

/** A request of an operation, permitted and, where the server has the description, checked against it. */
export interface Call {
  readonly state: GitHubState;
  readonly show: Representations;
  readonly addresses: Addresses;
  readonly token: Token;
  readonly url: URL;
  /** The decoded `{name}` of the path. */
  readonly parameter: (name: string) => string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  /** The operation's page: GitHub names it in errors. */
  readonly documentation: string;
}

/** A call below `/repos/{owner}/{repo}`. */
export interface RepositoryCall extends Call {
  readonly repository: Repository;
}

interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `{name}` is one segment, `{name*}` may hold slashes. */
  readonly path: string;
  readonly documentation: string;
}

/** An operation on a repository; one of `needs` must be granted. */
export interface RepositoryRoute extends Operation {
  readonly needs: readonly Need[];
  /** Not even in a public repository to be had without the permission. */
  readonly neverPublic?: true;
  readonly handle: (call: RepositoryCall) => Reply;
}

/** An operation that needs nothing but a token. */
export interface GlobalRoute extends Operation {
  readonly needs?: never;
  readonly handle: (call: Call) => Reply;
}

export type Route = RepositoryRoute | GlobalRoute;

/** The route of a request with the decoded parameters of its path. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  pathname: string,
): { readonly route: Route; readonly parameters: Readonly<Record<string, string>> } | undefined {
  for (const route of routes) {
    if (route.method !== method) continue;
    const match = pattern(route.path).exec(pathname);
    if (match === null) continue;
    const parameters = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]);
    return { route, parameters: Object.fromEntries(parameters) };
  }
  return undefined;
}

/** By the path of a route. */
const patterns = new Map<string, RegExp>();

function pattern(path: string): RegExp {
  const known = patterns.get(path) ?? compiledPattern(path);
  patterns.set(path, known);
  return known;
}

function compiledPattern(path: string): RegExp {
  const source = path.replaceAll(/\{(\w+)(\*?)\}/g, (_all, name: string, many: string) =>
    many === '*' ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
  );
  return new RegExp(`^${source}$`);
}
