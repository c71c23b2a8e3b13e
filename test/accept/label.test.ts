import { describe, expect, test } from 'vitest';
import { runAction, startAction } from '../github-loopback/run-action.ts';
import { expectNothingCommitted, push, refusal } from './refusal.ts';
import { closeScenes, labelName, openScene } from './scene.ts';

closeScenes();

describe('a label', () => {
  test.each(['tria', 'mona', 'stranger'])('by %s, who may not push, is refused politely', async (sender) => {
    const scene = await openScene();
    scene.leave();
    const { sentence } = await refusal(scene, scene.labeled(sender), runAction);
    expect(sentence).toMatch(
      new RegExp(`\`${sender}\` may not push to this repository.*Somebody who may can set the label`),
    );
    expect(scene.commits()).toEqual([]);
  });

  test('on a pull request from a fork writes nothing at all; the summary explains', async () => {
    const scene = await openScene({ fork: true });
    scene.leave();
    const body = scene.comment().body;
    const result = await scene.label();
    expect(result).toMatchObject({ exitCode: 1 });
    expect(result.summary).toContain('The branch is in a fork');
    expect(scene.gitHub.requests).toEqual([]);
    expect(scene.pullRequest.labels.has(labelName)).toBe(true);
    expect(scene.comment().body).toBe(body);
  });

  test('while the gate still runs is refused, also when an earlier run has finished', async () => {
    const scene = await openScene();
    scene.leave();
    const { gitHub, repository, pullRequest } = scene;
    gitHub.state.addRun(repository, { event: 'pull_request', headSha: pullRequest.head.sha, headBranch: 'change' });
    await expectNothingCommitted(scene, 'The gate has not finished for');
  });

  test.each([
    ['cancelled', 'was not finished'],
    ['skipped', 'was not finished'],
  ] as const)('after a gate that was %s is refused', async (conclusion, sentence) => {
    const scene = await openScene();
    scene.leave();
    scene.gate.conclusion = conclusion;
    await expectNothingCommitted(scene, sentence);
  });

  test('on a head that the gate never measured is refused', async () => {
    const scene = await openScene();
    scene.leave();
    push(scene);
    await expect(refusal(scene)).resolves.toMatchObject({ sentence: expect.stringContaining('has not run for') });
    expect(scene.commits()).toEqual(['Somebody pushes']);
  });

  test('names the input when there is no such workflow', async () => {
    const scene = await openScene();
    scene.leave();
    const step = { ...scene.labeled(), inputs: { mode: 'accept', workflow: 'gate.yml' } };
    const { sentence } = await refusal(scene, step);
    expect(sentence).toContain(
      'There is no workflow `gate.yml` in this repository: the input `workflow` names the file',
    );
  });

  test('on a pull request that got another base since is refused', async () => {
    const scene = await openScene();
    scene.leave();
    const step = scene.labeled();
    Object.assign(scene.pullRequest, { base: { ...scene.pullRequest.base, ref: 'release' } });
    await expectNothingCommitted(scene, 'another base branch since the label was set', step);
  });

  test('on a closed pull request is refused', async () => {
    const scene = await openScene();
    scene.leave();
    const step = scene.labeled();
    scene.pullRequest.state = 'closed';
    expect((await refusal(scene, step)).sentence).toContain('The pull request is closed.');
  });
});

describe('the label', () => {
  test('set twice for the same numbers commits once, and the acceptance stays told', async () => {
    const scene = await openScene();
    scene.leave();
    const second = scene.labeled('hubot');
    expect(await scene.label('octocat')).toMatchObject({ exitCode: 0 });
    const body = scene.comment().body;
    scene.pullRequest.labels.add(labelName);
    const result = await runAction(second);
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.summary).toContain('The numbers were accepted already');
    expect(scene.commits()).toHaveLength(1);
    expect(scene.comment().body).toBe(body);
    expect(scene.pullRequest.labels.has(labelName)).toBe(false);
  });

  test('set by two people at once commits once', async () => {
    const scene = await openScene();
    scene.leave();
    const both = [startAction(scene.labeled('octocat')), startAction(scene.labeled('hubot'))];
    const results = await Promise.all(both.map(({ result }) => result));
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(scene.commits()).toHaveLength(1);
    expect(scene.comment().body.match(/\*\*Accepted\*\* by `(octocat|hubot)`/g)).toHaveLength(1);
  });

  test('set where the branch has these numbers already changes nothing', async () => {
    const scene = await openScene();
    scene.leave({ total: 1000 });
    const result = await scene.label();
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.summary).toContain('The branch has exactly these numbers as its baseline already.');
    expect(scene.commits()).toEqual([]);
  });
});

test('a missing permission to read the runs is named', async () => {
  const scene = await openScene();
  scene.leave();
  const permissions = { contents: 'write', 'pull-requests': 'write' } as const;
  const { sentence } = await refusal(scene, { ...scene.labeled(), permissions });
  expect(sentence).toContain('`actions: read`');
});
