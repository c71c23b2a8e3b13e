import { describe, expect, test } from 'vitest';
import { runStep } from '../github-loopback/in-process.ts';
import type { Job } from '../github-loopback/model.ts';
import { closeScenes, expectExit, openScene, type Scene, warningsOf, withFailure } from './scene.ts';

closeScenes();

const names = ['6.1', '6.2', '6.3'].flatMap((swift) => [`Swift ${swift} on amd64`, `Swift ${swift} on arm64`]);
const addLegs = (scene: Scene, some: readonly string[]) => some.map((name) => scene.leg(name));

describe('a matrix of six legs', () => {
  test('that all pass has one comment and is green', async () => {
    const scene = await openScene();
    addLegs(scene, names);
    const result = await expectExit(scene.needing, 0);
    expect(result.outputs).toMatchObject({ verdict: 'pass', 'comment-url': expect.stringContaining('/pull/7#') });
    expect(warningsOf(result)).toEqual([]);
    const [comment, ...others] = scene.ours();
    expect(others).toEqual([]);
    expect(comment?.body).toContain('**Allocations are unchanged** in 1 benchmark on 6 environments.');
    expect(comment?.body).toBe(result.outputs['comment-body']);
  });

  test('of which one is missing and one has failed has one comment that names both, and is no verdict', async () => {
    const scene = await openScene();
    addLegs(scene, names.slice(0, 4));
    scene.leg('Swift 6.3 on amd64', { change: withFailure, conclusion: 'failure' });
    const { job } = scene.leg('Swift 6.3 on arm64', { content: null, conclusion: 'cancelled' });
    const result = await expectExit(scene.needing, 3);
    expect(result.outputs.verdict).toBe('failed');
    expect(scene.ours()).toHaveLength(1);
    const body = scene.ours()[0]?.body ?? '';
    expect(body).toContain('**1 of 6 environments could not be measured**: `Swift 6.3 on amd64`');
    expect(body).toContain('- `Swift 6.3 on arm64` was cancelled');
    expect(body).toContain(`/job/${job.id})`);
    expect(result.summary).toContain('`Swift 6.3 on arm64` was cancelled');
    for (const name of names.slice(0, 4)) expect(body).toContain(name);
    expect(result.annotations.filter(({ level }) => level === 'error')).not.toEqual([]);
  });

  test('of which one allocates more is red, and so is one that lacks only a report', async () => {
    const scene = await openScene();
    addLegs(scene, names.slice(1));
    scene.leg('Swift 6.1 on amd64', { total: 1024 });
    const result = await expectExit(scene.needing, 1);
    expect(result.outputs.verdict).toBe('regression');
    expect(scene.ours()[0]?.body).toContain('**1 of 6 environments allocates more**: +24 `malloc` per run');

    const without = await openScene();
    addLegs(without, names.slice(1));
    without.leg('Swift 6.1 on amd64', { content: null });
    await expectExit(without.needing, 3);
    expect(without.ours()[0]?.body).toContain('`Swift 6.1 on amd64` left no report');
  });

  test('takes two requests for each report and six besides', async () => {
    const scene = await openScene();
    addLegs(scene, names);
    await expectExit(scene.needing, 0);
    const created = scene.gitHub.requests.length;
    expect(created).toBeLessThanOrEqual(2 * names.length + 6);
    await expectExit({ ...scene.needing, run: again(scene) }, 0);
    expect(scene.gitHub.requests.length - created).toBeLessThanOrEqual(2 * names.length + 6);
    expect(scene.ours()).toHaveLength(1);
  });
});

describe('jobs that ran again', () => {
  test('alone count with the reports that the others left before', async () => {
    // GitHub lists a job that did not run again with its first execution alone, or once more with its old start.
    for (const listsAll of [false, true]) {
      const scene = await openScene();
      const [first] = addLegs(scene, names.slice(0, 5));
      scene.leg('Swift 6.3 on arm64', { content: null, conclusion: 'failure' });
      const started = startEarlier(scene);
      await expectExit(scene.needing, 3, runStep);
      const run = again(scene);
      if (listsAll) {
        for (const name of names.slice(0, 5)) {
          const ended = { status: 'completed', conclusion: 'success', createdAt: started } as const;
          scene.gitHub.state.addJob(scene.repository, run, { name, ...ended });
        }
      }
      scene.leg('Swift 6.3 on arm64');
      await expectExit({ ...scene.needing, run }, 0, runStep);
      expect(scene.ours()).toHaveLength(1);
      expect(scene.ours()[0]?.body).toContain('attempt=2 -->');
      expect(first?.report.source?.runAttempt).toBe(1);
    }
  });

  test('and left no report this time are missing, whatever they left before', async () => {
    const scene = await openScene();
    addLegs(scene, names);
    startEarlier(scene);
    const run = again(scene);
    scene.leg('Swift 6.1 on amd64', { content: null, conclusion: 'failure' });
    await expectExit({ ...scene.needing, run }, 3, runStep);
    expect(scene.ours()[0]?.body).toContain('`Swift 6.1 on amd64` failed before it could leave a report');
  });
});

test('a report that tells a job which the run does not have is refused, and the job is missing', async () => {
  const scene = await openScene();
  scene.leg('Swift 6.1');
  for (const jobId of [null, 99]) {
    scene.leg(`Swift 6.2 ${jobId}`, {
      change: (report) => ({ ...report, source: report.source && { ...report.source, jobId } }),
    });
  }
  await expectExit(scene.needing, 3, runStep);
  const body = scene.ours()[0]?.body ?? '';
  expect(body.match(/is not taken: it tells no job of this run/g)).toHaveLength(2);
  expect(body).toContain('`Swift 6.2 99` left no report');
});

describe('a list of jobs that lags', () => {
  /** Answers the first question for the run's jobs as they were, and all others as they are. */
  const showLater = ({ gitHub, repository }: Scene, isShownLater: (job: Job) => boolean) => {
    let asked = 0;
    gitHub.intercept(async ({ path }) => {
      if (!path.endsWith('/jobs')) return undefined;
      const late = asked++ === 0 ? [...repository.jobs.values()].filter(isShownLater) : [];
      for (const { id } of late) repository.jobs.delete(id);
      setTimeout(() => {
        for (const job of late) repository.jobs.set(job.id, job);
      }, 100);
      return undefined;
    });
  };

  test('and does not show this job yet is looked at again: a leg that it lacks too is missed', async () => {
    const scene = await openScene();
    scene.leg('Swift 6.1');
    const { job } = scene.leg('Swift 6.2', { content: null, conclusion: 'cancelled' });
    showLater(scene, ({ id, name }) => id === job.id || name === 'allocations');
    await expectExit(scene.needing, 3);
    expect(scene.ours()[0]?.body).toContain('`Swift 6.2` was cancelled');
  });

  test('and does not show yet who left a report is looked at again', async () => {
    const scene = await openScene();
    scene.leg('Swift 6.1');
    const { job } = scene.leg('Swift 6.2');
    showLater(scene, ({ id }) => id === job.id);
    await expectExit(scene.needing, 0);
    expect(scene.ours()[0]?.body).not.toContain('is not taken');
  });

  test('for good, and never shows this job, is not believed', async () => {
    const scene = await openScene();
    scene.leg('Swift 6.1');
    const inputs = { mode: 'publish', 'job-id': '99' };
    const { output } = await expectExit({ ...scene.needing, inputs }, 3, runStep);
    expect(output).toMatch(/could not be read: GitHub answered something else .*\(jobs: has not this one, 99\)/);
    expect(scene.ours()).toEqual([]);
  });
});

test('jobs of a later attempt are of another report', async () => {
  const scene = await openScene();
  scene.leg('Swift 6.2');
  const step = scene.finished();
  scene.gitHub.state.addJob(scene.repository, scene.run, { name: 'Swift 6.2', attempt: 2, status: 'queued' });
  await expectExit(step, 0, runStep);
  expect(scene.ours()[0]?.body).toContain('✅');
});

describe('the jobs that are meant', () => {
  test('are those that the input names', async () => {
    const scene = await openScene();
    addLegs(scene, names);
    scene.leg('Lint', { content: null });
    await expectExit({ ...scene.needing, inputs: { mode: 'publish', jobs: 'Swift *' } }, 0, runStep);
    await expectExit(scene.needing, 3, runStep);
  });

  test('are missing where no job has the name: a matrix that was skipped is listed under another', async () => {
    const scene = await openScene();
    scene.leg('linux (6.2)');
    scene.gitHub.state.addJob(scene.repository, scene.run, {
      name: 'macos',
      status: 'completed',
      conclusion: 'skipped',
    });
    await expectExit({ ...scene.needing, inputs: { mode: 'publish', jobs: 'linux (*)\nmacos (*)' } }, 3, runStep);
    expect(scene.ours()[0]?.body).toContain('`macos (*)` is the name of no job of this run');
  });

  test('alone are published: two groups have two comments', async () => {
    const scene = await openScene();
    scene.leg('api (6.2)', { total: 1024 });
    scene.leg('web (6.2)');
    await expectExit({ ...scene.needing, inputs: { mode: 'publish', jobs: 'web *' } }, 0, runStep);
    await expectExit({ ...scene.needing, inputs: { mode: 'publish', jobs: 'api *' } }, 1, runStep);
    expect(scene.ours()).toHaveLength(2);
  });

  test('are at least one', async () => {
    const scene = await openScene();
    await expectExit(scene.needing, 3, runStep);
    expect(scene.ours()[0]?.body).toContain('**Nothing was measured**');
  });
});

test('a comment that is refused is a warning, and the verdict stands', async () => {
  for (const [total, exitCode] of [
    [1000, 0],
    [1024, 1],
  ] as const) {
    const scene = await openScene();
    scene.leg('Swift 6.2', { total });
    const permissions = { ...scene.needing.permissions, 'pull-requests': 'read' } as const;
    const result = await expectExit({ ...scene.needing, permissions }, exitCode, runStep);
    expect(warningsOf(result)).toContainEqual(expect.stringContaining('`pull-requests: write`'));
    expect(scene.ours()).toEqual([]);
    expect(result.summary).toContain('requests');
  }
});

/** Lets all jobs have started a minute ago, which is returned. */
function startEarlier({ repository }: Scene): Date {
  const createdAt = new Date(Date.now() - 60_000);
  for (const job of repository.jobs.values()) Object.assign(job, { createdAt });
  return createdAt;
}

/** Another attempt of the run. */
function again({ run }: Scene) {
  run.attempt += 1;
  return run;
}
