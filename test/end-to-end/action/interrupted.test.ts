import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { type RunningAction, startAction } from '../../github-loopback/run-action.ts';
import { leavingProbes, probesOf } from '../kernel-probes.ts';
import { createSandbox, testProgram } from '../sandbox.ts';
import { closeScenes, openPullRequest } from './scene.ts';

const sandbox = createSandbox(testProgram('Hanging'));
closeScenes();
afterAll(() => sandbox.remove());

/** Starts a gate and waits until it is in the middle of a run that never ends. */
async function startHanging(): Promise<RunningAction> {
  const { step } = await openPullRequest(sandbox);
  const running = startAction(step);
  await running.waitForOutput(/calibrated/);
  await sleep(1000);
  expect(probesOf(running.pid)).not.toEqual([]);
  expect(foldersOf(running.pid)).not.toEqual([]);
  return running;
}

const foldersOf = (pid: number) => readdirSync(tmpdir()).filter((name) => name.includes(`_${pid}_`));

describe('a job that is cancelled in the middle of a run', () => {
  test('puts everything back within the time the runner gives it', async () => {
    const running = await startHanging();
    const started = performance.now();
    expect(await running.cancel()).toMatchObject({ exitCode: 130, signal: null });
    expect(performance.now() - started).toBeLessThan(7500);
    expect(probesOf(running.pid)).toEqual([]);
    expect(foldersOf(running.pid)).toEqual([]);
  });

  test('puts everything back after SIGTERM alone', async () => {
    const running = await startHanging();
    running.kill('SIGTERM');
    expect(await running.result).toMatchObject({ exitCode: 143, signal: null });
    expect(probesOf(running.pid)).toEqual([]);
    expect(foldersOf(running.pid)).toEqual([]);
  });

  test('leaves it to the post step after SIGKILL', async () => {
    const running = await startHanging();
    await leavingProbes(async () => {
      running.kill('SIGKILL');
      const result = await running.result;
      expect(result.signal).toBe('SIGKILL');
      expect(probesOf(running.pid)).not.toEqual([]);
      expect(await result.runPost()).toMatchObject({ exitCode: 0, annotations: [] });
    });
    expect(probesOf(running.pid)).toEqual([]);
    expect(foldersOf(running.pid)).toEqual([]);
  });
});
