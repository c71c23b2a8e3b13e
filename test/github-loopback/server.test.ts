import { afterEach, describe, expect, test } from 'vitest';
import { loadGitHubDescription } from './openapi-description.ts';
import { longestComment } from './rest-comments.ts';
import { type LoopbackGitHub, startGitHub } from './server.ts';

const description = await loadGitHubDescription();
const running: LoopbackGitHub[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((gitHub) => gitHub.close()));
});

/** A repository with one pull request, and a client with a token of these permissions. */
async function arrange(
  permissions: Parameters<LoopbackGitHub['state']['issueToken']>[1] = { 'pull-requests': 'write' },
) {
  const gitHub = await startGitHub({ description });
  running.push(gitHub);
  const { state } = gitHub;
  const repository = state.addRepository('octo-org/shop');
  state.addCommit(repository, 'main', { files: { 'Package.swift': 'one\n', 'Sources/A.swift': 'a\n' } });
  state.addCommit(repository, 'change', { files: { 'Sources/A.swift': 'b\n', 'Sources/B.swift': 'c\n' } });
  const pullRequest = state.addPullRequest(repository, { branch: 'change', number: 7, author: 'mona' });
  const token = state.issueToken([repository], permissions);
  return { gitHub, state, repository, pullRequest, token, send: client(gitHub, token.value) };
}

function client(gitHub: LoopbackGitHub, token: string | undefined) {
  return async (request: string, body?: unknown, headers: Record<string, string> = {}) => {
    const [method = 'GET', path = '/'] = request.split(' ');
    const response = await fetch(gitHub.addresses.api + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(token === undefined ? {} : { authorization: `token ${token}` }),
        'content-type': 'application/json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  };
}

describe('every operation', () => {
  test('answers as the description says', { timeout: 30_000 }, async () => {
    const { gitHub, state, repository, pullRequest, send } = await arrange({
      contents: 'read',
      actions: 'read',
      'pull-requests': 'write',
    });
    state.addLabel(repository, 'update-allocation-baseline');
    pullRequest.labels.add('update-allocation-baseline');
    const comment = state.addComment(pullRequest, { author: 'mona', body: 'first' });
    const run = state.addRun(repository, {
      event: 'pull_request',
      headSha: pullRequest.head.sha,
      headBranch: 'change',
      status: 'completed',
      conclusion: 'success',
    });
    state.addJob(repository, run, { name: 'allocations', status: 'completed', conclusion: 'success' });
    const artifact = state.addArtifact(repository, run, { name: 'report.json', content: '{}' });
    const repo = '/repos/octo-org/shop';
    const statuses: Record<string, number> = {};
    for (const request of [
      'GET /rate_limit',
      `GET ${repo}`,
      `GET ${repo}/collaborators/mona/permission`,
      `GET ${repo}/pulls?state=all&head=octo-org:change&base=main`,
      `GET ${repo}/pulls/7`,
      `GET ${repo}/pulls/7/files`,
      `GET ${repo}/issues/7/comments?per_page=100`,
      `GET ${repo}/issues/comments/${comment.id}`,
      `GET ${repo}/issues/7/labels`,
      `GET ${repo}/labels/update-allocation-baseline`,
      `GET ${repo}/actions/runs?event=pull_request&status=success`,
      `GET ${repo}/actions/workflows/allocations.yml/runs?head_sha=${pullRequest.head.sha}`,
      `GET ${repo}/actions/runs/${run.id}`,
      `GET ${repo}/actions/runs/${run.id}/jobs?filter=latest`,
      `GET ${repo}/actions/runs/${run.id}/attempts/1/jobs`,
      `GET ${repo}/actions/runs/${run.id}/artifacts?name=report.json`,
      `GET ${repo}/actions/artifacts/${artifact.id}`,
      `GET ${repo}/actions/artifacts/${artifact.id}/zip`,
      `GET ${repo}/contents/Sources/A.swift?ref=change`,
      `GET ${repo}/contents/Sources`,
      `GET ${repo}/commits/change`,
      `GET ${repo}/compare/main...change`,
      `GET ${repo}/git/ref/heads/change`,
      `GET ${repo}/tarball/change`,
      `DELETE ${repo}/issues/7/labels/update-allocation-baseline`,
      `DELETE ${repo}/issues/comments/${comment.id}`,
    ]) {
      statuses[request.replaceAll(/\b(\d{7}|[0-9a-f]{40})\b/g, 'N')] = (await send(request)).status;
    }
    const posted = await send(`POST ${repo}/issues/7/comments`, { body: 'second' });
    statuses.POST = posted.status;
    statuses.PATCH = (await send(`PATCH ${repo}/issues/comments/${posted.body.id}`, { body: 'third' })).status;
    const person = state.issueToken([repository], {}, { kind: 'user', actor: 'mona' });
    expect((await client(gitHub, person.value)('GET /user')).body.login).toBe('mona');
    expect(gitHub.violations).toEqual([]);
    expect(statuses).toMatchInlineSnapshot(`
      {
        "DELETE /repos/octo-org/shop/issues/7/labels/update-allocation-baseline": 200,
        "DELETE /repos/octo-org/shop/issues/comments/N": 204,
        "GET /rate_limit": 200,
        "GET /repos/octo-org/shop": 200,
        "GET /repos/octo-org/shop/actions/artifacts/N": 200,
        "GET /repos/octo-org/shop/actions/artifacts/N/zip": 302,
        "GET /repos/octo-org/shop/actions/runs/N": 200,
        "GET /repos/octo-org/shop/actions/runs/N/artifacts?name=report.json": 200,
        "GET /repos/octo-org/shop/actions/runs/N/attempts/1/jobs": 200,
        "GET /repos/octo-org/shop/actions/runs/N/jobs?filter=latest": 200,
        "GET /repos/octo-org/shop/actions/runs?event=pull_request&status=success": 200,
        "GET /repos/octo-org/shop/actions/workflows/allocations.yml/runs?head_sha=N": 200,
        "GET /repos/octo-org/shop/collaborators/mona/permission": 200,
        "GET /repos/octo-org/shop/commits/change": 200,
        "GET /repos/octo-org/shop/compare/main...change": 200,
        "GET /repos/octo-org/shop/contents/Sources": 200,
        "GET /repos/octo-org/shop/contents/Sources/A.swift?ref=change": 200,
        "GET /repos/octo-org/shop/git/ref/heads/change": 200,
        "GET /repos/octo-org/shop/issues/7/comments?per_page=100": 200,
        "GET /repos/octo-org/shop/issues/7/labels": 200,
        "GET /repos/octo-org/shop/issues/comments/N": 200,
        "GET /repos/octo-org/shop/labels/update-allocation-baseline": 200,
        "GET /repos/octo-org/shop/pulls/7": 200,
        "GET /repos/octo-org/shop/pulls/7/files": 200,
        "GET /repos/octo-org/shop/pulls?state=all&head=octo-org:change&base=main": 200,
        "GET /repos/octo-org/shop/tarball/change": 302,
        "PATCH": 200,
        "POST": 201,
      }
    `);
  });
});

describe('comments', () => {
  const comments = '/repos/octo-org/shop/issues/7/comments';

  test('come in pages that lead to each other', async () => {
    const { state, pullRequest, send } = await arrange();
    for (let number = 1; number <= 250; number++) state.addComment(pullRequest, { author: 'mona', body: `${number}` });
    const first = await send(`GET ${comments}?per_page=100`);
    const next = /<http:\/\/[^/]+(\S+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1];
    const second = await send(`GET ${next}`);
    const third = await send(`GET ${comments}?per_page=100&page=3`);
    expect([first, second, third].map(({ body }) => body.length)).toEqual([100, 100, 50]);
    expect(third.body.at(-1)).toMatchObject({ body: '250', user: { login: 'mona', type: 'User' } });
    expect(third.headers.get('link')).not.toContain('rel="next"');
    expect((await send(`GET ${comments}`)).body).toHaveLength(30);
    expect((await send(`GET ${comments}?per_page=1000`)).body).toHaveLength(100);
  });

  test('belong to whom the token stands for, and change in place', async () => {
    const { gitHub, pullRequest, send } = await arrange();
    const { body } = await send(`POST ${comments}`, { body: 'one' });
    await send(`PATCH /repos/octo-org/shop/issues/comments/${body.id}`, { body: 'two' });
    expect(body.user).toMatchObject({ login: 'github-actions[bot]', type: 'Bot', id: 41898282 });
    expect(body.html_url).toBe(`${gitHub.addresses.server}/octo-org/shop/pull/7#issuecomment-${body.id}`);
    expect(pullRequest.comments).toMatchObject([{ id: body.id, author: 'github-actions[bot]', body: 'two' }]);
  });

  test('longer than 65,536 characters are refused', async () => {
    const { pullRequest, send } = await arrange();
    const longest = await send(`POST ${comments}`, { body: '😀'.repeat(longestComment) });
    const tooLong = await send(`POST ${comments}`, { body: 'x'.repeat(longestComment + 1) });
    expect([longest.status, tooLong.status]).toEqual([201, 422]);
    expect(tooLong.body.errors[0].message).toBe('Body is too long (maximum is 65536 characters)');
    expect(pullRequest.comments).toHaveLength(1);
  });
});

describe('the jobs of a run', () => {
  const shown = (body: { readonly jobs: readonly { name: string; run_attempt: number; conclusion: string }[] }) =>
    body.jobs.map(({ name, run_attempt, conclusion }) => `${name} ${run_attempt} ${conclusion}`);

  test('are the latest of each name unless all are asked for, and those of an attempt are its own', async () => {
    const { gitHub, state, repository, pullRequest, send } = await arrange({ actions: 'read' });
    const head = { headSha: pullRequest.head.sha, headBranch: 'change' };
    const run = state.addRun(repository, { event: 'pull_request', ...head });
    const other = state.addRun(repository, { event: 'pull_request', ...head });
    const ended = { status: 'completed' } as const;
    state.addJob(repository, run, { name: 'amd64', ...ended, conclusion: 'success' });
    state.addJob(repository, run, { name: 'arm64', ...ended, conclusion: 'failure' });
    state.addJob(repository, other, { name: 'amd64', ...ended, conclusion: 'cancelled' });
    run.attempt = 2;
    state.addJob(repository, run, { name: 'arm64' });
    const runs = '/repos/octo-org/shop/actions/runs';
    const jobs = async (path: string) => shown((await send(`GET ${runs}/${run.id}/${path}`)).body);
    expect(await jobs('jobs')).toEqual(['amd64 1 success', 'arm64 2 null']);
    expect(await jobs('jobs?filter=latest')).toEqual(['amd64 1 success', 'arm64 2 null']);
    expect(await jobs('jobs?filter=all')).toEqual(['amd64 1 success', 'arm64 1 failure', 'arm64 2 null']);
    expect(await jobs('attempts/1/jobs')).toEqual(['amd64 1 success', 'arm64 1 failure']);
    expect(await jobs('attempts/2/jobs')).toEqual(['arm64 2 null']);
    expect((await send(`GET ${runs}/1/jobs`)).status).toBe(404);
    expect(gitHub.violations).toEqual([]);
  });

  test('come in pages, with their total', async () => {
    const { state, repository, send } = await arrange({ actions: 'read' });
    const run = state.addRun(repository, { event: 'push', headSha: state.tip(repository, 'main'), headBranch: 'main' });
    for (let leg = 1; leg <= 130; leg++) state.addJob(repository, run, { name: `leg ${leg}` });
    const { body, headers } = await send(`GET /repos/octo-org/shop/actions/runs/${run.id}/jobs?per_page=100&page=2`);
    expect([body.total_count, body.jobs.length]).toEqual([130, 30]);
    expect(headers.get('link')).toContain('rel="prev"');
  });

  test('are not shown without the permission', async () => {
    const { state, repository, send } = await arrange();
    const run = state.addRun(repository, { event: 'push', headSha: state.tip(repository, 'main'), headBranch: 'main' });
    const refused = await send(`GET /repos/octo-org/shop/actions/runs/${run.id}/jobs`);
    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-accepted-github-permissions')).toBe('actions=read');
  });
});

describe('a request', () => {
  const comments = '/repos/octo-org/shop/issues/7/comments';

  test('without the permission is refused in the words of the real one', async () => {
    const { gitHub, pullRequest, send } = await arrange({ 'pull-requests': 'read' });
    const refused = await send(`POST ${comments}`, { body: 'one' });
    expect(refused.status).toBe(403);
    expect(refused.body).toEqual({
      message: 'Resource not accessible by integration',
      documentation_url: 'https://docs.github.com/rest/issues/comments#create-an-issue-comment',
      status: '403',
    });
    expect(refused.headers.get('x-accepted-github-permissions')).toBe('issues=write; pull_requests=write');
    expect((await send(`GET ${comments}`)).status).toBe(200);
    expect((await send('GET /repos/octo-org/shop/contents/Package.swift')).status).toBe(403);
    expect(pullRequest.comments).toEqual([]);
    expect(gitHub.violations).toEqual([]);
  });

  test('may read a public repository without a permission, but not its artifacts', async () => {
    const { gitHub, state } = await arrange();
    const open = state.addRepository('octo-org/open', { private: false });
    const run = state.addRun(open, { event: 'push', headSha: state.tip(open, 'main'), headBranch: 'main' });
    const artifact = state.addArtifact(open, run, { name: 'a.json', content: '{}' });
    const send = client(gitHub, state.issueToken([open], {}).value);
    expect((await send(`GET /repos/octo-org/open/actions/runs/${run.id}/artifacts`)).body.total_count).toBe(1);
    expect((await send(`GET /repos/octo-org/open/actions/artifacts/${artifact.id}/zip`)).status).toBe(403);
  });

  test('with a wrong token, or none, is not let in', async () => {
    const { gitHub } = await arrange();
    const wrong = await client(gitHub, 'ghs_wrong')(`GET ${comments}`);
    expect(wrong).toMatchObject({ status: 401, body: { message: 'Bad credentials' } });
    expect(await client(gitHub, undefined)(`GET ${comments}`)).toMatchObject({ status: 401 });
  });

  test('for a repository out of reach finds nothing', async () => {
    const { state, send } = await arrange();
    state.addRepository('octo-org/secret');
    expect(await send('GET /repos/octo-org/secret')).toMatchObject({ status: 404, body: { message: 'Not Found' } });
    expect((await send('GET /repos/octo-org/missing')).status).toBe(404);
  });

  test("cannot ask for the user of a workflow's token", async () => {
    const { send, gitHub } = await arrange();
    expect(await send('GET /user')).toMatchObject({ status: 403 });
    const viewer = await send('POST /graphql', { query: 'query { viewer { login } }' });
    expect(viewer.body).toEqual({ data: { viewer: { login: 'github-actions[bot]' } } });
    expect(gitHub.violations).toEqual([]);
  });

  test('is recorded with everything it brought', async () => {
    const { gitHub, token, send } = await arrange();
    await send(`POST ${comments}?`, { body: 'one' });
    await send(`GET ${comments}?per_page=5`);
    expect(gitHub.requests).toEqual([
      { method: 'POST', path: comments, query: {}, body: { body: 'one' }, token: token.value, status: 201 },
      { method: 'GET', path: comments, query: { per_page: '5' }, body: undefined, token: token.value, status: 200 },
    ]);
  });

  test.for([
    [
      'an operation that GitHub does not have',
      'GET /repos/octo-org/shop/comments',
      undefined,
      404,
      /no such operation/,
    ],
    ['a parameter that the operation does not have', `GET ${comments}?pages=2`, undefined, 422, /pages/],
    ['a parameter of another type', `GET ${comments}?per_page=many`, undefined, 422, /per_page must be integer/],
    ['a body without what is required', `POST ${comments}`, { text: 'one' }, 422, /'body'/],
    ['a body of another type', `POST ${comments}`, { body: 7 }, 422, /must be string/],
    ['an unknown field of GraphQL', 'POST /graphql', { query: '{ nobody { id } }' }, 200, /'nobody' doesn't exist/],
  ] as const)('with %s is a violation', async ([, request, body, status, violation]) => {
    const { gitHub, send } = await arrange();
    expect((await send(request, body)).status).toBe(status);
    expect(gitHub.violations).toEqual([expect.stringMatching(violation)]);
  });
});

describe('a planned failure', () => {
  const comments = '/repos/octo-org/shop/issues/7/comments';

  test('meets the next request that matches, and no other', async () => {
    const { gitHub, pullRequest, send } = await arrange();
    gitHub.failNext({ method: 'POST', path: /comments$/ }, 502, 2);
    const get = await send(`GET ${comments}`);
    const posts = [1, 2, 3].map(() => () => send(`POST ${comments}`, { body: 'one' }));
    const statuses: number[] = [];
    for (const post of posts) statuses.push((await post()).status);
    expect([get.status, ...statuses]).toEqual([200, 502, 502, 201]);
    expect(pullRequest.comments).toHaveLength(1);
  });

  test('can be a secondary rate limit', async () => {
    const { gitHub, send } = await arrange();
    gitHub.failNext({}, 'secondary-rate-limit');
    const { status, headers, body } = await send(`GET ${comments}`);
    expect([status, headers.get('retry-after')]).toEqual([403, '60']);
    expect(body.message).toContain('You have exceeded a secondary rate limit');
  });

  test('can be a closed connection', async () => {
    const { gitHub, send } = await arrange();
    gitHub.failNext({}, 'disconnect');
    await expect(send(`GET ${comments}`)).rejects.toThrow('fetch failed');
    expect(gitHub.requests).toMatchObject([{ path: comments, status: 0 }]);
    expect((await send(`GET ${comments}`)).status).toBe(200);
  });
});

describe('an answer that is lost', () => {
  const comments = '/repos/octo-org/shop/issues/7/comments';

  test('leaves what was asked for done', async () => {
    const { gitHub, pullRequest, send } = await arrange();
    gitHub.failNext({ method: 'POST' }, { lost: 502 });
    expect(await send(`POST ${comments}`, { body: 'one' })).toMatchObject({ status: 502 });
    gitHub.failNext({ method: 'POST' }, { lost: 'disconnect' });
    await expect(send(`POST ${comments}`, { body: 'two' })).rejects.toThrow('fetch failed');
    expect(pullRequest.comments.map(({ body }) => body)).toEqual(['one', 'two']);
  });
});

describe('a request that is intercepted', () => {
  test('waits, and is answered by what is true when it is let through', async () => {
    const { gitHub, state, pullRequest, send } = await arrange();
    let release = () => {};
    gitHub.intercept(() => new Promise((settle) => (release = () => settle(undefined))));
    const answer = send('GET /repos/octo-org/shop/issues/7/comments');
    while (gitHub.requests.length === 0) await new Promise(setImmediate);
    state.addComment(pullRequest, { author: 'mona', body: 'meanwhile' });
    release();
    expect((await answer).body).toMatchObject([{ body: 'meanwhile' }]);
    gitHub.intercept(async () => 403);
    expect((await send('GET /rate_limit')).status).toBe(403);
  });
});

describe('the history of a comment', () => {
  const query =
    'query ($id: ID!) { node(id: $id) { ... on IssueComment { userContentEdits(first: 10) { nodes { diff } } } } }';

  test('shows its versions to who may read it, newest first, once it was edited', async () => {
    const { gitHub, state, repository, pullRequest, send } = await arrange();
    const comment = state.addComment(pullRequest, { author: 'github-actions[bot]', body: 'one' });
    const { body } = await send(`GET /repos/octo-org/shop/issues/comments/${comment.id}`);
    const versions = async (by = send) => (await by('POST /graphql', { query, variables: { id: body.node_id } })).body;
    const shown = (...texts: readonly string[]) => ({
      data: { node: { userContentEdits: { nodes: texts.map((diff) => ({ diff, editedAt: expect.any(String) })) } } },
    });
    expect(await versions()).toEqual(shown());
    for (const text of ['two', 'two', 'three']) {
      await send(`PATCH /repos/octo-org/shop/issues/comments/${comment.id}`, { body: text });
    }
    expect(await versions()).toEqual(shown('three', 'two', 'one'));
    const blind = client(gitHub, state.issueToken([repository], { contents: 'read' }).value);
    expect(await versions(blind)).toMatchObject({ data: { node: null }, errors: [{ type: 'FORBIDDEN' }] });
  });
});

describe('a silent GitHub', () => {
  test('keeps the connection open until it is closed', async () => {
    const { gitHub, send } = await arrange();
    gitHub.failNext({}, 'hang');
    const answer = send('GET /rate_limit').then(
      () => 'answered',
      () => 'failed',
    );
    const pause = new Promise((settle) => setTimeout(settle, 100, 'silent'));
    expect(await Promise.race([answer, pause])).toBe('silent');
    await gitHub.close();
    expect(await answer).toBe('failed');
  });
});

describe('what a pull request changes', () => {
  test('is listed, compared and read at its own commit', async () => {
    const { gitHub, state, repository, send } = await arrange({ contents: 'read', 'pull-requests': 'read' });
    state.addCommit(repository, 'main', { files: { 'Package.swift': null } });
    const files = await send('GET /repos/octo-org/shop/pulls/7/files');
    const compared = await send('GET /repos/octo-org/shop/compare/main...octo-org:change');
    const file = await send('GET /repos/octo-org/shop/contents/Sources%2FA.swift?ref=change');
    const gone = await send('GET /repos/octo-org/shop/contents/Package.swift');
    expect(files.body.map((one: { filename: string; status: string }) => [one.filename, one.status])).toEqual([
      ['Sources/A.swift', 'modified'],
      ['Sources/B.swift', 'added'],
    ]);
    expect(compared.body).toMatchObject({ status: 'diverged', ahead_by: 1, behind_by: 1 });
    expect(Buffer.from(file.body.content, 'base64').toString()).toBe('b\n');
    expect(gone.status).toBe(404);
    expect(gitHub.violations).toEqual([]);
  });

  test("comes from a fork's branch where there is one", async () => {
    const { state, repository, send } = await arrange();
    const fork = state.addRepository('mona/shop');
    state.addCommit(fork, 'fix', { files: { 'A.swift': 'a' } });
    state.addPullRequest(repository, { branch: 'fix', from: fork, number: 8 });
    const { body } = await send('GET /repos/octo-org/shop/pulls?head=mona:fix');
    expect(body).toHaveLength(1);
    expect(body[0]).toMatchObject({ number: 8, head: { repo: { full_name: 'mona/shop', fork: true } } });
  });
});

describe('createCommitOnBranch', () => {
  const query =
    'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }';
  const input = (expectedHeadOid: string) => ({
    branch: { repositoryNameWithOwner: 'octo-org/shop', branchName: 'change' },
    message: { headline: 'Update the baseline' },
    expectedHeadOid,
    fileChanges: { additions: [{ path: 'baseline.json', contents: Buffer.from('{}').toString('base64') }] },
  });

  test('commits what was sent to an unmoved branch', async () => {
    const { state, repository, pullRequest, send } = await arrange({ contents: 'write' });
    const { body } = await send('POST /graphql', { query, variables: { input: input(pullRequest.head.sha) } });
    const tip = state.resolve(repository, 'change');
    expect(body.data.createCommitOnBranch.commit.oid).toBe(tip?.sha);
    expect(tip).toMatchObject({ author: 'github-actions[bot]', message: 'Update the baseline' });
    expect(tip?.files.get('baseline.json')?.toString()).toBe('{}');
    expect(pullRequest.head.sha).toBe(tip?.sha);
  });

  test('refuses a moved branch, and a token that may only read', async () => {
    const moved = await arrange({ contents: 'write' });
    const stale = await moved.send('POST /graphql', { query, variables: { input: input('0'.repeat(40)) } });
    const reader = await arrange({ contents: 'read' });
    const variables = { input: input(reader.pullRequest.head.sha) };
    const refused = await reader.send('POST /graphql', { query, variables });
    expect(stale.body.errors[0].type).toBe('STALE_DATA');
    expect(refused.body.errors[0].message).toBe('Resource not accessible by integration');
  });
});
