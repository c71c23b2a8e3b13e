import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { ask, askForPages } from '../../src/github/ask.ts';
import { createClient } from '../../src/github/client.ts';
import { download } from '../../src/github/download.ts';
import { failureSentence, isOutage } from '../../src/github/request-failure.ts';

interface Answer {
  readonly status: number;
  readonly body?: object;
  /** After so many bytes the connection is closed. */
  readonly cutAt?: number;
  /** After so many bytes nothing more comes; before the first, no headers either. */
  readonly hangsAt?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers in order what a test has listed, then always the last. */
let answers: (Answer | 'hang up')[];
let requests: number;
let pauses: number[];
let apiUrl: string;
const server = createServer((request, response) => {
  requests += 1;
  const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 200 };
  if (answer === 'hang up') {
    request.socket.destroy();
    return;
  }
  const body = JSON.stringify(answer.body ?? { data: {} });
  const headers = { 'content-type': 'application/json', 'content-length': body.length, ...answer.headers };
  if (answer.hangsAt === 0) return;
  response.writeHead(answer.status, headers);
  if (answer.hangsAt !== undefined) response.write(body.slice(0, answer.hangsAt));
  else if (answer.cutAt === undefined) response.end(body);
  else response.write(body.slice(0, answer.cutAt), () => response.destroy());
});

beforeEach(async () => {
  answers = [];
  requests = 0;
  pauses = [];
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  apiUrl = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const client = () =>
  createClient('token', {
    apiUrl,
    sleep: async (milliseconds) => pauses.push(milliseconds),
  });
const location = { owner: 'octo', repo: 'app', issue_number: 7 };
const list = async () => (await client()).rest.issues.listComments(location);
const create = async () => (await client()).rest.issues.createComment({ ...location, body: 'x' });

test('a 5xx and a lost connection are tried again, with growing pauses', async () => {
  answers = [{ status: 502 }, 'hang up', { status: 500 }, { status: 200 }];
  expect((await list()).status).toBe(200);
  expect(pauses).toEqual([1000, 3000, 9000]);
});

test('after four attempts it is enough', async () => {
  answers = [{ status: 503 }];
  await expect(list()).rejects.toMatchObject({ status: 503 });
  expect(requests).toBe(4);
});

test.each([400, 401, 403, 404, 409, 410, 422])('a %i is final', async (status) => {
  answers = [{ status, body: { message: 'No' } }];
  await expect(list()).rejects.toMatchObject({ status });
  expect(requests).toBe(1);
});

test('creating is not repeated after a 5xx, since the first may have got through', async () => {
  answers = [{ status: 502 }];
  await expect(create()).rejects.toMatchObject({ status: 502 });
  expect(requests).toBe(1);
});

test('a GraphQL query is repeated, a mutation is not', async () => {
  answers = [{ status: 502 }, { status: 200 }];
  await (await client()).graphql('query { viewer { login } }');
  expect(requests).toBe(2);

  answers = [{ status: 502 }];
  await expect((await client()).graphql('mutation { x }')).rejects.toMatchObject({ status: 502 });
  expect(requests).toBe(3);
});

test('an answer that breaks off is no answer, at whatever byte', async () => {
  const body = { data: { list: ['a', 'b'] } };
  for (let cutAt = 0; cutAt < JSON.stringify(body).length; cutAt++) {
    answers = [
      { status: 200, body, cutAt },
      { status: 200, body },
    ];
    expect((await list()).data).toEqual(body);
  }
  answers = [{ status: 404, cutAt: 3 }];
  const thrown = await list().catch((error: unknown) => error);
  expect(failureSentence(thrown)).toBe('GitHub could not be reached (its answer broke off)');
});

test.each([0, 1, 8])(
  'an answer of which nothing comes after %i bytes is waited for as long as its question says',
  async (hangsAt) => {
    const question = async () => (await client()).request('GET /repos/octo/app', { request: { timeout: 100 } });
    answers = [{ status: 200, hangsAt }, { status: 200 }];
    expect((await question()).status).toBe(200);
    answers = [{ status: 200, hangsAt }];
    const thrown = await question().catch((error: unknown) => error);
    expect(failureSentence(thrown)).toBe('GitHub could not be reached (no answer within 0.1 seconds)');
    expect(pauses).toEqual([1000, 1000, 3000, 9000]);
  },
);

test('a download of which nothing more comes is tried once more, and given up', async () => {
  answers = [{ status: 200, hangsAt: 1 }];
  const limits = { isWanted: () => true, bytes: 100, milliseconds: 100 };
  const thrown = await download(await client(), 'GET /repos/octo/app/tarball/main', {}, limits).catch(
    (error: unknown) => error,
  );
  expect(failureSentence(thrown)).toMatch(/^GitHub could not be reached \(a download broke off: .*timeout/);
  expect(requests).toBe(2);
});

test('an answer of another shape is asked for again, and in the end a failure of GitHub', async () => {
  const shape = z.object({ number: z.int() });
  const question = async () => ask(await client(), 'GET /repos/{owner}/{repo}/pulls/7', location, shape);
  answers = [
    { status: 200, body: {} },
    { status: 200, body: { number: 7, more: true } },
  ];
  expect(await question()).toEqual({ number: 7 });
  answers = [{ status: 200, body: { number: 'seven' } }];
  const thrown = await question().catch((error: unknown) => error);
  expect(failureSentence(thrown)).toMatch(/^GitHub answered something else than was asked for \(number: .+\)$/);
  expect(isOutage(thrown)).toBe(true);
});

test('all pages of a list are asked for', async () => {
  const next = { link: '<http://x/?page=2>; rel="next", <http://x/?page=2>; rel="last"' };
  answers = [
    { status: 200, body: [1, 2], headers: next },
    { status: 200, body: [3] },
  ];
  const pages = await askForPages(await client(), 'GET /repos/{owner}/{repo}/labels', location, z.array(z.int()));
  expect(pages).toEqual([[1, 2], [3]]);
});

test('a used-up limit is waited for until its reset, but not for longer than a minute', async () => {
  const usedUp = (seconds: number) => ({
    status: 403,
    body: { message: 'API rate limit exceeded' },
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + seconds) },
  });
  answers = [usedUp(20), { status: 200 }];
  expect((await list()).status).toBe(200);
  expect(pauses).toEqual([expect.closeTo(20_000, -4)]);

  answers = [usedUp(40 * 60)];
  const thrown = await list().catch((error: unknown) => error);
  expect(requests).toBe(3);
  const time = new Date(Date.now() + 40 * 60_000).toISOString().slice(0, 15).replace('T', ' ');
  expect(failureSentence(thrown)).toMatch(
    new RegExp(`^GitHub asks for fewer requests, until ${time}. UTC, which is longer than a job should wait$`),
  );
});

test('a client waits no longer than two minutes in all its requests together', async () => {
  answers = [{ status: 403, body: { message: 'You have exceeded a secondary rate limit.' } }];
  const same = await client();
  const ofOne = () => same.rest.issues.listComments(location).catch(() => {});
  for (let question = 0; question < 5; question++) await ofOne();
  expect(pauses).toEqual([60_000, 60_000]);
});

test('a secondary limit is waited for as long as GitHub says, also when creating', async () => {
  const message = 'You have exceeded a secondary rate limit.';
  answers = [
    { status: 403, body: { message }, headers: { 'retry-after': '7' } },
    { status: 403, body: { message } },
    { status: 201 },
  ];
  expect((await create()).status).toBe(201);
  expect(pauses).toEqual([7000, 60_000]);
});

test('a limit that lasts longer than a minute is not waited for', async () => {
  answers = [{ status: 429, headers: { 'retry-after': '600' } }];
  await expect(list()).rejects.toMatchObject({ status: 429 });
  expect(pauses).toEqual([]);
});

test('a time that no calendar has is none', async () => {
  for (const headers of [
    { 'retry-after': '99999999999999999' },
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '99999999999999999' },
  ]) {
    answers = [{ status: 429, headers }];
    const thrown = await list().catch((error: unknown) => error);
    expect(failureSentence(thrown)).toBe('GitHub asks for fewer requests, which is longer than a job should wait');
  }
});
