import { describe, expect, test } from 'vitest';
import type { WorkflowJob } from '../../src/github/workflow-run.ts';
import { matchJobs } from '../../src/publish/match-jobs.ts';
import type { GateReport } from '../../src/report-file/read-gate-report.ts';
import { report } from '../report/reports.ts';
import { gateSource } from '../report-file/candidate-reports.ts';

const job = (id: number, given: Partial<WorkflowJob> = {}): WorkflowJob => ({
  ...{ id, name: `Swift ${id}`, attempt: 1, status: 'completed', conclusion: 'success' },
  ...{ startedAt: `2026-11-22T10:00:${String(id).padStart(2, '0')}Z`, url: null },
  ...given,
});
const left = (jobId: number | null, given: Partial<GateReport> = {}) => ({
  report: { ...report(given), source: { ...gateSource, jobId } },
});
const match = (jobs: readonly WorkflowJob[], reports: readonly ReturnType<typeof left>[], meant = 'Swift') => {
  const { matched, unmatched, strangers } = matchJobs(jobs, reports, ({ name }) => name.startsWith(meant));
  return {
    matched: matched.map(({ job, report: { report } }) => [job.id, report.source.jobId]),
    unmatched: unmatched.map(({ job, reason }) => `${job.name} ${reason}`),
    ...(strangers.length > 0 && { strangers: strangers.map(({ report }) => report.source.jobId) }),
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

  test('that are not meant need no report, and what they left is left alone', () => {
    expect(match([job(1), job(2, { name: 'lint' })], [left(1)]).unmatched).toEqual([]);
    const failed = job(2, { name: 'other', conclusion: 'failure' });
    expect(match([job(1), failed], [left(1), left(2)])).toEqual({ matched: [[1, 1]], unmatched: [] });
  });

  test.each(['in_progress', 'completed'])('that are %s without an end are missing, whatever they left', (status) => {
    const jobs = [job(1, { status, conclusion: null })];
    expect(match(jobs, [left(1)])).toEqual({ matched: [], unmatched: ['Swift 1 has not finished'] });
  });

  test('that failed are not green, whatever their report says', () => {
    const failed = [job(1, { conclusion: 'failure' })];
    const unmatched = ['Swift 1 ended with failure, though its report passes'];
    expect(match(failed, [left(1)])).toEqual({ matched: [], unmatched });
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

  test('is told from another of its name that started in the same second', () => {
    const startedAt = '2026-11-22T10:00:00Z';
    const twins = [1, 2].map((id) => job(id, { name: 'Swift', startedAt }));
    const again = twins.map((twin) => ({ ...twin, id: twin.id + 10, attempt: 2 }));
    expect(match([...twins, ...again], [left(2), left(1)])).toEqual({
      matched: [
        [11, 1],
        [12, 2],
      ],
      unmatched: [],
    });
  });
});

describe('a report', () => {
  test.each([null, 77])('that tells the job %j, which the run does not have, is a stranger', (jobId) => {
    expect(match([job(1)], [left(1), left(jobId)])).toEqual({ matched: [[1, 1]], unmatched: [], strangers: [jobId] });
  });
});
