import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClient } from '../../src/github/client.ts';

interface Answer {
  readonly status: number;
  readonly body?: object;
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
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(answer.body ?? { data: {} }));
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
