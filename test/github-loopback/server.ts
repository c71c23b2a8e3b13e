import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ApiDescription } from './api-description.ts';
import { archivePath, serveArchive } from './archive.ts';
import { ArtifactService, served, twirpPath } from './artifact-service.ts';
import {
  breaksOffAt,
  type Failure,
  failureReply,
  type HalfAnswer,
  PlannedFailures,
  type RequestMatcher,
} from './failures.ts';
import { answerGraphql, type GraphqlCheck, type GraphqlField, graphqlFields } from './graphql.ts';
import type { Repository, WorkflowRun } from './model.ts';
import type { Addresses } from './recorded.ts';
import { badCredentials, notFound, problem, type Reply } from './reply.ts';
import { RestApi } from './rest.ts';
import { GitHubState } from './state.ts';

/** A request that reached the loopback, whatever it was answered. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON, or the text of something else; undefined where there was none. */
  readonly body: unknown;
  /** The value that was sent, without `token ` or `Bearer `; undefined where none was sent. */
  readonly token: string | undefined;
  /** The status of the answer; 0 where the connection was closed instead. */
  status: number;
}

/** Keeps a request waiting until it resolves; undefined lets it pass. */
export type Interceptor = (request: RecordedRequest) => Promise<Failure | undefined>;

/** A GitHub on the loopback interface that remembers what it is told. */
export interface LoopbackGitHub {
  readonly state: GitHubState;
  readonly addresses: Addresses;
  /** Everything that was asked, in order. */
  readonly requests: readonly RecordedRequest[];
  /** Requests that GitHub does not describe so, and answers that it would not give: empty in a good test. */
  readonly violations: readonly string[];
  /** The fields of the GraphQL root, to be added to. */
  readonly graphql: Map<string, GraphqlField>;
  /** Lets the next request (or the next `times` requests) that match fail. */
  failNext(matcher: RequestMatcher, failure: Failure, times?: number): void;
  /** Lets this decide when each request is taken up (by resolving), and whether and how it fails. */
  intercept(interceptor: Interceptor): void;
  /** The `ACTIONS_RUNTIME_TOKEN` with which a job of this run uploads artifacts. */
  runtimeToken(repository: Repository, run: WorkflowRun): string;
  close(): Promise<void>;
}

/** Starts a loopback GitHub on two free ports (the second is the blob storage). */
export async function startGitHub(
  options: {
    readonly description?: ApiDescription;
    /** See graphql-schema.ts. */
    readonly checkGraphql?: GraphqlCheck;
    readonly now?: () => Date;
  } = {},
): Promise<LoopbackGitHub> {
  const servers = [createServer(), createServer()] as const;
  const [api, blobs] = await Promise.all([listen(servers[0]), listen(servers[1])]);
  const addresses: Addresses = {
    api: `http://127.0.0.1:${api}`,
    // Not an address: @actions/artifact takes any other host for GitHub Enterprise Server and refuses to upload
    // (lib/internal/shared/config.js, isGhes). Browsers find .localhost by themselves.
    server: `http://github.localhost:${api}`,
    blobs: `http://127.0.0.1:${blobs}`,
  };
  const gitHub = new Loopback(addresses, options, new GitHubState(options.now));
  servers[0].on('request', (request, response) => void gitHub.answer(request, response, 'api'));
  servers[1].on('request', (request, response) => void gitHub.answer(request, response, 'blobs'));
  return Object.assign(gitHub, {
    close: async () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  });
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the loopback has no port');
  return address.port;
}

class Loopback {
  readonly state: GitHubState;
  readonly addresses: Addresses;
  readonly requests: RecordedRequest[] = [];
  readonly violations: string[] = [];
  readonly graphql = new Map(graphqlFields);
  readonly #failures = new PlannedFailures();
  readonly #artifacts: ArtifactService;
  readonly #rest: RestApi;
  readonly #checkGraphql: GraphqlCheck | undefined;
  #interceptor: Interceptor = async () => undefined;

  constructor(
    addresses: Addresses,
    { description, checkGraphql }: { readonly description?: ApiDescription; readonly checkGraphql?: GraphqlCheck },
    state: GitHubState,
  ) {
    this.#checkGraphql = checkGraphql;
    this.state = state;
    this.addresses = addresses;
    this.#artifacts = new ArtifactService(state, addresses.blobs);
    this.#rest = new RestApi(state, addresses, description, (artifact) => this.#artifacts.signedUrl(artifact));
  }

  failNext(matcher: RequestMatcher, failure: Failure, times = 1): void {
    this.#failures.add(matcher, failure, times);
  }

  intercept(interceptor: Interceptor): void {
    this.#interceptor = interceptor;
  }

  runtimeToken(repository: Repository, run: WorkflowRun): string {
    return this.#artifacts.runtimeToken(repository, run);
  }

  /** Records, answers, and fails where a test wants it so. */
  async answer(request: IncomingMessage, response: ServerResponse, service: 'api' | 'blobs'): Promise<void> {
    const method = request.method ?? 'GET';
    const url = new URL(`${this.addresses[service]}${request.url ?? '/'}`);
    const raw = await readAll(request);
    if (raw === undefined) return;
    const recorded: RecordedRequest = {
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: parseBody(raw),
      token: request.headers.authorization?.replace(/^(token|bearer)\s+/i, ''),
      status: 0,
    };
    this.requests.push(recorded);

    const failure = (await this.#interceptor(recorded)) ?? this.#failures.take(method, url);
    if (failure === 'hang') return;
    const half = breaksOffAt(failure);
    const lost = typeof failure === 'object' && 'lost' in failure ? failure.lost : undefined;
    const instead = lost ?? (typeof failure === 'object' || half !== null ? undefined : failure);
    let reply: Reply = { status: 0 };
    try {
      if (instead === undefined || lost !== undefined) {
        if (service === 'api') reply = this.#api(recorded, headersOf(request), url);
        else if (archivePath.test(url.pathname)) reply = serveArchive(this.state, url, request.headers.authorization);
        else reply = this.#artifacts.blob(method, url, request.headers.authorization, raw);
      }
      if (instead === 'disconnect') {
        request.socket.destroy();
        return;
      }
      if (instead !== undefined && instead !== 'break-off') reply = failureReply(instead);
    } catch (error) {
      // A mistake of the loopback itself must fail the test, not hang it.
      this.violations.push(`the loopback broke on ${method} ${url.pathname}: ${String(error)}`);
      reply = { status: 500, body: { message: 'the loopback broke' } };
    }
    recorded.status = reply.status;
    if (half === null) send(response, reply);
    else breakOff(response, reply, half);
  }

  #api(recorded: RecordedRequest, headers: Readonly<Record<string, string>>, url: URL): Reply {
    const { method, path, query, body } = recorded;
    if (path.startsWith(twirpPath)) {
      return this.#artifacts.twirp(path.slice(twirpPath.length), headers.authorization, body);
    }
    const page = artifactPage.exec(path);
    if (method === 'GET' && page?.groups !== undefined) return this.#artifactPage(page.groups);

    if (recorded.token === undefined) return problem(401, 'Requires authentication', 'https://docs.github.com/rest');
    const token = this.state.tokens.get(recorded.token);
    if (token === undefined) return badCredentials();
    if (method === 'POST' && path === '/graphql') {
      const call = { state: this.state, token, server: this.addresses.server };
      const { reply, violation } = answerGraphql(this.graphql, body, call, this.#checkGraphql);
      if (violation !== undefined) this.violations.push(violation);
      return reply;
    }
    const { reply, violations } = this.#rest.answer({ method, pathname: path, query, headers, body }, url, token);
    this.violations.push(...violations);
    return reply;
  }

  /** What the browser shows under an artifact's link: the file itself, as GitHub does for unzipped ones. */
  #artifactPage({ repository = '', id }: Readonly<Record<string, string>>): Reply {
    const artifact = this.state.repositories.get(repository)?.artifacts.get(Number(id));
    return artifact === undefined ? notFound('https://docs.github.com') : { status: 200, ...served(artifact) };
  }
}

/** `/octo-org/octo-repo/actions/runs/1000012/artifacts/1000013` */
const artifactPage = /^\/(?<repository>[^/]+\/[^/]+)\/actions\/runs\/\d+\/artifacts\/(?<id>\d+)$/;

/** The whole body; undefined if the client went away in the middle of it. */
async function readAll(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

function parseBody(raw: Buffer): unknown {
  if (raw.length === 0) return undefined;
  const text = raw.toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function headersOf(request: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

/** The answer's first bytes, of which the client sees that they are not all; an answer without a body never comes. */
function breakOff(
  response: ServerResponse,
  { status, headers, body }: Reply,
  { breaksOffAt, hangs }: HalfAnswer,
): void {
  const content = contentOf(body);
  const end = () => setImmediate(() => hangs === true || response.destroy());
  if (content.length === 0) {
    end();
    return;
  }
  response.writeHead(status, { ...headersFor(body), ...headers, 'content-length': String(content.length) });
  response.flushHeaders();
  response.write(content.subarray(0, Math.floor(content.length * breaksOffAt)), end);
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  const content = contentOf(body);
  response.writeHead(status, {
    ...headersFor(body),
    ...(status === 204 ? {} : { 'content-length': String(content.length) }),
    ...headers,
  });
  response.end(content);
}

function contentOf(body: Reply['body']): Buffer {
  return body === undefined ? Buffer.of() : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
}

function headersFor(body: Reply['body']) {
  return {
    'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json; charset=utf-8',
    'x-github-request-id': '0400:1A2B:3C4D5E:6F7A8B:9C0D1E2F',
  };
}
