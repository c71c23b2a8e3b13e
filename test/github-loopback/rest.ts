import type { ApiDescription, DescribedRequest } from './api-description.ts';
import type { Artifact, Token } from './model.ts';
import { acceptedPermissions, satisfies } from './permissions.ts';
import type { Addresses } from './recorded.ts';
import { notAccessible, notFound, type Reply, validationFailed } from './reply.ts';
import { Representations } from './representations.ts';
import { actionsRoutes } from './rest-actions.ts';
import { commentRoutes } from './rest-comments.ts';
import { pullRoutes } from './rest-pulls.ts';
import { globalRoutes, repositoryRoutes } from './rest-repositories.ts';
import { type Call, matchRoute, type Route } from './routes.ts';
import type { GitHubState } from './state.ts';

/** GitHub's REST API on the state: checks each request against the description, and the token's permissions. */
export class RestApi {
  readonly #state: GitHubState;
  readonly #addresses: Addresses;
  readonly #description: ApiDescription | undefined;
  readonly #show: Representations;
  readonly #routes: readonly Route[];

  constructor(
    state: GitHubState,
    addresses: Addresses,
    description: ApiDescription | undefined,
    signedUrl: (artifact: Artifact) => string,
  ) {
    this.#state = state;
    this.#addresses = addresses;
    this.#description = description;
    this.#show = new Representations(state, addresses);
    this.#routes = [...globalRoutes, ...commentRoutes, ...pullRoutes, ...actionsRoutes(signedUrl), ...repositoryRoutes];
  }

  /** The answer, and in what the request or the answer departs from the description. */
  answer(request: DescribedRequest, url: URL, token: Token): { reply: Reply; violations: readonly string[] } {
    const operation = `${request.method} ${request.pathname}`;
    const complaints = this.#description === undefined ? [] : this.#description.checkRequest(request);
    const found = matchRoute(this.#routes, request.method, request.pathname);
    if (complaints === undefined || found === undefined) {
      const who = complaints === undefined ? "GitHub's description" : 'the loopback';
      return {
        reply: notFound('https://docs.github.com/rest'),
        violations: [`${operation}: ${who} has no such operation`],
      };
    }
    const { route, parameters } = found;
    if (complaints.length > 0) {
      const resource = request.pathname;
      const errors = complaints.map((message) => ({ resource, code: 'invalid', field: '', message }));
      return {
        reply: validationFailed(route.documentation, errors),
        violations: complaints.map((complaint) => `${operation}: ${complaint}`),
      };
    }
    const reply = this.#handle(route, {
      state: this.#state,
      show: this.#show,
      addresses: this.#addresses,
      token,
      url,
      headers: request.headers,
      body: request.body,
      documentation: route.documentation,
      parameter: (name) => parameters[name] ?? '',
    });
    const mistakes = reply.status < 300 ? (this.#description?.checkReply(request, reply) ?? []) : [];
    return { reply, violations: mistakes.map((mistake) => `the loopback's answer to ${operation}: ${mistake}`) };
  }

  #handle(route: Route, call: Call): Reply {
    if (route.needs === undefined) return route.handle(call);
    const { token, documentation } = call;
    const fullName = `${call.parameter('owner')}/${call.parameter('repo')}`;
    const repository = this.#state.repositories.get(fullName);
    if (repository === undefined) return notFound(documentation);
    const reached = token.repositories.includes(fullName);
    if (repository.private && !reached) return notFound(documentation);
    const open = !repository.private && route.method === 'GET' && route.neverPublic !== true;
    const granted = reached && satisfies(token.permissions, route.needs);
    const reply = open || granted ? route.handle({ ...call, repository }) : notAccessible(documentation);
    const accepted = { 'x-accepted-github-permissions': acceptedPermissions(route.needs) };
    return { ...reply, headers: { ...reply.headers, ...accepted } };
  }
}
