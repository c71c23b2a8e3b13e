import { afterEach, beforeEach, expect, test } from 'vitest';
import { tellAcceptance, tellRefusal } from '../../src/github/acceptance-comment.ts';
import { createClient } from '../../src/github/client.ts';
import { upsertComment } from '../../src/github/comment.ts';
import { formatMarker } from '../../src/report/marker.ts';
import type { PullRequest, Repository } from '../github-loopback/model.ts';
import { loadGitHubDescription } from '../github-loopback/openapi-description.ts';
import { type LoopbackGitHub, startGitHub } from '../github-loopback/server.ts';
import { workflowBot } from '../github-loopback/state.ts';

const description = await loadGitHubDescription();
const target = { repository: { owner: 'octo', name: 'app' }, pullRequest: 7 };
const run = { headSha: 'a'.repeat(40), runId: 2000, runAttempt: 1 };
const acceptance = { commit: 'b'.repeat(40), measured: run.headSha, by: 'octocat', on: '2026-11-22' };
const report = (key: string, words: string, runId = 1000) =>
  `${formatMarker({ ...run, key, runId })}\n✅ ${words}\n\nMore words.\n`;

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

const client = () => {
  const { value } = github.state.issueToken([repository], { 'pull-requests': 'write' });
  return createClient(value, { apiUrl: github.addresses.api, sleep: async () => {} });
};
const add = (body: string, author = workflowBot) => github.state.addComment(pullRequest, { author, body });
const accept = async (...keys: readonly string[]) =>
  tellAcceptance(await client(), target, run, {
    ...{ keys, acceptance, next: 'Go.' },
    gate: { runId: 1000, keys: [...keys, 'other'] },
  });

test('an acceptance is told in the comments of its keys and in no other', async () => {
  const [one, two, other] = ['one', 'two', 'other'].map((key) => add(report(key, key)));
  const forged = add(report('one', 'forged'), 'mallory');
  await accept('one', 'two');
  for (const comment of [one, two]) expect(comment?.body).toContain('**Accepted** by `octocat`');
  expect(other?.body).toBe(report('other', 'other'));
  expect(forged.body).toBe(report('one', 'forged'));
  expect(pullRequest.comments).toHaveLength(4);
});

test('an acceptance is told in the comment over all jobs of the run, and not in that of another run', async () => {
  const over = add(report('publish', 'over all jobs', 1000));
  const older = add(report('publish', 'of an older run', 999));
  const forged = add(report('publish', 'forged', 1000), 'mallory');
  const url = await accept('one', 'two');
  expect(over.body).toContain('**Accepted** by `octocat`');
  expect(url).toContain(`#issuecomment-${over.id}`);
  expect(older.body).toBe(report('publish', 'of an older run', 999));
  expect(forged.body).toBe(report('publish', 'forged', 1000));
  expect(pullRequest.comments).toHaveLength(3);
});

test('a job of the run whose numbers were not accepted keeps its comment as it is', async () => {
  const other = add(report('other', 'could not be measured', 1000));
  const over = add(report('publish', 'over all jobs', 1000));
  await accept('one');
  expect(other.body).toBe(report('other', 'could not be measured', 1000));
  expect(over.body).toContain('**Accepted** by `octocat`');
});

test('the comment of the next gate tells of it again, and of no refusal', async () => {
  const comment = add(report('one', 'first'));
  await accept('one');
  await tellRefusal(await client(), target, run, 'Not twice.');
  expect(comment.body).toContain('Not twice.');
  for (const runId of [1001, 1002]) {
    const outcome = await upsertComment(await client(), target, report('one', `run ${runId}`, runId));
    expect(outcome).toMatchObject({ outcome: 'updated' });
    expect(comment.body).toContain(`run ${runId}`);
    expect(comment.body).toContain('`octocat` accepted a baseline earlier');
    expect(comment.body).not.toContain('Not twice.');
  }
  const again = await upsertComment(await client(), target, report('one', 'run 1002', 1002));
  expect(again).toMatchObject({ outcome: 'unchanged' });
});

test('where the gate wrote none, one comment of its own is made, kept, and deleted once the gate has one', async () => {
  await tellRefusal(await client(), target, run, 'The gate has not finished.');
  await tellRefusal(await client(), target, run, 'It still has not.');
  expect(pullRequest.comments).toHaveLength(1);
  expect(pullRequest.comments[0]?.body).toContain('**Not accepted.** It still has not.');
  expect(pullRequest.comments[0]?.body).not.toContain('has not finished');

  add(report('one', 'finished'));
  await accept('one');
  expect(pullRequest.comments.map(({ body }) => body.includes('finished'))).toEqual([true]);
});
