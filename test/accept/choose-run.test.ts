import { describe, expect, test } from 'vitest';
import { chooseRun } from '../../src/accept/choose-run.ts';
import type { WorkflowRun } from '../../src/github/workflow-run.ts';

const wanted = { workflow: 'allocations.yml', repository: 'octo-org/shop', pullRequest: 7, headSha: 'c'.repeat(40) };
const run = (given: Partial<WorkflowRun> = {}): WorkflowRun => ({
  ...{ id: 1000, attempt: 1, event: 'pull_request', status: 'completed', conclusion: 'failure' },
  ...{ headSha: wanted.headSha, headRepository: wanted.repository, pullRequests: [7], url: 'https://github.com/1' },
  ...given,
});
const chosenId = (...runs: readonly WorkflowRun[]) => {
  const chosen = chooseRun(runs, wanted);
  return chosen.outcome === 'chosen' ? chosen.run.id : chosen.sentence;
};

describe('the run whose numbers are accepted', () => {
  test.each(['success', 'failure'])('may have ended in %s', (conclusion) => {
    expect(chosenId(run({ conclusion }))).toBe(1000);
  });

  test('is the newest, whatever the order', () => {
    expect(chosenId(run({ id: 2 }), run({ id: 3 }), run({ id: 1 }))).toBe(3);
  });

  test('is an earlier one where the newest was not finished', () => {
    expect(chosenId(run({ id: 2, conclusion: 'cancelled' }), run({ id: 1 }))).toBe(1);
  });

  test('is also known for a run that tells of no pull request', () => {
    expect(chosenId(run({ pullRequests: [] }))).toBe(1000);
  });

  test.each([
    ['a push', { event: 'push' }],
    ['another commit', { headSha: 'e'.repeat(40) }],
    ['a fork', { headRepository: 'mona/shop' }],
    ['a fork that is gone', { headRepository: null }],
    ['another pull request of the same branch', { pullRequests: [8] }],
  ])('is never that of %s', (_name, given) => {
    expect(chosenId(run(given))).toBe(
      "The workflow `allocations.yml` has not run for `cccccccccc`: set the label again once the gate's numbers are here.",
    );
  });
});

describe('nothing is chosen', () => {
  test.each(['queued', 'in_progress', 'waiting', 'requested', null])('while a run is %s', (status) => {
    const running = run({ id: 2, status, conclusion: null });
    for (const runs of [[running], [run({ id: 3 }), running], [running, run({ id: 1 })]]) {
      expect(chosenId(...runs)).toContain('The gate has not finished for `cccccccccc` yet');
    }
  });

  test('where the only run waits for approval', () => {
    expect(chosenId(run({ conclusion: 'action_required' }))).toContain('waits for approval: approve it');
  });

  test.each(['cancelled', 'skipped', 'timed_out', 'startup_failure', null])(
    'where the only run ended in %s',
    (conclusion) => {
      expect(chosenId(run({ conclusion }))).toContain('was not finished');
    },
  );

  test('where there is no such workflow', () => {
    expect(chooseRun(null, wanted)).toEqual({
      outcome: 'refused',
      sentence:
        "There is no workflow `allocations.yml` in this repository: the input `workflow` names the file of the gate's.",
    });
  });
});
