import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, test } from 'vitest';
import { labelName } from '../../accept/scene.ts';
import { pullRequestEvent } from '../../github-loopback/events.ts';
import { permissionsOf } from '../../github-loopback/permissions-of.ts';
import { closeScenes as closePublishing, openScene as openPublishing } from '../../publish/scene.ts';
import { createKnownCalls } from '../action/known-calls.ts';
import { closeScenes, openPullRequest, reportOf, type Scene, withFewerMallocs } from '../action/scene.ts';
import { commitAll, git } from '../git.ts';
import { act, exampleWorkflow, runAct, runWorkflow } from './act.ts';

const sandbox = createKnownCalls();
sandbox.write('.gitignore', '.build\n');
commitAll(sandbox.folder, 'the package');
closeScenes();
closePublishing();
afterAll(() => sandbox.remove());

/** Makes what lies in the sandbox the merge of the pull request, in a checkout of depth 1. */
function checkOutMerge({ gitHub, repository, pullRequest }: Scene): void {
  const { folder } = sandbox;
  const parents = [pullRequest.base.sha, pullRequest.head.sha];
  commitAll(folder, 'what is measured');
  const by = 'somebody <somebody@localhost> 0 +0000';
  const header = [`tree ${git(folder, 'rev-parse', 'HEAD^{tree}')}`, ...parents.map((sha) => `parent ${sha}`)];
  sandbox.write('.git/merge', `${[...header, `author ${by}`, `committer ${by}`].join('\n')}\n\nmerge\n`);
  const sha = git(folder, 'hash-object', '-t', 'commit', '-w', '.git/merge');
  sandbox.write('.git/shallow', `${sha}\n`);
  git(folder, 'update-ref', 'HEAD', sha);
  pullRequest.mergeSha = gitHub.state.addCommit(repository, 'refs/pull/7/merge', { sha, parents, files: {} }).sha;
}

/** A run of allocations.yml for the pull request as it is now. */
async function gate(scene: Scene) {
  const { gitHub, repository, pullRequest, step } = scene;
  checkOutMerge(scene);
  const { sha: headSha, ref: headBranch } = pullRequest.head;
  const run = gitHub.state.addRun(repository, { event: 'pull_request', headSha, headBranch });
  const event = pullRequestEvent(gitHub, repository, pullRequest);
  const workflow = 'allocations.yml';
  const ended = await runWorkflow({ ...step, event, run, workflow, checkout: sandbox.folder });
  Object.assign(run, { status: 'completed', conclusion: ended.exitCode === 0 ? 'success' : 'failure' });
  return { ...ended, run };
}

/** A run of accept.yml for a label that octocat sets now. */
function label({ gitHub, repository, pullRequest }: Scene, name: string) {
  repository.collaborators.set('octocat', 'write');
  pullRequest.labels.add(name);
  const { sha: headSha, ref: headBranch } = pullRequest.head;
  const workflow = 'accept.yml';
  return runWorkflow({
    ...{ gitHub, repository, workflow, checkout: sandbox.folder },
    permissions: permissionsOf(exampleWorkflow(workflow), 'accept'),
    event: pullRequestEvent(gitHub, repository, pullRequest, { action: 'labeled', label: name }, 'octocat'),
    run: gitHub.state.addRun(repository, {
      ...{ event: 'pull_request', headSha, headBranch, workflowPath: '.github/workflows/accept-allocations.yml' },
    }),
  });
}

describe.skipIf(act === undefined)('by a runner that is not ours', () => {
  test.each(readdirSync(exampleWorkflow('')))('%s is a workflow', async (name) => {
    const { exitCode, output } = await runAct(
      ['--validate', '--strict', '--workflows', exampleWorkflow(name)],
      sandbox.folder,
      tmpdir(),
    );
    expect(exitCode, output).toBe(0);
  });

  test('the gate has a first run, is red, is accepted by label and then green', async () => {
    const first = await openPullRequest(sandbox);
    const measured = await gate(first);
    expect(measured.exitCode, measured.output).toBe(0);
    expect(first.marked()[0]?.body).toContain('There is no baseline yet');
    const { candidate } = reportOf(first, measured);
    if (candidate === null) throw new Error('the gate made no baseline ready');

    const baseline = withFewerMallocs(candidate, 5);
    sandbox.write(baseline.path, baseline.text);
    const scene = await openPullRequest(sandbox, { base: { [baseline.path]: baseline.text } });
    const red = await gate(scene);
    expect(red.exitCode, red.output).toBe(1);
    expect(scene.marked()[0]?.body).toContain('1 benchmark allocates more');

    const before = scene.pullRequest.head.sha;
    expect(await label(scene, 'another label')).toMatchObject({ exitCode: 0 });
    expect(scene.pullRequest.head.sha).toBe(before);
    const accepted = await label(scene, labelName);
    expect(accepted.exitCode, accepted.output).toBe(0);
    const tip = scene.gitHub.state.commits.get(scene.pullRequest.head.sha);
    expect(tip?.parents).toEqual([before]);
    expect([...scene.pullRequest.labels]).toEqual(['another label']);

    sandbox.write(baseline.path, tip?.files.get(baseline.path)?.toString() ?? '');
    const green = await gate(scene);
    expect(green.exitCode, green.output).toBe(0);
    expect(scene.marked()).toHaveLength(1);
    expect(scene.marked()[0]?.body).toMatch(/Allocations are unchanged[\s\S]*`octocat` accepted/);
  });

  test('publish.yml comments what a run has measured', async () => {
    const scene = await openPublishing();
    scene.leg('Swift 6.2', { total: 1024 });
    const step = scene.finished();
    const run = step.run ?? scene.run;
    const ended = await runWorkflow({ ...step, run, workflow: 'publish.yml', checkout: sandbox.folder });
    expect(ended.exitCode, ended.output).toBe(0);
    expect(scene.ours()[0]?.body).toContain('1 benchmark allocates more');
  });
});
