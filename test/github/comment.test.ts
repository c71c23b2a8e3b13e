import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Client, createClient } from '../../src/github/client.ts';
import { upsertComment } from '../../src/github/comment.ts';
import { formatMarker, type Marker } from '../../src/report/marker.ts';
import type { PullRequest, Repository } from '../github-loopback/model.ts';
import { loadGitHubDescription } from '../github-loopback/openapi-description.ts';
import { permissionsOf } from '../github-loopback/permissions-of.ts';
import { type LoopbackGitHub, startGitHub } from '../github-loopback/server.ts';

const example = new URL('../../examples/workflows/allocations.yml', import.meta.url);
const granted = permissionsOf(example, 'allocations');
const description = await loadGitHubDescription();

const target = { repository: { owner: 'octo', name: 'app' }, pullRequest: 7 };
const run = { key: 'allocations', headSha: 'a'.repeat(40), runId: 1000, runAttempt: 1 };
const report = (words: string, marker: Partial<Marker> = {}) => `${formatMarker({ ...run, ...marker })}\n${words}`;

let github: LoopbackGitHub;
let repository: Repository;
let pullRequest: PullRequest;
beforeEach(async () => {
  github = await startGitHub({ description });
  repository = github.state.addRepository('octo/app');
  github.state.addCommit(repository, 'change');
  pullRequest = github.state.addPullRequest(repository, { branch: 'change', number: 7 });
});
afterEach(async () => {
  expect(github.violations).toEqual([]);
  await github.close();
});

interface Arrangement {
  readonly permissions?: typeof granted;
  readonly actor?: string;
  /** When this run's event happened. */
  readonly since?: Date;
  /** Gets between the client and GitHub. */
  readonly meddle?: (client: Client) => void;
}

async function upsert(body: string, { permissions = granted, actor, since, meddle }: Arrangement = {}) {
  const token = github.state.issueToken([repository], permissions, actor === undefined ? {} : { kind: 'user', actor });
  const client = await createClient(token.value, { apiUrl: github.addresses.api, sleep: async () => {} });
  meddle?.(client);
  return upsertComment(client, target, body, { since: since ?? null });
}
const add = (body: string, author = 'github-actions[bot]') => github.state.addComment(pullRequest, { author, body });
const addMany = (count: number) => {
  for (let n = 0; n < count; n++) add(`Comment ${n}`, 'somebody');
};
const writes = () =>
  github.requests.filter(({ method, path }) => method !== 'GET' && path !== '/graphql').map(({ method }) => method);

describe('the one comment', () => {
  test('is created where there is none', async () => {
    addMany(3);
    const outcome = await upsert(report('first'));
    const created = pullRequest.comments.at(-1);
    expect(created).toMatchObject({ author: 'github-actions[bot]', body: report('first') });
    expect(outcome).toEqual({
      outcome: 'created',
      url: `${github.addresses.server}/octo/app/pull/7#issuecomment-${created?.id}`,
    });
  });

  test('is found among 250 others and updated, wherever it stands, and a second never appears', async () => {
    for (const before of [0, 120, 250]) {
      pullRequest.comments.length = 0;
      addMany(before);
      const ours = add(report('old'));
      addMany(250 - before);

      expect(await upsert(report('new', { runId: 1001 }))).toMatchObject({ outcome: 'updated' });
      expect(await upsert(report('newer', { runId: 1002 }))).toMatchObject({ outcome: 'updated' });
      expect(pullRequest.comments).toHaveLength(251);
      expect(ours.body).toBe(report('newer', { runId: 1002 }));
    }
  });

  test.each([
    ['a person', 'mallory'],
    ['another app', 'other-app[bot]'],
    ['a person with the name of the app', 'github-actions'],
  ])('of %s is left alone though it has our marker', async (_who, author) => {
    const forged = add(report('forged', { runId: 9_999_999 }), author);
    expect(await upsert(report('real'))).toMatchObject({ outcome: 'created' });
    expect(pullRequest.comments.map(({ body }) => body)).toEqual([forged.body, report('real')]);
    expect(forged.body).toBe(report('forged', { runId: 9_999_999 }));
  });

  test('is also ours where GraphQL leaves [bot] out of our name', async () => {
    github.graphql.set('viewer', () => ({ data: { login: 'github-actions' } }));
    add(report('old'));
    expect(await upsert(report('new'))).toMatchObject({ outcome: 'updated' });
    expect(pullRequest.comments).toHaveLength(1);
  });

  test('can belong to a person whose token is used', async () => {
    add(report('old'), 'octocat');
    expect(await upsert(report('new'), { actor: 'octocat' })).toMatchObject({ outcome: 'updated' });
    expect(pullRequest.comments).toHaveLength(1);
  });

  test('of another key is another comment', async () => {
    const other = add(report('other', { key: 'allocations-2' }));
    expect(await upsert(report('new'))).toMatchObject({ outcome: 'created' });
    expect(other.body).toBe(report('other', { key: 'allocations-2' }));
  });

  test('with the same words needs no request that writes, whatever GitHub did to its line ends', async () => {
    add(`${report('same').replaceAll('\n', '\r\n')}\n`);
    expect(await upsert(report('same'))).toMatchObject({ outcome: 'unchanged' });
    expect(writes()).toEqual([]);
  });

  test('is the oldest of ours; the others, which two jobs left at the same moment, go', async () => {
    const oldest = add(report('one'));
    addMany(120);
    add(report('two'));
    expect(await upsert(report('new', { runId: 1001 }))).toMatchObject({ outcome: 'updated' });
    expect(oldest.body).toBe(report('new', { runId: 1001 }));
    expect(pullRequest.comments).toHaveLength(121);
  });

  test('is updated also when a duplicate cannot be deleted', async () => {
    const oldest = add(report('one'));
    add(report('two'));
    github.failNext({ method: 'DELETE' }, 403);
    expect(await upsert(report('new', { runId: 1001 }))).toMatchObject({
      outcome: 'updated',
      warning: expect.stringContaining('may stand there twice'),
    });
    expect(oldest.body).toBe(report('new', { runId: 1001 }));
  });
});

describe('an older run', () => {
  test.each([
    ['of a smaller run id', { runId: 1001 }, { runId: 1000, runAttempt: 9 }],
    ['of an earlier attempt', { runAttempt: 2 }, { runAttempt: 1 }],
  ])('%s never overwrites a newer', async (_name, newer, older) => {
    const kept = add(report('newer', newer));
    expect(await upsert(report('older', older))).toEqual({ outcome: 'outdated', url: expect.any(String) });
    expect(kept.body).toBe(report('newer', newer));
    expect(writes()).toEqual([]);
  });

  test('counts also where only a duplicate is newer', async () => {
    add(report('old', { runId: 999 }));
    add(report('newer', { runId: 1001 }));
    expect(await upsert(report('between'))).toMatchObject({ outcome: 'outdated' });
    expect(writes()).toEqual([]);
  });
});

describe('reports at the same moment', () => {
  /** Lets a report run up to its next request of this method, which waits until it is released. */
  function holdNext(method: string) {
    let release = () => {};
    const held = new Promise<void>((arrived) => {
      let isHeld = false;
      github.intercept(async (request) => {
        if (isHeld || request.method !== method) return undefined;
        isHeld = true;
        arrived();
        await new Promise<void>((go) => (release = go));
        return undefined;
      });
    });
    return { held, release: () => release() };
  }

  test('of one key that both create a comment leave one', async () => {
    for (const [first, second] of [
      [1000, 1000],
      [1000, 1001],
      [1001, 1000],
    ]) {
      pullRequest.comments.length = 0;
      const { held, release } = holdNext('POST');
      const slow = upsert(report('slow', { runId: first ?? 0 }));
      await held;
      await upsert(report('quick', { runId: second ?? 0 }));
      release();
      await slow;
      expect(pullRequest.comments).toHaveLength(1);
      const newest = Math.max(first ?? 0, second ?? 0);
      expect(pullRequest.comments[0]?.body).toContain(` run=${newest} `);
    }
  });

  test('end with the newest, also where the older one writes last', async () => {
    const kept = add(report('old', { runId: 999 }));
    const { held, release } = holdNext('PATCH');
    const older = upsert(report('older', { runId: 1000 }));
    await held;
    expect(await upsert(report('newer', { runId: 1001 }))).toMatchObject({ outcome: 'updated' });
    release();
    expect(await older).toMatchObject({ outcome: 'outdated' });
    expect(kept.body).toBe(report('newer', { runId: 1001 }));
    expect(pullRequest.comments).toHaveLength(1);
  });

  test('do not hurt where the history of a comment is not shown', async () => {
    add(report('old', { runId: 999 }));
    github.graphql.set('node', () => ({ error: { type: 'FORBIDDEN', message: 'Resource not accessible' } }));
    expect(await upsert(report('new'))).toEqual({ outcome: 'updated', url: expect.any(String) });
    github.graphql.set('node', () => ({ data: null }));
    expect(await upsert(report('newer', { runId: 1001 }))).toEqual({ outcome: 'updated', url: expect.any(String) });
  });

  test('are warned about where it cannot be seen what the others did', async () => {
    const doubt = (reason: string) =>
      `The comment on pull request #7 may stand there twice or be of an older run until the next report: ${reason}.`;
    let requests = 0;
    github.intercept(async ({ method }) => (method === 'GET' && requests++ > 0 ? 503 : undefined));
    expect(await upsert(report('new'))).toEqual({
      outcome: 'created',
      url: expect.any(String),
      warning: doubt('GitHub failed (status 503)'),
    });
    requests = 0;
    github.intercept(async ({ path }) => (path === '/graphql' && requests++ > 0 ? 403 : undefined));
    expect(await upsert(report('newer', { runId: 1001 }))).toMatchObject({
      outcome: 'updated',
      warning: doubt('GitHub answered 403 (Injected failure)'),
    });
    expect(pullRequest.comments.map(({ body }) => body)).toEqual([report('newer', { runId: 1001 })]);
  });
});

describe('a refused or failed comment', () => {
  test('that lacks the permission is refused in one sentence that names it, after one request that writes', async () => {
    expect(await upsert(report('new'), { permissions: { ...granted, 'pull-requests': 'read' } })).toEqual({
      outcome: 'refused',
      permission: 'pull-requests: write',
      message:
        "The comment on pull request #7 was not written: the token lacks the permission `pull-requests: write`; add it to the job's `permissions` (on a pull request from a fork the token can only read, whatever they say).",
    });
    expect(writes()).toEqual(['POST']);
  });

  test('that may not even be looked for is refused likewise', async () => {
    expect(await upsert(report('new'), { permissions: { contents: 'read' } })).toMatchObject({
      outcome: 'refused',
      permission: 'pull-requests: write',
    });
  });

  test.each([
    [401, 'GitHub does not accept the token'],
    [404, 'GitHub does not find it, or the token may not see it'],
    [422, 'GitHub answered 422'],
    [503, 'GitHub failed (status 503)'],
    ['secondary-rate-limit', 'GitHub asks for fewer requests'],
    ['disconnect', 'GitHub could not be reached (other side closed)'],
  ] as const)('by %s is a sentence', async (failure, sentence) => {
    github.failNext({ method: 'POST', path: 'comments' }, failure, Number.POSITIVE_INFINITY);
    const outcome = await upsert(report('new'));
    expect(outcome).toEqual({ outcome: 'failed', message: expect.stringContaining(sentence) });
    expect(outcome).toMatchObject({ message: expect.stringMatching(/^The comment on .* was not written: .*\.$/) });
    expect(pullRequest.comments).toEqual([]);
  });

  test('on a locked conversation is no missing permission', async () => {
    const locked = { status: 403, request: { method: 'POST' } };
    const meddle = (client: Client) =>
      client.hook.before('request', ({ method }) => {
        if (method === 'POST')
          throw Object.assign(new Error('Unable to create comment because issue is locked.'), locked);
      });
    expect(await upsert(report('new'), { meddle })).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('the conversation is locked'),
    });
  });

  test('without a marker is not sent', async () => {
    expect(await upsert('no marker')).toMatchObject({ outcome: 'failed' });
    expect(github.requests).toEqual([]);
  });
});

describe('a comment that GitHub stumbles over', () => {
  test('is not written twice when it was created and the answer lost', async () => {
    for (const lost of ['disconnect', 502] as const) {
      pullRequest.comments.length = 0;
      github.failNext({ method: 'POST', path: 'comments' }, { lost });
      expect(await upsert(report('new'))).toMatchObject({ outcome: 'unchanged' });
      expect(pullRequest.comments).toHaveLength(1);
    }
  });

  test('is written once where the list shows it late', async () => {
    const meddle = (client: Client) => {
      let looks = 0;
      client.hook.after('request', (response, { method, url }) => {
        if (method === 'GET' && url.endsWith('/comments') && ++looks < 4) response.data = [];
      });
    };
    expect(await upsert(report('new'), { meddle })).toMatchObject({ outcome: 'created' });
    expect(pullRequest.comments.map(({ body }) => body)).toEqual([report('new')]);
  });

  test('is created by the second attempt when the first did nothing', async () => {
    github.failNext({ method: 'POST', path: 'comments' }, 502);
    expect(await upsert(report('new'))).toMatchObject({ outcome: 'created' });
    expect(pullRequest.comments).toHaveLength(1);
  });

  test('is created anew when it was deleted while we looked', async () => {
    add(report('old'));
    const meddle = (client: Client) =>
      client.hook.before('request', ({ method }) => {
        if (method === 'PATCH') pullRequest.comments.length = 0;
      });
    expect(await upsert(report('new', { runId: 1001 }), { meddle })).toMatchObject({ outcome: 'created' });
    expect(pullRequest.comments).toHaveLength(1);
  });
});

describe('a comment under our name that is of no newer run', () => {
  const seesRuns = { ...granted, actions: 'read' } as const;
  const newer = (runId: number) => report('all is well', { runId, headSha: pullRequest.head.sha });

  test.each(['a new one', 'an edit of ours'])('(%s) does not pin what it says', async (kind) => {
    const ours = add(report('old'));
    if (kind === 'a new one') add(newer(9_999_999));
    else github.state.editComment(ours, newer(9_999_999));
    expect(await upsert(report('new', { runId: 1001 }), { permissions: seesRuns })).toMatchObject({
      outcome: 'updated',
    });
    expect(pullRequest.comments.map(({ body }) => body)).toEqual([report('new', { runId: 1001 })]);
  });

  test('is told by its time, where the token may not see runs', async () => {
    add(newer(9_999_999));
    const since = new Date(Date.now() + 60_000);
    expect(await upsert(report('new'), { since })).toMatchObject({ outcome: 'updated' });
    expect(pullRequest.comments.map(({ body }) => body)).toEqual([report('new')]);
  });

  test('is told by its head, where the token may not see runs', async () => {
    const { sha: headSha } = pullRequest.head;
    const forged = add(report('all is well', { runId: 9_999_999, headSha: 'e'.repeat(40) }));
    expect(await upsert(report('of an old head', { runId: 1001 }))).toMatchObject({ outcome: 'outdated' });
    expect(await upsert(report('new', { runId: 1002, headSha }))).toMatchObject({ outcome: 'updated' });
    expect(forged.body).toBe(report('new', { runId: 1002, headSha }));
    forged.body = newer(9_999_999);
    expect(await upsert(report('newer', { runId: 1003, headSha }))).toMatchObject({ outcome: 'outdated' });
  });

  test.each([
    ['another head', { headSha: 'e'.repeat(40) }],
    ['a push', { event: 'push' }],
  ])('may name a run of %s', async (_what, given) => {
    const { head } = pullRequest;
    const { id } = github.state.addRun(repository, {
      ...{ event: 'pull_request', headSha: head.sha, headBranch: head.ref, ...given },
    });
    add(newer(id));
    expect(await upsert(report('new'), { permissions: seesRuns })).toMatchObject({ outcome: 'updated' });
  });

  test('is what a newer run of the pull request wrote: that stays', async () => {
    const { head } = pullRequest;
    const { id } = github.state.addRun(repository, { event: 'pull_request', headSha: head.sha, headBranch: head.ref });
    add(newer(id));
    expect(await upsert(report('old'), { permissions: seesRuns })).toMatchObject({ outcome: 'outdated' });
    expect(pullRequest.comments.map(({ body }) => body)).toEqual([newer(id)]);
  });
});
