import { describe, expect, test } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { runStep } from '../github-loopback/in-process.ts';
import { baselineOf, pathOf } from '../report-file/candidate-reports.ts';
import { expectNothingCommitted, push, refusal } from './refusal.ts';
import { closeScenes, openScene, type Scene } from './scene.ts';

closeScenes();

describe('a branch that moves', () => {
  test('between the label and the job is not committed to', async () => {
    const scene = await openScene();
    scene.leave();
    const step = scene.labeled();
    push(scene);
    const { sentence } = await refusal(scene, step);
    expect(sentence).toMatch(/The branch has moved since the label was set on .*set the label again/);
    expect(scene.commits()).toEqual(['Somebody pushes']);
  });

  test('between the last look and the commit is not committed to', async () => {
    const scene = await openScene();
    scene.leave();
    const commit = scene.gitHub.graphql.get('createCommitOnBranch');
    scene.gitHub.graphql.set('createCommitOnBranch', (call) => {
      push(scene);
      return commit?.(call) ?? { data: null };
    });
    expect((await refusal(scene)).sentence).toContain('The branch has moved since the label was set');
    expect(scene.commits()).toEqual(['Somebody pushes']);
  });

  test('by the base branch, which changed the same baseline, is asked to be updated', async () => {
    const scene = await openScene();
    scene.leave();
    const { gitHub, repository } = scene;
    gitHub.state.addCommit(repository, 'main', { files: { [pathOf()]: formatBaseline(baselineOf(900)) } });
    await expectNothingCommitted(scene, /The base branch has changed .* would conflict. Update the branch/);
  });

  test('is asked to be updated where the measured merge had another baseline than the head', async () => {
    const scene = await openScene();
    const other = (left: ReturnType<Scene['reportOf']>) => ({
      ...left,
      baselineFile: { path: pathOf(), exists: true, blob: 'a'.repeat(40) },
      candidate: left.candidate && { ...left.candidate, diff: null },
    });
    scene.leave({ change: other });
    await expectNothingCommitted(scene, /is not the one that the gate compared with.*Update the branch/);
  });

  test('by a base that changed other things is committed to', async () => {
    const scene = await openScene();
    scene.leave();
    scene.gitHub.state.addCommit(scene.repository, 'main', { files: { 'README.md': 'new' } });
    expect(await scene.label()).toMatchObject({ exitCode: 0 });
    expect(scene.commits()).toHaveLength(1);
  });
});

describe('the head’s baseline file', () => {
  test('that is a symbolic link is not written to', async () => {
    const scene = await openScene();
    const { gitHub, repository, pullRequest, gate } = scene;
    const text = formatBaseline(baselineOf(1000));
    gitHub.state.addCommit(repository, 'change', { files: { [pathOf()]: text }, links: [pathOf()] });
    gitHub.state.pushed(repository, pullRequest);
    Object.assign(gate, { headSha: pullRequest.head.sha });
    scene.leave({ headSha: pullRequest.head.sha });
    const { head } = pullRequest;
    const { sentence } = await refusal(scene);
    expect(sentence).toContain('is not a plain file on the branch or its base');
    expect(pullRequest.head).toEqual(head);
  });
});

describe('a commit', () => {
  test('that a ruleset refuses is told with GitHub’s words', async () => {
    const scene = await openScene();
    scene.leave();
    const message = 'Repository rule violations found\n\nChanges must be made through a pull request.\n\n';
    scene.gitHub.graphql.set('createCommitOnBranch', () => ({ error: { type: 'UNPROCESSABLE', message } }));
    await expectNothingCommitted(
      scene,
      /Repository rule violations found.*Changes must be made through a pull request/,
    );
  });

  test('for which the permission is missing names it', async () => {
    const scene = await openScene();
    scene.leave();
    const permissions = { contents: 'read', actions: 'read', 'pull-requests': 'write' } as const;
    const { sentence } = await refusal(scene, { ...scene.labeled(), permissions });
    expect(sentence).toContain('`contents: write`');
  });

  test('with a token that does not see the repository is not told as a branch that moved', async () => {
    const scene = await openScene();
    scene.leave();
    const elsewhere = scene.gitHub.state.addRepository('octo-org/elsewhere');
    const { value } = scene.gitHub.state.issueToken([elsewhere], { contents: 'write' });
    const inputs = { mode: 'accept', 'commit-token': value };
    await expectNothingCommitted(
      scene,
      /Nothing was committed: GitHub does not find the branch, or the token may not see its repository/,
      { ...scene.labeled(), inputs },
    );
  });

  test('that GitHub fails at is told', async () => {
    const scene = await openScene();
    scene.leave();
    scene.gitHub.graphql.set('createCommitOnBranch', () => ({ lost: 502 }));
    await expectNothingCommitted(scene, /Nothing was committed: GitHub failed \(status 502\)/);
  });

  test('of which GitHub’s answer is lost, and which the branch shows late, is told as made', async () => {
    const scene = await openScene();
    scene.leave();
    scene.gitHub.failNext({ path: '/graphql' }, { lost: 502 });
    const before = scene.pullRequest.head.sha;
    let looks = 0;
    scene.gitHub.intercept(async ({ path }) => {
      if (!/\/git\/ref\/heads(\/|%2F)change$/.test(path)) return undefined;
      const { repository } = scene;
      const now = scene.gitHub.state.tip(repository, 'change');
      if (looks++ < 2) repository.branches.set('change', before);
      setTimeout(() => repository.branches.set('change', now), 50);
      return undefined;
    });
    const result = await scene.label();
    expect([result.exitCode, scene.commits().length], result.output).toEqual([0, 1]);
    expect(looks).toBe(3);
  });

  test('of which the answer is lost, and all that follows, is not said to be none', async () => {
    const scene = await openScene();
    scene.leave();
    let isMade = false;
    scene.gitHub.intercept(async ({ path }) => {
      if (isMade) return 502;
      isMade = path === '/graphql';
      return isMade ? { lost: 502 } : undefined;
    });
    const { exitCode, output } = await runStep(scene.labeled());
    expect([exitCode, scene.commits().length]).toEqual([1, 1]);
    expect(output).toMatch(/Whether the numbers were committed is not known: GitHub failed \(status 502\)/);
    expect(output).not.toContain('Nothing was committed');
  });

  test('while all of GraphQL is down is told in a comment of its own, since ours cannot be told apart', async () => {
    const scene = await openScene();
    scene.leave();
    scene.gitHub.failNext({ path: '/graphql' }, 503, Number.POSITIVE_INFINITY);
    expect(await runStep(scene.labeled())).toMatchObject({ exitCode: 1 });
    expect(scene.commits()).toEqual([]);
    expect(scene.pullRequest.comments).toHaveLength(2);
    expect(scene.pullRequest.comments[1]?.body).toMatch(/Not accepted.*GitHub failed \(status 503\)/);
  });
});
