import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accept } from '../../src/accept/accept.ts';
import type { Failure } from '../github-loopback/failures.ts';
import { runInProcess } from '../github-loopback/in-process.ts';
import { closeScenes, openScene } from './scene.ts';

/** Accepts with one answer, counted from 0, failing so, and where that lasts, each one after it. */
async function acceptOnce(at: number, failure: Failure, isLasting = false) {
  const scene = await openScene({ described: false });
  try {
    scene.leave();
    let asked = 0;
    scene.gitHub.intercept(async () => {
      const number = asked++;
      return number === at || (isLasting && number > at) ? failure : undefined;
    });
    const ended = await runInProcess(scene.labeled(), accept);
    return {
      ...ended,
      asked,
      commits: scene.commits().length,
      comments: scene.pullRequest.comments.map(({ body }) => body),
    };
  } finally {
    await scene.gitHub.close();
  }
}

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

closeScenes();

test('100 acceptances with one answer cut at any byte commit once and tell so', { timeout: 120_000 }, async () => {
  const { given, asked, commits, comments } = await acceptOnce(-1, 'disconnect');
  expect([given, commits]).toEqual([0, 1]);
  expect(comments).toEqual([expect.stringMatching(/accepted/i)]);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: asked - 1 }), share, async (at, breaksOffAt) => {
      const { given, thrown, log, commits, comments } = await acceptOnce(at, { breaksOffAt });
      expect([given, thrown, commits], log).toEqual([0, undefined, 1]);
      expect(comments).toEqual([expect.stringMatching(/accepted/i)]);
    }),
    { seed: 20261129, numRuns: 100 },
  );
});

/** What only GitHub can say, and half an answer never does. */
const falseWords = /may not push|has not run|is not a folder|has moved|is closed|no workflow|left no numbers|a bug/;

test('50 acceptances from some answer on cut at any byte say nothing that is not so', {
  timeout: 120_000,
}, async () => {
  const { asked } = await acceptOnce(-1, 'disconnect');
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: asked - 1 }), share, async (at, breaksOffAt) => {
      const { given, thrown, log, commits, comments, waited } = await acceptOnce(at, { breaksOffAt }, true);
      expect(thrown, log).toBeUndefined();
      expect([log, ...comments].join('\n')).not.toMatch(falseWords);
      expect(log).toContain('GitHub could not be reached');
      if (given === 0) expect(commits).toBe(1);
      if (commits > 0) expect(log).not.toContain('Nothing was committed');
      expect(waited).toBeLessThanOrEqual(120_000);
    }),
    { seed: 20261129, numRuns: 50 },
  );
});
