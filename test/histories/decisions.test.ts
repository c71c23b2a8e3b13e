import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startGitHub } from '../github-loopback/server.ts';
import { quickFolder, temporaryDirectory } from '../system/temporary-directory.ts';
import { makeCheckouts } from './checkouts.ts';
import { type Fate, fates } from './claims.ts';
import { type Course, Decisions } from './decisions.ts';
import { failures } from './history.ts';

const fate = fc.constantFrom(...(Object.keys(fates) as Fate[]));
const half = fc.record({ breaksOffAt: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }) });
// A 404 is GitHub's own word that there is no such thing, or person, and is believed.
const whole = failures.filter((failure) => failure !== 404);
const course: fc.Arbitrary<Course> = fc.record({
  fates: fc.tuple(fc.oneof(fc.constant<Fate>('unchanged'), fate), fate),
  choices: fc.array(fc.nat({ max: 1_000_000 }), { minLength: 10, maxLength: 80, size: 'max' }),
  failures: fc.array(fc.oneof(half, fc.constantFrom(...whole)), { maxLength: 12, size: 'max' }),
});

test('300 histories of gate, publish and accept are never green without a measurement, and say nothing false', {
  timeout: 600_000,
}, async () => {
  const folder = temporaryDirectory(quickFolder);
  const checkouts = await makeCheckouts(folder);
  const failed: string[] = [];
  const ends: string[] = [];
  const holds = fc.asyncProperty(course, async (history) => {
    const gitHub = await startGitHub();
    const own = mkdtempSync(join(folder, 'history-'));
    try {
      const decisions = new Decisions(gitHub, checkouts, own, history);
      ends.push(...(await decisions.play(history)));
      failed.push(...decisions.failed);
    } finally {
      rmSync(own, { recursive: true });
      expect(gitHub.violations).toEqual([]);
      await gitHub.close();
    }
  });
  await fc.assert(holds, {
    seed: 20261129,
    numRuns: 300,
    interruptAfterTimeLimit: 540_000,
    markInterruptAsFailure: true,
    endOnFailure: true,
  });

  // They are worth something only if all three are green and red in them, and are answered half.
  for (const kind of ['gate', 'publish', 'accept']) {
    for (const end of [`${kind} 0`, `${kind} 1`])
      expect([end, ends.filter((one) => one === end).length > 20]).toEqual([end, true]);
    const half = failed.filter((words) => words.startsWith(`${kind}: `) && words.endsWith(': breaksOffAt'));
    expect([kind, half.length > 50]).toEqual([kind, true]);
  }
  expect(ends).toContain('publish cannot say');
});
