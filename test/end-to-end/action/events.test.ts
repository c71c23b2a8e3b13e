import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pullRequestEvent } from '../../github-loopback/events.ts';
import { mergeGroupEvent, pushEvent } from '../../github-loopback/recorded-events.ts';
import { runAction } from '../../github-loopback/run-action.ts';
import { brief, createKnownCalls } from './known-calls.ts';
import { type BaselineFile, closeScenes, firstBaseline, openPullRequest, reportOf, withFewerMallocs } from './scene.ts';
import { checkOutMerge } from './shallow-checkout.ts';

const sandbox = createKnownCalls();
let baseline: BaselineFile;
closeScenes();
beforeAll(async () => {
  baseline = withFewerMallocs(await firstBaseline(sandbox, brief), 5);
  sandbox.write(baseline.path, baseline.text);
});
afterAll(() => sandbox.remove());

const open = () => openPullRequest(sandbox, { inputs: brief, base: { [baseline.path]: baseline.text } });

describe('a regression', () => {
  test('of a push to the main branch fails the step, with a summary and without a comment', async () => {
    const scene = await open();
    const result = await runAction({ ...scene.step, event: pushEvent(scene.gitHub, scene.repository) });
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'regression', 'comment-url': '' } });
    expect(result.summary).toContain('+5 `malloc` per run in `turns`');
    expect(scene.pullRequest.comments).toEqual([]);
    expect(reportOf(scene, result).source).toMatchObject({ event: 'push', pullRequest: null });
  });

  test('in the merge queue fails the step, with a summary and without a comment', async () => {
    const scene = await open();
    const { gitHub, repository, step } = scene;
    const queue = gitHub.state.addCommit(repository, 'gh-readonly-queue/main/pr-7');
    const event = mergeGroupEvent(gitHub, repository, 'gh-readonly-queue/main/pr-7');
    const result = await runAction({ ...step, event });
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'regression', 'comment-url': '' } });
    expect(result.summary).toContain('**1 benchmark allocates more**');
    expect(reportOf(scene, result).source).toMatchObject({ event: 'merge_group', headSha: queue.sha });
    expect(scene.pullRequest.comments).toEqual([]);
  });

  test('of a pull request with five comments takes six requests at most, uploads excluded', async () => {
    const checkout = createKnownCalls();
    checkout.write(baseline.path, baseline.text);
    // Which commit was merged into which is asked of git, where git has the checkout.
    const history = checkOutMerge(checkout, () => checkout.write('Changes.md', 'Something.\n'));
    const { gitHub, pullRequest, step, marked } = await openPullRequest(checkout, { inputs: brief, history });
    for (let number = 1; number <= 5; number++) gitHub.state.addComment(pullRequest, { author: 'mona', body: 'x' });
    const uploads = /^\/(twirp|uploads)\//;
    const asked = () => gitHub.requests.filter(({ path }) => !uploads.test(path)).length;

    expect(await runAction(step)).toMatchObject({ exitCode: 1 });
    const toCreate = asked();
    expect(toCreate).toBeLessThanOrEqual(6);

    const before = { action: 'synchronize', before: pullRequest.head.sha } as const;
    const event = pullRequestEvent(gitHub, step.repository, pullRequest, before);
    expect(await runAction({ ...step, event })).toMatchObject({ exitCode: 1 });
    expect(asked() - toCreate).toBeLessThanOrEqual(6);
    expect(marked()).toHaveLength(1);
    checkout.remove();
  });
});
