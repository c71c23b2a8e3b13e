import { createHash, randomUUID } from 'node:crypto';
import type { Artifact, Repository, WorkflowRun } from './model.ts';
import { ok, type Reply } from './reply.ts';
import type { GitHubState } from './state.ts';

/** The Twirp path that `@actions/artifact` 6.2.1 posts to (`lib/generated/results/api/v1/artifact.twirp-client.js`). */
export const twirpPath = '/twirp/github.actions.results.api.v1.ArtifactService/';

/** One attempt of a run, as the artifact service knows it: by an id that stands in the job's runtime token. */
interface Backend {
  readonly repository: Repository;
  readonly run: WorkflowRun;
  readonly attempt: number;
}

interface Upload {
  readonly name: string;
  readonly backendId: string;
  readonly mimeType: string;
  readonly expiresAt: Date | undefined;
  readonly blocks: Map<string, Buffer>;
  content: Buffer | undefined;
}

/** GitHub's artifact service and the blob storage behind it, as far as an upload and a download need them. */
export class ArtifactService {
  readonly #state: GitHubState;
  readonly #blobs: string;
  readonly #backends = new Map<string, Backend>();
  readonly #uploads = new Map<string, Upload>();
  readonly #downloads = new Map<string, Artifact>();
  /** Whoever knows it may read and write, as with Azure's signatures. */
  readonly #signature = randomUUID();

  /** `blobs` is the origin of the storage. */
  constructor(state: GitHubState, blobs: string) {
    this.#state = state;
    this.#blobs = blobs;
  }

  /** `ACTIONS_RUNTIME_TOKEN` of a job of this attempt: an unsigned JWT, of which clients read `scp` only. */
  runtimeToken(repository: Repository, run: WorkflowRun): string {
    const backendId = randomUUID();
    this.#backends.set(backendId, { repository, run, attempt: run.attempt });
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const scp = `Actions.ExampleScope Actions.Results:${backendId}:${randomUUID()}`;
    return `${part({ alg: 'none', typ: 'JWT' })}.${part({ scp })}.`;
  }

  /** Where the artifact may be downloaded without a token. */
  signedUrl(artifact: Artifact): string {
    this.#downloads.set(String(artifact.id), artifact);
    return `${this.#blobs}/downloads/${artifact.id}?sig=${this.#signature}`;
  }

  /** Answers a Twirp call of the artifact service. */
  twirp(method: string, authorization: string | undefined, body: unknown): Reply {
    const backendId = field(body, 'workflow_run_backend_id');
    const name = field(body, 'name');
    const backend = this.#backends.get(backendId);
    if (backend === undefined || backendOf(authorization) !== backendId) {
      return twirpError(401, 'unauthenticated', 'invalid token');
    }
    if (method === 'CreateArtifact') return this.#create(backendId, backend, name, body);
    if (method === 'FinalizeArtifact') return this.#finalize(backendId, backend, name, body);
    if (method === 'ListArtifacts') return this.#list(backendId, backend, field(body, 'id_filter'));
    if (method === 'GetSignedArtifactURL') {
      const found = this.#finished(backend, name);
      return found === undefined
        ? twirpError(404, 'not_found', 'no such artifact')
        : ok({ signed_url: this.signedUrl(found) });
    }
    return twirpError(404, 'bad_route', `no handler for ${method}`);
  }

  /** Answers a request to the blob storage. */
  blob(method: string, url: URL, authorization: string | undefined, body: Buffer): Reply {
    // Azure refuses a request that carries both a signature and somebody else's token.
    if (authorization !== undefined) return azureError(401, 'InvalidAuthenticationInfo');
    if (url.searchParams.get('sig') !== this.#signature) return azureError(403, 'AuthenticationFailed');
    const [, kind, id = ''] = url.pathname.split('/');
    const artifact = kind === 'downloads' ? this.#downloads.get(id) : undefined;
    if (method === 'GET' && artifact !== undefined) return { status: 200, ...served(artifact) };
    const upload = kind === 'uploads' ? this.#uploads.get(id) : undefined;
    if (method !== 'PUT' || upload === undefined) return azureError(404, 'BlobNotFound');
    return put(upload, url.searchParams, body);
  }

  #create(backendId: string, backend: Backend, name: string, body: unknown): Reply {
    if (name === '') return twirpError(400, 'invalid_argument', 'name is required');
    if (this.#finished(backend, name) !== undefined || this.#upload(backendId, name) !== undefined) {
      const message = 'an artifact with this name already exists on the workflow run';
      return twirpError(409, 'already_exists', message);
    }
    const expires = field(body, 'expires_at');
    const id = randomUUID();
    this.#uploads.set(id, {
      name,
      backendId,
      mimeType: field(body, 'mime_type') || 'application/octet-stream',
      expiresAt: expires === '' ? undefined : new Date(expires),
      blocks: new Map(),
      content: undefined,
    });
    return ok({ ok: true, signed_upload_url: `${this.#blobs}/uploads/${id}?sig=${this.#signature}` });
  }

  #finalize(backendId: string, backend: Backend, name: string, body: unknown): Reply {
    const found = this.#upload(backendId, name);
    const [id, upload] = found ?? [];
    if (id === undefined || upload?.content === undefined) return twirpError(404, 'not_found', 'no such upload');
    const digest = `sha256:${createHash('sha256').update(upload.content).digest('hex')}`;
    if (field(body, 'size') !== String(upload.content.length) || field(body, 'hash') !== digest) {
      return twirpError(400, 'invalid_argument', 'size or hash differ from what was uploaded');
    }
    this.#uploads.delete(id);
    const artifact = this.#state.addArtifact(backend.repository, backend.run, {
      name,
      mimeType: upload.mimeType,
      content: upload.content,
      ...(upload.expiresAt === undefined ? {} : { expiresAt: upload.expiresAt }),
    });
    return ok({ ok: true, artifact_id: String(artifact.id) });
  }

  /** `id` is empty where all are asked for. */
  #list(backendId: string, backend: Backend, id: string): Reply {
    const wanted = this.#all(backend).filter((artifact) => id === '' || String(artifact.id) === id);
    const ids = { workflow_run_backend_id: backendId, workflow_job_run_backend_id: backendId };
    return ok({
      artifacts: wanted.map(({ id: database, name, content }) => ({
        ...{ ...ids, database_id: String(database), name, size: String(content.length) },
      })),
    });
  }

  #finished(backend: Backend, name: string): Artifact | undefined {
    return this.#all(backend).find((artifact) => artifact.name === name);
  }

  #all({ repository, run, attempt }: Backend): readonly Artifact[] {
    return [...repository.artifacts.values()].filter(
      (artifact) => artifact.runId === run.id && artifact.attempt === attempt,
    );
  }

  #upload(backendId: string, name: string): [string, Upload] | undefined {
    const run = this.#backends.get(backendId)?.run;
    return [...this.#uploads].find(
      ([, upload]) => upload.name === name && this.#backends.get(upload.backendId)?.run === run,
    );
  }
}

/** How an artifact is served: with its own type, under its own name (a zipped one has `.zip` added). */
export function served(artifact: Artifact): Pick<Reply, 'headers' | 'body'> {
  const zipped = artifact.mimeType === 'application/zip';
  const fileName = encodeURIComponent(zipped ? `${artifact.name}.zip` : artifact.name);
  return {
    headers: {
      'content-type': artifact.mimeType,
      'content-disposition': `${zipped ? 'attachment' : 'inline'}; filename*=UTF-8''${fileName}`,
    },
    body: artifact.content,
  };
}

/** The two halves of an upload: blocks in any order, then the list that puts them in order. */
function put(upload: Upload, query: URLSearchParams, body: Buffer): Reply {
  const created: Reply = {
    status: 201,
    headers: { etag: '"0x1"', 'last-modified': new Date(0).toUTCString(), 'x-ms-request-id': randomUUID() },
  };
  const blockId = query.get('blockid');
  if (query.get('comp') === 'block' && blockId !== null) {
    upload.blocks.set(blockId, body);
    return created;
  }
  if (query.get('comp') === 'blocklist') {
    const ids = [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(([, id = '']) => id);
    const blocks = ids.map((id) => upload.blocks.get(id));
    if (!blocks.every((block) => block !== undefined)) return azureError(400, 'InvalidBlockList');
    upload.content = Buffer.concat(blocks);
    return created;
  }
  return azureError(400, 'InvalidQueryParameterValue');
}

function backendOf(authorization: string | undefined): string | undefined {
  const payload = authorization?.split('.')[1];
  if (payload === undefined) return undefined;
  return /Actions\.Results:([^:"]+):/.exec(Buffer.from(payload, 'base64url').toString())?.[1];
}

function twirpError(status: number, code: string, msg: string): Reply {
  return { status, body: { code, msg } };
}

function azureError(status: number, code: string): Reply {
  const body = Buffer.from(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`);
  return { status, headers: { 'content-type': 'application/xml', 'x-ms-error-code': code }, body };
}

/** A member of a Twirp request as text; empty where it is missing. */
function field(body: unknown, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : '';
}
