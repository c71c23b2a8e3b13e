import { describe, expect, test } from 'vitest';
import type { Context } from '../../src/github/context.ts';
import { publishedRun } from '../../src/publish/published-run.ts';

const context: Context = {
  ...{ eventName: 'pull_request', repository: { owner: 'octo-org', name: 'shop' } },
  ...{
    headSha: 'c'.repeat(40),
    measuredSha: 'd'.repeat(40),
    merged: true,
    mergedBase: null,
    runId: 1000,
    runAttempt: 2,
  },
  pullRequest: {
    ...{ number: 7, headSha: 'c'.repeat(40), headRef: 'change', headRepository: 'octo-org/shop' },
    ...{ baseSha: 'b'.repeat(40), baseRef: 'main', fromFork: false },
  },
  ...{ base: null, label: null, triggeringRun: null, since: null, job: 'publish', workflow: 'allocations.yml' },
  ...{ runUrl: 'https://github.com/octo-org/shop/actions/runs/1000/attempts/2', workspace: '/w' },
  ...{ serverUrl: 'https://github.com', apiUrl: 'https://api.github.com', retentionDays: 90, image: null },
  ...{ resultFolder: '/temp', isHosted: true },
};
const triggered = (given: Partial<NonNullable<Context['triggeringRun']>> = {}): Context => ({
  ...context,
  ...{ eventName: 'workflow_run', pullRequest: null, runId: 2000, runAttempt: 1 },
  triggeringRun: {
    ...{ id: 1500, attempt: 3, event: 'pull_request', workflow: 'allocations.yml', hasEnded: true },
    ...{ conclusion: 'failure', headSha: 'e'.repeat(40), headRef: 'change', headRepository: 'mona/shop' },
    ...given,
  },
});
const wanted = { workflow: 'allocations.yml' };

describe('what is published', () => {
  test('in a job beside the measuring ones is its own run, and the exit status decides', () => {
    expect(publishedRun(context, wanted)).toEqual({
      ...{ outcome: 'published', id: 1000, attempt: 2, workflow: 'allocations.yml', event: 'pull_request' },
      ...{ headSha: 'c'.repeat(40), mergeSha: 'd'.repeat(40), head: null, pullRequest: 7 },
      ...{ url: context.runUrl, fromFork: false, decides: true },
    });
  });

  test('on `workflow_run` is the run that started this one, whose pull request has to be found', () => {
    expect(publishedRun(triggered(), wanted)).toEqual({
      ...{ outcome: 'published', id: 1500, attempt: 3, workflow: 'allocations.yml', event: 'pull_request' },
      ...{ headSha: 'e'.repeat(40), mergeSha: null, head: { ref: 'change', repository: 'mona/shop' } },
      ...{ url: 'https://github.com/octo-org/shop/actions/runs/1500/attempts/3', pullRequest: null },
      ...{ fromFork: true, decides: false },
    });
  });

  test('is nothing before the run has finished, as on the types `requested` and `in_progress`', () => {
    expect(publishedRun(triggered({ hasEnded: false, conclusion: null }), wanted)).toEqual({
      outcome: 'ignored',
      sentence: 'The run has not finished: start this workflow on the type `completed` of `workflow_run`.',
    });
  });

  test('is nothing where no pull request started the run, or its fork is gone', () => {
    expect(publishedRun(triggered({ event: 'push' }), wanted)).toMatchObject({ outcome: 'ignored' });
    expect(publishedRun(triggered({ headRepository: null }), wanted)).toMatchObject({ outcome: 'ignored' });
  });

  test.each(['action_required', 'skipped', 'stale', 'startup_failure'])(
    'is nothing of a run that ended in %s: none of its jobs was started',
    (conclusion) => {
      expect(publishedRun(triggered({ conclusion }), wanted)).toMatchObject({ outcome: 'ignored' });
    },
  );

  test("is never another workflow's run", () => {
    expect(() => publishedRun(triggered({ workflow: 'evil.yml' }), wanted)).toThrow(/"evil.yml"/);
  });
});
