import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Failure } from '../github-loopback/failures.ts';
import { runStep } from '../github-loopback/in-process.ts';
import type { RecordedRequest } from '../github-loopback/server.ts';
import { closeScenes, expectExit, openScene, type Scene, warningsOf } from './scene.ts';

closeScenes();

/** A matrix of two, one red: 1 is its exit status. */
async function openRed(): Promise<Scene> {
  const scene = await openScene();
  scene.gitHub.state.addComment(scene.pullRequest, { author: 'mona', body: 'Hello' });
  scene.leg('Swift 6.2 on amd64');
  scene.leg('Swift 6.2 on arm64', { total: 1024 });
  return scene;
}

const isOfComment = ({ path }: Pick<RecordedRequest, 'path'>) => /\/comments(\/\d+)?$|^\/graphql$/.test(path);

const failures: readonly Failure[] = [403, 404, 500, 502, 'disconnect', { lost: 502 }, { lost: 'disconnect' }];

/** How many requests the undisturbed step makes. */
async function countRequests(): Promise<number> {
  const scene = await openRed();
  await expectExit(scene.needing, 1);
  return scene.gitHub.requests.length;
}

test('whatever request fails, and how, the step is red, and there is one true comment or a warning', async () => {
  const requests = await countRequests();
  expect(requests).toBe(10);
  const disturbed = fc.asyncProperty(fc.nat(requests - 1), fc.constantFrom(...failures), async (failing, failure) => {
    const scene = await openRed();
    let count = 0;
    let met: RecordedRequest | undefined;
    scene.gitHub.intercept(async (request) => {
      if (count++ !== failing) return undefined;
      met = request;
      return failure;
    });
    const result = await runStep(scene.needing);
    expect(met).toBeDefined();
    const warnings = warningsOf(result);
    const [comment, ...others] = scene.ours();
    expect(others).toEqual([]);
    if (met !== undefined && isOfComment(met)) {
      expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'regression' } });
      if (comment === undefined) expect(warnings).toEqual([expect.stringContaining('was not written')]);
      else expect(comment.body).toBe(result.outputs['comment-body']);
    } else {
      // What could not be read is no measurement; where a second attempt could, it is the regression.
      expect([1, 3]).toContain(result.exitCode);
      if (result.exitCode === 1) expect(comment?.body).toContain('+24 `malloc` per run');
      else expect(result.output).toMatch(/could not be read/);
    }
  });
  await fc.assert(disturbed, { seed: 20261122, numRuns: 30 });
});
