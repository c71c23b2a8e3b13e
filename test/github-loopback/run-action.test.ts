import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { pullRequestEvent } from './events.ts';
import { loadGitHubDescription } from './openapi-description.ts';
import {
  mergeGroupEvent,
  pushEvent,
  recordedExample,
  scheduleEvent,
  workflowDispatchEvent,
  workflowRunEvent,
} from './recorded-events.ts';
import { type ActionStep, runAction, startAction } from './run-action.ts';
import { type LoopbackGitHub, startGitHub } from './server.ts';

// Each test starts node processes, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const description = await loadGitHubDescription();
const cleanUp: (() => unknown)[] = [];
const program = (name: string) => fileURLToPath(new URL(`programs/${name}.js`, import.meta.url));

afterEach(async () => {
  for (const undo of cleanUp.splice(0)) await undo();
});

/** A step in a job on a pull request, which may be a fork's. */
async function arrange(entry: string, options: { readonly fork?: boolean } = {}) {
  const gitHub = await startGitHub({ description });
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  cleanUp.push(
    () => gitHub.close(),
    () => rmSync(workspace, { recursive: true }),
  );
  const repository = gitHub.state.addRepository('octo-org/shop');
  const from = options.fork === true ? gitHub.state.addRepository('mona/shop') : repository;
  gitHub.state.addCommit(from, 'change', { files: { 'A.swift': 'a' } });
  const pullRequest = gitHub.state.addPullRequest(repository, { branch: 'change', from, number: 7, author: 'mona' });
  const step: ActionStep = {
    gitHub,
    repository,
    event: pullRequestEvent(gitHub, repository, pullRequest),
    permissions: { contents: 'read', 'pull-requests': 'write' },
    workspace,
    entry: program(entry),
    postEntry: program('post'),
    runnerFolder: workspace,
  };
  return { gitHub, repository, pullRequest, step, workspace };
}

describe('an action', () => {
  test('speaks to the loopback through the real toolkit', async () => {
    const { gitHub, pullRequest, step } = await arrange('comment');
    for (let number = 1; number <= 250; number++) gitHub.state.addComment(pullRequest, { author: 'mona', body: 'x' });
    const result = await runAction(step);
    expect(result.output).not.toContain('::error');
    expect(result.outputs).toMatchObject({
      viewer: 'github-actions[bot]',
      author: 'github-actions[bot]',
      comments: '250',
    });
    expect(pullRequest.comments.at(-1)).toMatchObject({ author: 'github-actions[bot]', body: 'Hello' });
    expect(gitHub.requests.every(({ token }) => token === result.token.value)).toBe(true);
    expect(gitHub.violations).toEqual([]);
  });

  test("cannot write to a fork's pull request, whatever its permissions are", async () => {
    const { pullRequest, step } = await arrange('comment', { fork: true });
    const result = await runAction(step);
    expect(result.exitCode).toBe(1);
    expect(result.annotations).toEqual([
      { level: 'error', message: expect.stringContaining('Resource not accessible by integration') },
    ]);
    expect(pullRequest.comments).toEqual([]);
  });

  test('is told what the runner tells, and nothing of this process', async () => {
    const { gitHub, step, pullRequest } = await arrange('contract');
    process.env.LEAKED = 'yes';
    cleanUp.push(() => delete process.env.LEAKED);
    const result = await runAction({ ...step, inputs: { products: 'Shop', Runs: '3' }, debug: true });
    const environment: Record<string, string> = JSON.parse(result.outputs.environment ?? '');
    expect(environment).toMatchObject({
      'INPUT_BUILD-ARGUMENTS': '',
      'INPUT_FAIL-ON': 'regression',
      INPUT_PRODUCTS: 'Shop',
      INPUT_RUNS: '3',
      INPUT_TOKEN: result.token.value,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_REF_NAME: '7/merge',
      GITHUB_SHA: pullRequest.mergeSha,
      GITHUB_HEAD_REF: 'change',
      GITHUB_BASE_REF: 'main',
      GITHUB_API_URL: gitHub.addresses.api,
      GITHUB_RUN_ID: String(result.run.id),
      GITHUB_WORKFLOW_REF: 'octo-org/shop/.github/workflows/allocations.yml@refs/pull/7/merge',
      RUNNER_DEBUG: '1',
      RUNNER_TEMP: result.temporaryFolder,
    });
    expect(environment).not.toHaveProperty('LEAKED');
    expect(environment).not.toHaveProperty('GITHUB_TOKEN');
    const foreign = Object.keys(environment).filter((name) => !/^(INPUT|GITHUB|RUNNER|ACTIONS|Image)/.test(name));
    expect(foreign.sort()).toEqual(['CI', 'HOME', 'PATH', ...(process.env.TMPDIR ? ['TMPDIR'] : [])].sort());
    expect(JSON.parse(result.outputs.event ?? '')).toMatchObject({
      action: 'opened',
      number: 7,
      pull_request: { head: { sha: pullRequest.head.sha }, user: { login: 'mona' } },
    });
  });

  test('is heard through files and commands', async () => {
    const { step } = await arrange('contract');
    const result = await runAction(step);
    expect(result.exitCode).toBe(0);
    expect(result.outputs.lines).toBe('one\ntwo=2\n\nghadelimiter');
    expect(result.exported).toEqual({ EXPORTED: 'yes' });
    expect(result.addedPaths).toEqual(['/opt/tool']);
    expect(result.state).toEqual({ group: 'allocations_1' });
    expect(result.summary.trim()).toBe('# Summary');
    expect(result.commands).toMatchObject({ masks: ['hunter2'], groups: ['Build'], stopped: false });
    expect(result.annotations).toEqual([
      {
        level: 'warning',
        message: 'Allocations grew: 10%, by 2\nlines',
        title: 'objects, strings',
        file: 'Sources/A.swift',
        line: 3,
      },
      { level: 'error', message: 'our own' },
    ]);
    expect(result.output).toMatch(/::warning[\s\S]*to standard error\n::stop-commands/);
  });

  test('is in a job of the run, which it can name and which ends as it does', async () => {
    const { gitHub, repository, step, workspace } = await arrange('contract');
    const manifest = join(workspace, 'action.yml');
    const jobId = '$' + '{{ job.check_run_id }}';
    writeFileSync(manifest, `inputs: { job-id: { default: "${jobId}" } }\nruns: { main: main.js, post: post.js }\n`);
    const { run, listedJob, outputs } = await runAction({ ...step, manifest, job: 'gate' });
    expect(JSON.parse(outputs.environment ?? '')).toMatchObject({ 'INPUT_JOB-ID': String(listedJob.id) });
    expect([...repository.jobs.values()]).toEqual([listedJob]);
    expect(listedJob).toMatchObject({ runId: run.id, name: 'gate', status: 'completed', conclusion: 'success' });

    const leg = gitHub.state.addJob(repository, run, { name: 'gate (6.2)', status: 'queued' });
    const failing = startAction({ ...step, run, listedJob: leg, entry: program('waiting') });
    await failing.waitForOutput(/waiting/);
    expect(leg.status).toBe('in_progress');
    failing.kill('SIGKILL');
    await failing.result;
    expect(leg).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(repository.jobs.size).toBe(2);
  });

  test('finds its state again in the post step', async () => {
    const { step } = await arrange('contract');
    const { runPost } = await runAction(step);
    expect(await runPost()).toMatchObject({ exitCode: 0, outputs: { group: 'allocations_1' } });
  });

  test('is warned about an input that it does not have', async () => {
    const { step } = await arrange('contract');
    const { annotations } = await runAction({ ...step, inputs: { prodcuts: 'Shop' } });
    expect(annotations[0]?.message).toMatch(/^Unexpected input\(s\) 'prodcuts', valid inputs are \['mode', 'config'/);
  });

  test('can be sent a signal in the middle of its work', async () => {
    const { step } = await arrange('waiting');
    const running = startAction(step);
    await running.waitForOutput(/waiting/);
    const cancelled = await running.cancel();
    expect(cancelled).toMatchObject({ exitCode: 130, output: 'waiting\ninterrupted\n' });
    expect(cancelled.listedJob.conclusion).toBe('cancelled');
    await expect(running.waitForOutput(/never/)).rejects.toThrow('ended without /never/');
    const killed = startAction({ ...step, environment: { STUBBORN: '1' } });
    await killed.waitForOutput(/waiting/);
    killed.kill('SIGINT');
    await killed.waitForOutput(/interrupted/);
    killed.kill('SIGKILL');
    expect(await killed.result).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });
});

describe('an upload with the real @actions/artifact', () => {
  async function arrangeUpload() {
    const arranged = await arrange('upload');
    const file = join(arranged.workspace, 'flame graph.html');
    writeFileSync(file, '<h1>hot</h1>');
    return { ...arranged, step: { ...arranged.step, environment: { FILE: file } } };
  }

  async function download(gitHub: LoopbackGitHub, id: number) {
    const { value } = gitHub.state.issueToken([...gitHub.state.repositories.values()], { actions: 'read' });
    const url = `${gitHub.addresses.api}/repos/octo-org/shop/actions/artifacts/${id}/zip`;
    return fetch(url, { headers: { authorization: `Bearer ${value}` } });
  }

  test('is kept, listed with its run, and downloadable as it was', async () => {
    const { gitHub, repository, step } = await arrangeUpload();
    const result = await runAction(step);
    expect(result.exitCode, result.output).toBe(0);
    const [file, archive] = repository.artifacts.values();
    expect(file).toMatchObject({ name: 'flame graph.html', mimeType: 'text/html', runId: result.run.id });
    expect(result.outputs.id).toBe(String(file?.id));
    expect(file?.content.toString()).toBe('<h1>hot</h1>');
    expect(Math.round(((file?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(30);

    const downloaded = await download(gitHub, file?.id ?? 0);
    expect(downloaded.url).toMatch(new RegExp(`^${gitHub.addresses.blobs}/`));
    expect(downloaded.headers.get('content-type')).toBe('text/html');
    expect(await downloaded.text()).toBe('<h1>hot</h1>');
    expect(archive).toMatchObject({ name: 'archive', mimeType: 'application/zip' });
    expect(archive?.content.subarray(0, 2).toString()).toBe('PK');

    const page = `${gitHub.addresses.api}/octo-org/shop/actions/runs/${result.run.id}/artifacts/${file?.id}`;
    expect(await (await fetch(page)).text()).toBe('<h1>hot</h1>');
  });

  test('of a name that the run has already is refused', async () => {
    const { repository, step } = await arrangeUpload();
    const { outputs } = await runAction(step);
    expect(outputs.conflict).toMatch(/\(409\) Conflict: an artifact with this name already exists/);
    expect([...repository.artifacts.values()].map(({ name }) => name)).toEqual(['flame graph.html', 'archive']);
  });

  test('can be made to fail', async () => {
    const { gitHub, repository, step } = await arrangeUpload();
    gitHub.failNext({ path: 'CreateArtifact' }, 403);
    const create = await runAction(step);
    gitHub.failNext({ method: 'PUT', query: 'comp=blocklist' }, 403);
    const blob = await runAction(step);
    expect(create.annotations[0]?.message).toContain('(403)');
    expect(blob.exitCode).toBe(1);
    expect(repository.artifacts.size).toBe(0);
  });

  test('that has expired cannot be downloaded', async () => {
    const { gitHub, repository, step } = await arrange('contract');
    const { run } = await runAction(step);
    const expiresAt = new Date(Date.now() - 1000);
    const artifact = gitHub.state.addArtifact(repository, run, { name: 'old', content: '', expiresAt });
    expect((await download(gitHub, artifact.id)).status).toBe(410);
  });
});

describe('an event', () => {
  test('carries what the runner derives from it', async () => {
    const { gitHub, repository, pullRequest } = await arrange('contract');
    const { state } = gitHub;
    const main = state.tip(repository, 'main');
    const queue = state.addCommit(repository, 'gh-readonly-queue/main/pr-7');
    expect(pushEvent(gitHub, repository)).toMatchObject({
      name: 'push',
      ref: 'refs/heads/main',
      sha: main,
      payload: { after: main, ref: 'refs/heads/main', repository: { full_name: 'octo-org/shop' } },
    });
    expect(mergeGroupEvent(gitHub, repository, 'gh-readonly-queue/main/pr-7')).toMatchObject({
      name: 'merge_group',
      ref: 'refs/heads/gh-readonly-queue/main/pr-7',
      payload: { action: 'checks_requested', merge_group: { head_sha: queue.sha, base_ref: 'refs/heads/main' } },
    });
    expect(workflowDispatchEvent(gitHub, repository)).toMatchObject({ sha: main, payload: { inputs: null } });
    expect(scheduleEvent(gitHub, repository)).toMatchObject({ name: 'schedule', payload: { schedule: '0 3 * * *' } });
    expect(
      pullRequestEvent(gitHub, repository, pullRequest, { action: 'labeled', label: 'accept' }, 'hubot'),
    ).toMatchObject({
      actor: 'hubot',
      payload: { action: 'labeled', label: { name: 'accept' }, sender: { login: 'hubot' } },
    });
    const before = 'a'.repeat(40);
    expect(pullRequestEvent(gitHub, repository, pullRequest, { action: 'synchronize', before }).payload).toMatchObject({
      before,
      after: pullRequest.head.sha,
    });
  });

  test('of a finished run is answered on the default branch, with the rights of the repository', async () => {
    const { gitHub, repository, pullRequest } = await arrange('contract', { fork: true });
    const run = gitHub.state.addRun(repository, {
      ...{ event: 'pull_request', headSha: pullRequest.head.sha, headBranch: 'change', headRepository: 'mona/shop' },
      ...{ status: 'completed', conclusion: 'failure', attempt: 2, actor: 'mona' },
    });
    const event = workflowRunEvent(gitHub, repository, run);
    expect(event).toMatchObject({
      ...{ name: 'workflow_run', ref: 'refs/heads/main', sha: gitHub.state.tip(repository, 'main'), fromFork: false },
      ...{ actor: 'mona', headRef: '' },
      payload: {
        action: 'completed',
        workflow: { path: '.github/workflows/allocations.yml' },
        workflow_run: {
          ...{ id: run.id, run_attempt: 2, event: 'pull_request', conclusion: 'failure', pull_requests: [] },
          ...{ head_sha: pullRequest.head.sha, head_branch: 'change', head_repository: { full_name: 'mona/shop' } },
          path: '.github/workflows/allocations.yml',
        },
      },
    });
  });

  test('of a finished run has every field of the recorded one', async () => {
    const { gitHub, repository, pullRequest } = await arrange('contract');
    const head = { headSha: pullRequest.head.sha, headBranch: 'change' };
    const run = gitHub.state.addRun(repository, { event: 'pull_request', ...head });
    const recorded = recordedExample('workflow_run');
    const { payload } = workflowRunEvent(gitHub, repository, run);
    for (const part of ['workflow', 'workflow_run']) {
      const fields = Object.keys(Object(payload[part]));
      expect(fields).toEqual(expect.arrayContaining(Object.keys(Object(recorded[part]))));
    }
  });

  test('names nobody of the recorded payload', async () => {
    const { gitHub, repository, pullRequest } = await arrange('contract');
    const head = { headSha: pullRequest.head.sha, headBranch: 'change' };
    const run = gitHub.state.addRun(repository, { event: 'pull_request', ...head });
    const payloads = [
      pullRequestEvent(gitHub, repository, pullRequest),
      pushEvent(gitHub, repository),
      workflowDispatchEvent(gitHub, repository),
      workflowRunEvent(gitHub, repository, run),
    ].map(({ payload }) => JSON.stringify(payload));
    for (const payload of payloads) expect(payload).not.toMatch(/https:\/\/(api\.)?github\.com/);
    expect(payloads[0]).not.toContain('Codertocat');
  });
});
