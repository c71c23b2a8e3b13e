import { describe, expect, test } from 'vitest';
import { matchJobs } from '../../src/commands/match-jobs.ts';
import type { GateReport } from '../../src/commands/read-gate-report.ts';
import type { WorkflowJob } from '../../src/github/workflow-jobs.ts';
import { report } from '../report/reports.ts';
import { gateSource } from './candidate-reports.ts';

const job = (id: number, given: Partial<WorkflowJob> = {}): WorkflowJob => ({
  ...{ id, name: `Swift ${id}`, attempt: 1, status: 'completed', conclusion: 'success' },
  ...{ startedAt: `2026-11-22T10:00:${String(id).padStart(2, '0')}Z`, url: null },
  ...given,
});
const left = (jobId: number | null, given: Partial<GateReport> = {}) => ({
  report: { ...report(given), source: { ...gateSource, jobId } },
});
const match = (jobs: readonly WorkflowJob[], reports: readonly ReturnType<typeof left>[], meant = 'Swift') => {
  const { matched, unmatched } = matchJobs(jobs, reports, ({ name }) => name.startsWith(meant));
  return {
    matched: matched.map(({ job, report: { report } }) => [job?.id ?? null, report.source.jobId]),
    unmatched: unmatched.map(({ job, reason }) => `${job.name} ${reason}`),
  };
};

describe('the jobs of a run', () => {
  test('have their reports in the order in which GitHub lists them', () => {
    expect(match([job(2), job(1)], [left(1), left(2)])).toEqual({
      matched: [
        [2, 2],
        [1, 1],
      ],
      unmatched: [],
    });
  });

  test('may have left several reports: one for each package', () => {
    expect(match([job(1)], [left(1, { key: 'a' }), left(1, { key: 'b' })]).matched).toHaveLength(2);
  });

  test.each([
    ['success', 'left no report'],
    ['failure', 'failed before it could leave a report'],
    ['timed_out', 'ran out of time before it could leave a report'],
    ['cancelled', 'was cancelled'],
    ['skipped', 'was skipped'],
    ['action_required', 'ended with action_required and left no report'],
  ])('that ended with %s and left no report are named', (conclusion, reason) => {
    expect(match([job(1, { conclusion })], [])).toEqual({ matched: [], unmatched: [`Swift 1 ${reason}`] });
  });

  test('that are not meant need no report', () => {
    expect(match([job(1), job(2, { name: 'lint' })], [left(1)]).unmatched).toEqual([]);
  });

  test('that are still at work are missing, whatever they left', () => {
    const jobs = [job(1, { status: 'in_progress', conclusion: null })];
    expect(match(jobs, [left(1)])).toEqual({ matched: [], unmatched: ['Swift 1 has not finished'] });
  });

  test('that failed are not green, whatever their report says', () => {
    const failed = [job(1, { conclusion: 'failure' })];
    const unmatched = ['Swift 1 ended with failure, though its report passes'];
    expect(match(failed, [left(1)])).toEqual({ matched: [], unmatched });
    expect(match(failed, [left(1)], 'lint')).toEqual({ matched: [], unmatched });
    expect(match(failed, [left(1, { passes: false, verdict: 'regression' })]).unmatched).toEqual([]);
  });
});

describe('a job that ran again', () => {
  const first = job(1, { name: 'Swift', conclusion: 'failure' });

  test('counts with its last report', () => {
    const again = job(9, { name: 'Swift', attempt: 2 });
    expect(match([first, again], [left(9)])).toEqual({ matched: [[9, 9]], unmatched: [] });
  });

  test('has no report where the last execution left none', () => {
    const again = job(9, { name: 'Swift', attempt: 2, conclusion: 'cancelled' });
    expect(match([first, again], [left(1)])).toEqual({ matched: [], unmatched: ['Swift was cancelled'] });
  });

  test('is not one that GitHub lists once more because others ran again', () => {
    const green = job(1, { name: 'Swift' });
    const listedAgain = { ...green, id: 9, attempt: 2 };
    expect(match([green, listedAgain], [left(1)])).toEqual({ matched: [[9, 1]], unmatched: [] });
  });
});

describe('a report', () => {
  test('of a runner that does not tell the job is shown, and its job is missing', () => {
    expect(match([job(1)], [left(null)])).toEqual({ matched: [[null, null]], unmatched: ['Swift 1 left no report'] });
  });

  test('that names a job that the run does not have is not shown', () => {
    expect(match([job(1)], [left(1), left(77)])).toEqual({ matched: [[1, 1]], unmatched: [] });
  });
});
