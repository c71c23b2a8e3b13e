import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reuseConnectionsAtOnce } from '../github-loopback/connections.ts';
import { startGitHub } from '../github-loopback/server.ts';
import { type Course, type Ending, failures, History } from './history.ts';

reuseConnectionsAtOnce();

const course: fc.Arbitrary<Course> = fc.record({
  choices: fc.array(fc.nat({ max: 1_000_000 }), { minLength: 10, maxLength: 80, size: 'max' }),
  failures: fc.constantFrom(0, 0, 1, 2, 8),
  others: fc.constantFrom(0, 1, 3, 5),
});

async function play(history: Course): Promise<Ending> {
  // Without GitHub's description, which the tests of every request are checked against.
  const gitHub = await startGitHub();
  try {
    return await new History(gitHub, history).play(history);
  } finally {
    expect(gitHub.violations).toEqual([]);
    await gitHub.close();
  }
}

/** Every request of a report that a failure can meet. */
const requests = [
  'GET comments',
  'POST comments',
  'PATCH comment',
  'DELETE comment',
  'asks for viewer',
  'asks for node',
  'GET run',
];

test('300 histories end with one true comment of each key, or with a warning', { timeout: 600_000 }, async () => {
  const endings: Ending[] = [];
  const holds = fc.asyncProperty(course, async (history) => {
    endings.push(await play(history));
  });
  // A failure prints its moves and the seed that repeats them; looking for a shorter history ends with the time.
  await fc.assert(holds, {
    seed: 20261129,
    numRuns: 300,
    interruptAfterTimeLimit: 540_000,
    markInterruptAsFailure: true,
  });

  // They are worth something only if they go where it hurts, and mostly end without a doubt.
  const failed = new Set(endings.flatMap((ending) => ending.failed));
  for (const request of requests) {
    const met = failures.filter((failure) => failed.has(`${request}: ${JSON.stringify(failure)}`));
    expect([request, met.length > 0]).toEqual([request, true]);
  }
  expect(endings.filter(({ atOnce }) => atOnce > 1).length).toBeGreaterThan(200);
  const truths = endings.flatMap((ending) => ending.truths);
  expect(truths.filter(({ is }) => is === 'certain').length).toBeGreaterThan(truths.length / 2);
});
