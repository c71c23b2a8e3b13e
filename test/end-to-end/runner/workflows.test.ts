import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, test } from 'vitest';
import { labelName } from '../../accept/scene.ts';
import { pullRequestEvent } from '../../github-loopback/events.ts';
import { permissionsOf } from '../../github-loopback/permissions-of.ts';
import { createKnownCalls } from '../action/known-calls.ts';
import { closeScenes, openPullRequest, reportOf, type Scene, withFewerMallocs } from '../action/scene.ts';
import { commitAll } from '../git.ts';
import { act, exampleWorkflow, runAct, runWorkflow } from './act.ts';
import { checkOutMerge } from './merge-checkout.ts';

const sandbox = createKnownCalls();
sandbox.write('.gitignore', '.build\n');
commitAll(sandbox.folder, 'the package');
closeScenes();
afterAll(() => sandbox.remove());

/** A run of allocations.yml for the pull request as it is now. */
async function gate(scene: Scene) {
  const { gitHub, repository, pullRequest, step } = scene;
  checkOutMerge(scene, sandbox);
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
});
