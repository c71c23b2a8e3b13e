import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClient } from '../../src/github/client.ts';
import { downloadArtifact, listRunArtifacts } from '../../src/github/report-artifacts.ts';
import { failureSentence } from '../../src/github/request-failure.ts';
import type { Repository, WorkflowRun } from '../github-loopback/model.ts';
import { loadGitHubDescription } from '../github-loopback/openapi-description.ts';
import { type LoopbackGitHub, startGitHub } from '../github-loopback/server.ts';

const description = await loadGitHubDescription();
const app = { owner: 'octo', name: 'app' };

let github: LoopbackGitHub;
let repository: Repository;
let run: WorkflowRun;
beforeEach(async () => {
  github = await startGitHub({ description });
  repository = github.state.addRepository('octo/app');
  const headSha = github.state.tip(repository, 'main');
  run = github.state.addRun(repository, { event: 'pull_request', headSha, headBranch: 'change' });
});
afterEach(async () => {
  expect(github.violations).toEqual([]);
  await github.close();
});

const client = () => {
  const { value } = github.state.issueToken([repository], { actions: 'read' });
  return createClient(value, { apiUrl: github.addresses.api, sleep: async () => {} });
};
const download = async (content: string, given: { mimeType?: string; expiresAt?: Date } = {}) => {
  const { id } = github.state.addArtifact(repository, run, { name: 'report.json', content, ...given });
  return downloadArtifact(await client(), app, id, 10);
};

describe('an artifact', () => {
  test('of more pages than one is listed with its size', async () => {
    for (let n = 1; n <= 230; n++) github.state.addArtifact(repository, run, { name: `a${n}`, content: 'x'.repeat(n) });
    const listed = await listRunArtifacts(await client(), app, run.id);
    expect(listed).toHaveLength(230);
    expect(listed.find(({ name }) => name === 'a230')).toMatchObject({ bytes: 230, expired: false });
  });

  test('is downloaded as it is, and the token is not shown to the storage', async () => {
    expect(await download('{"a":1}')).toEqual({ outcome: 'downloaded', content: Buffer.from('{"a":1}') });
    expect(github.requests.at(-1)).toMatchObject({ path: expect.stringMatching(/^\/downloads\//), token: undefined });
  });

  test('of exactly the limit is taken, a byte more is not, whatever size was promised', async () => {
    expect(await download('x'.repeat(10))).toMatchObject({ outcome: 'downloaded' });
    expect(await download('x'.repeat(11))).toEqual({ outcome: 'too-large' });
    expect(await download('x'.repeat(10_000_000))).toEqual({ outcome: 'too-large' });
  });

  test('whose download breaks off is downloaded once more', async () => {
    github.failNext({ path: '/downloads/' }, 'break-off');
    expect(await download('{"a":1}')).toEqual({ outcome: 'downloaded', content: Buffer.from('{"a":1}') });
    expect(github.requests.filter(({ path }) => path.startsWith('/downloads/'))).toHaveLength(2);
  });

  test('whose downloads keep breaking off is a failure of GitHub, and none of ours', async () => {
    github.failNext({ path: '/downloads/' }, 'break-off', Number.POSITIVE_INFINITY);
    const thrown = await download('{"a":1}').catch((error: unknown) => error);
    expect(failureSentence(thrown)).toMatch(/^GitHub could not be reached \(a download broke off: .+\)$/);
    expect(github.requests.filter(({ path }) => path.startsWith('/downloads/'))).toHaveLength(2);
  });

  test('that is a zip is left alone', async () => {
    expect(await download('PK', { mimeType: 'application/zip' })).toEqual({ outcome: 'unwanted' });
  });

  test('that has expired is told apart from a failure', async () => {
    expect(await download('x', { expiresAt: new Date(0) })).toEqual({ outcome: 'expired' });
    github.failNext({ path: '/zip' }, 500, Number.POSITIVE_INFINITY);
    await expect(download('x')).rejects.toMatchObject({ status: 500 });
  });
});
