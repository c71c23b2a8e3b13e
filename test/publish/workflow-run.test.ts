import { expect, test } from 'vitest';
import { artifactNames } from '../../src/report-file/artifact-names.ts';
import { closeScenes, expectExit, openScene, type Scene, warningsOf } from './scene.ts';

closeScenes();

/** A leg that allocates more and has a flame graph, whose address is returned. */
function leaveFlameGraph(scene: Scene): string {
  const { repository, run } = scene;
  scene.leg('Swift 6.2', { total: 1024 });
  const name = artifactNames({ key: 'measure Swift 6.2', headSha: run.headSha, runAttempt: 1 }).flameGraph;
  const content = '<script>alert(1)</script>';
  const { id } = scene.gitHub.state.addArtifact(repository, run, { name, mimeType: 'text/html', content });
  return `/artifacts/${id}`;
}

test("a fork's pull request gets its comment, without a link to a page that the fork made", async () => {
  const scene = await openScene({ fork: true });
  const page = leaveFlameGraph(scene);
  const result = await expectExit(scene.finished(), 0);
  expect(scene.ours()).toHaveLength(1);
  const body = scene.ours()[0]?.body ?? '';
  expect(body).toContain('**1 benchmark allocates more**: +24 `malloc` per run in `requests`');
  expect(body).not.toContain(page);
  expect(body).not.toContain('update-allocation-baseline');
  expect(result.outputs['flame-graph-url']).toBe('');
  expect(warningsOf(result)).toEqual([]);
});

test('a pull request of the repository itself gets the link', async () => {
  const scene = await openScene();
  const page = leaveFlameGraph(scene);
  const result = await expectExit(scene.finished(), 0);
  expect(scene.ours()[0]?.body).toContain(page);
  expect(result.outputs['flame-graph-url']).toContain(page);
});

test('nothing is posted once the head has moved, the pull request is closed or another repository has the branch', async () => {
  const moves: readonly ((scene: Scene) => void)[] = [
    ({ gitHub, repository, pullRequest }) => {
      const fork = gitHub.state.repositories.get('mona/shop');
      if (fork !== undefined) gitHub.state.addCommit(fork, 'change');
      gitHub.state.pushed(repository, pullRequest);
    },
    ({ pullRequest }) => {
      pullRequest.state = 'closed';
    },
    ({ pullRequest, gitHub }) => {
      // The same owner, branch and commit, of another repository.
      gitHub.state.addRepository('mona/other');
      Object.assign(pullRequest.head, { repository: 'mona/other' });
    },
  ];
  for (const move of moves) {
    const scene = await openScene({ fork: true });
    scene.leg('Swift 6.2', { total: 1024 });
    move(scene);
    const result = await expectExit(scene.finished(), 0);
    expect(result.output).toContain('No open pull request has this head any more');
    expect(scene.ours()).toEqual([]);
    expect(scene.gitHub.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  }
});

test('the comment is that of the job that needs the matrix, if the workflow has both', async () => {
  const scene = await openScene();
  scene.leg('Swift 6.2', { total: 1024 });
  await expectExit(scene.needing, 1);
  await expectExit(scene.finished(), 0);
  expect(scene.ours()).toHaveLength(1);
});

test('a run that no pull request started has nothing to comment on', async () => {
  const scene = await openScene();
  const run = { ...scene.run, event: 'push' };
  scene.repository.runs.set(run.id, run);
  const step = scene.finished();
  const event = {
    ...step.event,
    payload: { ...step.event.payload, workflow_run: { ...Object(step.event.payload.workflow_run), event: 'push' } },
  };
  const result = await expectExit({ ...step, event }, 0);
  expect(result.output).toContain('nothing to comment on');
  expect(scene.gitHub.requests).toEqual([]);
});

test('a run of another workflow is a mistake of the set-up', async () => {
  const scene = await openScene();
  const step = scene.finished();
  const result = await expectExit({ ...step, inputs: { mode: 'publish', workflow: 'gate.yml' } }, 2);
  expect(result.output).toContain('workflow: is "gate.yml", and the run that started this is of "allocations.yml"');
});

test('a comment that is refused is a warning', async () => {
  const scene = await openScene({ fork: true });
  scene.leg('Swift 6.2', { total: 1024 });
  scene.gitHub.failNext({ method: 'POST', path: '/comments' }, 403);
  const result = await expectExit(scene.finished(), 0);
  expect(warningsOf(result)).toEqual([expect.stringContaining('`pull-requests: write`')]);
});
