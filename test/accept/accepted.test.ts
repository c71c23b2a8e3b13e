import { expect, test } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { parseMarker } from '../../src/report/marker.ts';
import { pullRequestEvent } from '../github-loopback/events.ts';
import { runAction } from '../github-loopback/run-action.ts';
import { baselineOf, pathOf } from '../report-file/candidate-reports.ts';
import { closeScenes, labelName, openScene } from './scene.ts';

closeScenes();

test('a maintainer’s label commits exactly the candidate’s bytes to the branch, and takes itself off', async () => {
  const scene = await openScene();
  scene.leave();
  const { gitHub, repository, pullRequest, gate } = scene;
  const measured = pullRequest.head.sha;
  const before = scene.comment().body;
  const result = await scene.label('octocat');
  expect(result, result.output).toMatchObject({ exitCode: 0 });

  const tip = gitHub.state.commits.get(pullRequest.head.sha);
  expect(tip?.parents).toEqual([measured]);
  expect(tip?.files.get(pathOf())?.toString()).toBe(formatBaseline(baselineOf(1024)));
  expect(tip?.message).toBe(`Update the allocation baseline: +24 allocations (+2.4 %)

swift-6.2-ubuntu-24.04-x86_64.json:

  benchmark  before    now  change
  requests    1,000  1,024     +24

Measured-Commit: ${measured}
Measured-Run: ${gitHub.addresses.server}/octo-org/shop/actions/runs/${gate.id}
Accepted-By: octocat
Fingerprint: swift=6.2.1 target=x86_64-unknown-linux-gnu libc=glibc-2.39 libcBuild=282c2c16e7b6600b0b22ea0c99010d2795752b5f countingMethod=1 cpus=4`);
  expect(gitHub.state.tip(repository, 'main')).not.toBe(pullRequest.head.sha);
  expect(pullRequest.labels.has(labelName)).toBe(false);

  const body = scene.comment().body;
  expect(parseMarker(body)).toEqual(parseMarker(before));
  const today = new Date().toISOString().slice(0, 10);
  expect(body).toContain(`> **Accepted** by \`octocat\` on ${today} in ${pullRequest.head.sha}. `);
  expect(body).toContain('approve the waiting run below, or close and reopen the pull request');
  // All that the gate wrote is still there.
  for (const line of before.split('\n')) expect(body).toContain(line);
  expect(result.outputs['comment-url']).toContain(`#issuecomment-${scene.comment().id}`);
  expect(result.annotations).toEqual([
    { level: 'notice', title: 'The allocations are accepted', message: expect.stringContaining('+24 allocations') },
  ]);
});

test('the events that the bot’s own commit causes write nothing', async () => {
  const scene = await openScene();
  scene.leave();
  const { gitHub, repository, pullRequest } = scene;
  const before = pullRequest.head.sha;
  const step = scene.labeled();
  await runAction(step);
  const head = pullRequest.head.sha;
  const [written, body] = [gitHub.requests.length, scene.comment().body];
  for (const action of [
    { action: 'synchronize', before } as const,
    { action: 'unlabeled', label: labelName } as const,
  ]) {
    const event = pullRequestEvent(gitHub, repository, pullRequest, action, 'github-actions[bot]');
    expect(await runAction({ ...step, event })).toMatchObject({ exitCode: 0, annotations: [] });
  }
  const other = pullRequestEvent(gitHub, repository, pullRequest, { action: 'labeled', label: 'bug' }, 'octocat');
  expect(await runAction({ ...step, event: other })).toMatchObject({ exitCode: 0, annotations: [] });
  expect(gitHub.requests).toHaveLength(written);
  expect(pullRequest.head.sha).toBe(head);
  expect(scene.comment().body).toBe(body);
});

test('a matrix of three environments becomes one commit with three files, told in each comment', async () => {
  const [ubuntu, debian, amazon] = ['ubuntu-24.04', 'debian-13', 'amazonlinux-2023'];
  const scene = await openScene({
    base: { [pathOf(ubuntu)]: formatBaseline(baselineOf(1000)), [pathOf(debian)]: formatBaseline(baselineOf(1000)) },
  });
  scene.leave({ os: ubuntu, total: 1024 });
  scene.leave({ os: debian, total: 1030 });
  scene.leave({ os: amazon, total: 990 });
  expect(await scene.label()).toMatchObject({ exitCode: 0 });
  expect(scene.commits()).toHaveLength(1);
  const { message, files } = scene.gitHub.state.commits.get(scene.pullRequest.head.sha) ?? {};
  expect(message?.split('\n')[0]).toBe('Update 3 allocation baselines: +24 to +30 allocations');
  expect([ubuntu, debian, amazon].map((os) => files?.get(pathOf(os))?.toString())).toEqual(
    [1024, 1030, 990].map((total) => formatBaseline(baselineOf(total))),
  );
  expect(scene.pullRequest.comments).toHaveLength(3);
  for (const { body } of scene.pullRequest.comments) expect(body).toContain('**Accepted** by `octocat`');
});

test('the packages of a monorepo, each with a folder of its own, become one commit', async () => {
  const paths = ['client', 'server'].map((name) => `packages/${name}/allocations/swift-6.2-ubuntu-24.04-x86_64.json`);
  const scene = await openScene({ base: {} });
  for (const [index, path] of paths.entries()) {
    scene.leave({
      os: `package-${index}`,
      change: (left) => ({
        ...left,
        baselineFile: { ...left.baselineFile, path },
        candidate: { ...left.candidate, path, diff: null },
      }),
    });
  }
  const baseline = 'packages/client/allocations\npackages/server/allocations';
  const result = await scene.label('octocat', { inputs: { mode: 'accept', baseline } });
  expect(result, result.output).toMatchObject({ exitCode: 0 });
  expect(scene.commits()).toHaveLength(1);
  const { files } = scene.gitHub.state.commits.get(scene.pullRequest.head.sha) ?? {};
  expect([...(files?.keys() ?? [])].sort()).toEqual(paths);
});

test('of a job that was run again, the numbers of the last attempt count', async () => {
  const scene = await openScene();
  scene.leave({ total: 1024 });
  scene.gate.attempt = 2;
  scene.leave({ total: 1010, attempt: 2 });
  expect(await scene.label()).toMatchObject({ exitCode: 0 });
  expect(scene.gitHub.state.commits.get(scene.pullRequest.head.sha)?.files.get(pathOf())?.toString()).toBe(
    formatBaseline(baselineOf(1010)),
  );
});

test('the commit alone is made with commit-token; the gate then runs by itself, and the comment keeps its author', async () => {
  const scene = await openScene();
  scene.leave();
  const { gitHub, repository, pullRequest } = scene;
  const app = gitHub.state.issueToken([repository], { contents: 'write' }, { actor: 'baseline-app[bot]' });
  const permissions = { contents: 'read', actions: 'read', 'pull-requests': 'write' } as const;
  const inputs = { mode: 'accept', 'commit-token': app.value };
  const result = await scene.label('octocat', { inputs, permissions });
  expect(result, result.output).toMatchObject({ exitCode: 0 });
  expect(gitHub.state.commits.get(pullRequest.head.sha)?.author).toBe('baseline-app[bot]');
  expect(gitHub.requests.filter(({ token }) => token === app.value).map(({ path }) => path)).toEqual(['/graphql']);
  expect(scene.comment().body).toContain('The gate runs on that commit now.');
  expect(result.commands.masks).toContain(app.value);
});

test('a first baseline, or one for another environment, is accepted by the same label', async () => {
  const scene = await openScene({ base: {} });
  scene.leave();
  expect(await scene.label('hubot')).toMatchObject({ exitCode: 0 });
  expect(scene.commits()[0]?.split('\n')[0]).toBe('Add an allocation baseline');
});

test('where the gate does not comment, the acceptance has a comment of its own', async () => {
  const scene = await openScene();
  scene.leave();
  scene.pullRequest.comments.length = 0;
  expect(await scene.label()).toMatchObject({ exitCode: 0 });
  expect(scene.comment().body).toContain('**Accepted** by `octocat`');
});

test('a comment that may not be written is a warning: the commit stands', async () => {
  const scene = await openScene();
  scene.leave();
  const result = await scene.label('octocat', {
    permissions: { contents: 'write', actions: 'read', 'pull-requests': 'read' },
  });
  expect(result).toMatchObject({ exitCode: 0 });
  expect(scene.commits()).toHaveLength(1);
  expect(result.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)).toEqual([
    'The label was not taken off: the token may not do this: it needs the permission `pull-requests: write`.',
    'The comment was not written: the token may not do this: it needs the permission `pull-requests: write`.',
  ]);
});

test('a commit whose answer is lost is found again, and not made twice', async () => {
  const scene = await openScene();
  scene.leave();
  const { gitHub } = scene;
  const commit = gitHub.graphql.get('createCommitOnBranch');
  gitHub.graphql.set('createCommitOnBranch', (call) => {
    commit?.(call);
    return { lost: 502 };
  });
  const result = await scene.label();
  expect(result, result.output).toMatchObject({ exitCode: 0 });
  expect(scene.commits()).toHaveLength(1);
  expect(scene.comment().body).toContain('**Accepted** by `octocat`');
});
