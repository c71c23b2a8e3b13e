import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MeasurementError } from '../../src/model/errors.ts';
import { publish } from '../../src/publish/publish.ts';
import type { Failure } from '../github-loopback/failures.ts';
import { runInProcess } from '../github-loopback/in-process.ts';
import type { Job } from '../github-loopback/model.ts';
import { closeScenes, openScene, type Scene } from './scene.ts';

const truths = ['pass', 'regression', 'cancelled'] as const;
type Truth = (typeof truths)[number];
/** The exit status of the check: green only where everything was measured and nothing grew. */
const exitStatus = { pass: 0, regression: 1, cancelled: 3 } as const satisfies Record<Truth, number>;

/** A run of three legs among 98 other jobs, so that the last leg, on which everything hangs, is on the second page. */
async function sceneOf(truth: Truth): Promise<Scene> {
  const scene = await openScene({ described: false });
  scene.leg('Swift 6.1');
  scene.leg('Swift 6.2');
  for (let number = 1; number <= 98; number++) scene.leg(`other ${number}`, { content: null });
  if (truth === 'cancelled') scene.leg('Swift 6.3', { content: null, conclusion: 'cancelled' });
  else scene.leg('Swift 6.3', { total: truth === 'regression' ? 1024 : 1000 });
  return scene;
}

const jobs = new Map<Scene, Job>();

/** Publishes with one answer, counted from 0, failing so, and where that lasts, each one after it. */
async function publishOnce(scene: Scene, at: number, failure: Failure, isLasting = false) {
  scene.pullRequest.comments.length = 0;
  let asked = 0;
  scene.gitHub.intercept(async () => {
    const number = asked++;
    return number === at || (isLasting && number > at) ? failure : undefined;
  });
  // One job publishes each time, so that the list of jobs keeps its length.
  const listedJob = jobs.get(scene) ?? scene.gitHub.state.addJob(scene.repository, scene.run, { name: 'allocations' });
  jobs.set(scene, listedJob);
  const step = { ...scene.needing, listedJob, inputs: { mode: 'publish', jobs: 'Swift *' } };
  const ended = await runInProcess(step, publish);
  return { ...ended, asked, comments: scene.ours().map(({ body }) => body) };
}

closeScenes();

test('500 runs with one answer cut at any byte end as they do undisturbed', { timeout: 300_000 }, async () => {
  const scenes = {
    pass: await sceneOf('pass'),
    regression: await sceneOf('regression'),
    cancelled: await sceneOf('cancelled'),
  };
  const undisturbed = { pass: '', regression: '', cancelled: '' };
  let most = 0;
  for (const truth of truths) {
    const { given, asked, comments } = await publishOnce(scenes[truth], -1, 'disconnect');
    expect([truth, given, comments.length]).toEqual([truth, exitStatus[truth], 1]);
    undisturbed[truth] = comments[0] ?? '';
    most = Math.max(most, asked);
  }
  const cut = fc.record({
    truth: fc.constantFrom(...truths),
    at: fc.nat({ max: most - 1 }),
    breaksOffAt: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(cut, async ({ truth, at, breaksOffAt }) => {
      const { given, thrown, log, waited, comments } = await publishOnce(scenes[truth], at, { breaksOffAt });
      expect([given, thrown, comments], log).toEqual([exitStatus[truth], undefined, [undisturbed[truth]]]);
      expect(waited).toBeLessThan(120_000);
    }),
    { seed: 20261129, numRuns: 500 },
  );
});

test('60 runs from some answer on cut at any byte are never green, and say why', { timeout: 300_000 }, async () => {
  const scene = await sceneOf('pass');
  const { asked } = await publishOnce(scene, -1, 'disconnect');
  // The last requests are the comment's, which the check does not hang on.
  const reading = scene.gitHub.requests.findIndex(({ path }) => path.endsWith('/comments'));
  expect(reading).toBeLessThan(asked);
  const cut = fc.record({
    at: fc.nat({ max: asked - 1 }),
    breaksOffAt: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(cut, async ({ at, breaksOffAt }) => {
      const { given, thrown, log, waited } = await publishOnce(scene, at, { breaksOffAt }, true);
      if (at < reading) {
        expect(thrown).toBeInstanceOf(MeasurementError);
        expect(String(thrown)).toMatch(/could not be read: GitHub could not be reached \(.+\)\./);
      } else {
        expect([given, thrown]).toEqual([0, undefined]);
        expect(log).toMatch(/::warning::The comment on pull request #7 (was not written|may stand there twice)/);
      }
      expect(waited).toBeLessThan(120_000);
    }),
    { seed: 20261129, numRuns: 60 },
  );
});
