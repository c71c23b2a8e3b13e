import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { parseMarker } from '../../../src/report/marker.ts';
import { labelName } from '../../accept/scene.ts';
import { pullRequestEvent } from '../../github-loopback/events.ts';
import { permissionsOf } from '../../github-loopback/permissions-of.ts';
import { runAction } from '../../github-loopback/run-action.ts';
import { brief, createKnownCalls } from './known-calls.ts';
import { closeScenes, firstBaseline, openPullRequest, withFewerMallocs } from './scene.ts';

const workflow = fileURLToPath(new URL('../../../examples/workflows/accept.yml', import.meta.url));
const sandbox = createKnownCalls();
closeScenes();
afterAll(() => sandbox.remove());

test('a regression is red, accepted by label, committed as it was measured, and green on that commit', async () => {
  const baseline = withFewerMallocs(await firstBaseline(sandbox, brief), 5);
  sandbox.write(baseline.path, baseline.text);
  const { gitHub, repository, pullRequest, step, marked } = await openPullRequest(sandbox, {
    ...{ inputs: brief, base: { [baseline.path]: baseline.text } },
  });
  repository.collaborators.set('octocat', 'write');

  const red = await runAction(step);
  expect(red).toMatchObject({ exitCode: 1, outputs: { verdict: 'regression' } });
  expect(marked()[0]?.body).toContain(`add the label \`${labelName}\``);
  const candidate = readFileSync(red.outputs['candidate-path'] ?? '', 'utf8');
  Object.assign(red.run, { status: 'completed', conclusion: 'failure' });

  const before = pullRequest.head.sha;
  pullRequest.labels.add(labelName);
  const accepted = await runAction({
    ...{ gitHub, repository, job: 'accept', workspace: step.workspace, runnerFolder: `${sandbox.folder}/..` },
    ...{ permissions: permissionsOf(workflow, 'accept'), inputs: { mode: 'accept' } },
    event: pullRequestEvent(gitHub, repository, pullRequest, { action: 'labeled', label: labelName }, 'octocat'),
    run: gitHub.state.addRun(repository, {
      ...{ event: 'pull_request', headSha: before, headBranch: 'change' },
      workflowPath: '.github/workflows/accept-allocations.yml',
    }),
  });
  expect(accepted, accepted.output).toMatchObject({ exitCode: 0 });
  const tip = gitHub.state.commits.get(pullRequest.head.sha);
  expect(tip?.parents).toEqual([before]);
  expect(tip?.message).toMatch(/^Update the allocation baseline: \+5 allocations \(\+[\d.]+ %\)\n/);
  expect(tip?.files.get(baseline.path)?.toString()).toBe(candidate);
  expect(pullRequest.labels.size).toBe(0);
  expect(marked()[0]?.body).toContain(`**Accepted** by \`octocat\``);

  sandbox.write(baseline.path, candidate);
  const event = pullRequestEvent(gitHub, repository, pullRequest, { action: 'synchronize', before });
  const green = await runAction({ ...step, event });
  expect(green).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } });
  expect(marked()).toHaveLength(1);
  const body = marked()[0]?.body ?? '';
  expect(parseMarker(body)).toMatchObject({ headSha: pullRequest.head.sha });
  expect(body).toMatch(/^✅ \*\*Allocations are unchanged\*\*/m);
  expect(body).toMatch(new RegExp(`\\*\\*Resolved\\*\\*: \`octocat\` accepted .* in ${pullRequest.head.sha}\\.`));
});
