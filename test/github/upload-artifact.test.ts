import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createActionLogger } from '../../src/github/action-logger.ts';
import { uploadArtifact } from '../../src/github/upload-artifact.ts';

const context = {
  serverUrl: 'https://github.com',
  repository: { owner: 'octo', name: 'app' },
  runId: 12345,
  retentionDays: 30,
};
const twirp = '/twirp/github.actions.results.api.v1.ArtifactService/';

let service: ReturnType<typeof createServer>;
let folder: string;
let stored: Map<string, { readonly content: Buffer; readonly type: string | undefined }>;
/** What CreateArtifact answers instead, once. */
let refusal: { readonly status: number; readonly body: object } | null;
const log: string[] = [];
const logger = createActionLogger((text) => log.push(text.toString()));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'artifact-'));
  stored = new Map();
  refusal = null;
  service = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const body = await buffer(request);
    const json = (status: number, data: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(data));
    if (url.pathname === `${twirp}CreateArtifact`) {
      if (refusal !== null) json(refusal.status, refusal.body);
      else json(200, { ok: true, signed_upload_url: `${address()}/blob/${JSON.parse(body.toString()).name}?sig=a` });
    } else if (url.pathname === `${twirp}FinalizeArtifact`) {
      json(200, { ok: true, artifact_id: '777' });
    } else {
      if (url.searchParams.get('comp') === 'block') {
        stored.set(url.pathname, { content: body, type: undefined });
      } else {
        const type = request.headers['x-ms-blob-content-type'];
        const content = stored.get(url.pathname)?.content ?? Buffer.alloc(0);
        stored.set(url.pathname, { content, type: String(type) });
      }
      response.writeHead(201).end();
    }
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const claims = Buffer.from(JSON.stringify({ scp: 'Actions.Results:run:job' })).toString('base64url');
  vi.stubEnv('ACTIONS_RUNTIME_TOKEN', `e30.${claims}.`);
  vi.stubEnv('ACTIONS_RESULTS_URL', address());
  vi.stubEnv('GITHUB_SERVER_URL', context.serverUrl);
  // What @actions/core says on the way.
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
});

const address = () => `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
function page(): string {
  const path = join(folder, 'flame.html');
  writeFileSync(path, '<!doctype html><p>flames');
  return path;
}

test('a page is uploaded as it is, so that a browser opens it', async () => {
  const outcome = await uploadArtifact(page(), context, logger, { now: new Date('2025-11-01T00:00:00Z') });
  expect(outcome).toEqual({
    outcome: 'uploaded',
    id: 777,
    url: 'https://github.com/octo/app/actions/runs/12345/artifacts/777',
    name: 'flame.html',
    expiresAt: new Date('2025-12-01T00:00:00Z'),
  });
  const blob = stored.get('/blob/flame.html');
  expect(blob).toEqual({ content: Buffer.from('<!doctype html><p>flames'), type: 'text/html' });
  expect(log.join('')).toBe('::group::Upload flame.html\n::endgroup::\n');
});

test('it expires when asked to, but never after the limit of the repository', async () => {
  const now = new Date('2025-11-01T00:00:00Z');
  const expiryAfter = async (retentionDays: number) => {
    const outcome = await uploadArtifact(page(), context, logger, { retentionDays, now });
    return outcome.outcome === 'uploaded' ? outcome.expiresAt.toISOString().slice(0, 10) : outcome.message;
  };
  expect(await expiryAfter(7)).toBe('2025-11-08');
  expect(await expiryAfter(400)).toBe('2025-12-01');
});

test('a name that the run has already is explained', async () => {
  refusal = { status: 409, body: { code: 'already_exists', msg: 'an artifact with this name already exists' } };
  expect(await uploadArtifact(page(), context, logger)).toEqual({
    outcome: 'failed',
    message:
      'flame.html could not be uploaded as an artifact. This run has an artifact of that name already; give each job that runs the gate a `key` of its own.',
  });
});

test.each([
  [403, { code: 'permission_denied', msg: 'no' }, 'The artifact service refused this job.'],
  [403, { code: 'x', msg: 'insufficient usage to create artifact' }, 'Artifact storage quota has been hit.'],
])('a refusal (%i, %o) is one sentence', async (status, body, sentence) => {
  refusal = { status, body };
  expect(await uploadArtifact(page(), context, logger)).toEqual({
    outcome: 'failed',
    message: expect.stringContaining(sentence),
  });
});

test.each(['CreateArtifact', 'FinalizeArtifact'])(
  'an answer to %s that never ends is not waited for',
  async (method) => {
    service.prependListener('request', (request, response) => {
      if (request.url !== `${twirp}${method}`) return;
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"ok": ');
      response.writeHead = response.end = () => response;
    });
    expect(await uploadArtifact(page(), context, logger, { milliseconds: 1000 })).toEqual({
      outcome: 'failed',
      message: 'flame.html could not be uploaded as an artifact. The artifact service was not done within 1 seconds.',
    });
  },
);

test('GitHub Enterprise Server is told so before anything is asked', async () => {
  const outcome = await uploadArtifact(page(), { ...context, serverUrl: 'https://git.example.org' }, logger);
  expect(outcome).toMatchObject({ outcome: 'failed', message: expect.stringContaining('GitHub Enterprise Server') });
  expect(stored.size).toBe(0);
});

test.each([
  ['a file that is not there', () => join(tmpdir(), 'none.html'), {}],
  ['a job without the artifact service', page, { ACTIONS_RUNTIME_TOKEN: '' }],
])('%s does not throw', async (_what, file, environment) => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  expect(await uploadArtifact(file(), context, logger)).toMatchObject({
    outcome: 'failed',
    message: expect.stringMatching(/could not be uploaded as an artifact\. .*\.$/),
  });
});
