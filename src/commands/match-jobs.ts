import type { WorkflowJob } from '../github/workflow-jobs.ts';
import type { GateReport } from './read-gate-report.ts';

/** A report, with the job that left it; null where the runner did not tell the report. */
export interface MatchedReport<R> {
  readonly report: R;
  readonly job: WorkflowJob | null;
}

/** A job that should have left a report that can be trusted, and has not; `reason` follows its name in a sentence. */
export interface UnmatchedJob {
  readonly job: WorkflowJob;
  readonly reason: string;
}

/**
 * Which job left which report, in the order in which GitHub lists the jobs, and which left none.
 *
 * A job that has run again counts with its last execution alone: the report of the one before is of the past. Where only
 * others ran again, GitHub lists it in the new attempt once more, with the old start.
 *
 * @param isMeant Whether a job should have left a report.
 */
export function matchJobs<R extends { readonly report: GateReport }>(
  executions: readonly WorkflowJob[],
  reports: readonly R[],
  isMeant: (job: WorkflowJob) => boolean,
): { readonly matched: readonly MatchedReport<R>[]; readonly unmatched: readonly UnmatchedJob[] } {
  const jobs = lastExecutions(executions);
  const jobOf = ({ report }: R): WorkflowJob | null => {
    const left = executions.find(({ id }) => id === report.source.jobId);
    if (left === undefined) return null;
    const same = jobs.filter(({ name }) => name === left.name);
    return same.find(({ id }) => id === left.id) ?? same.find(({ startedAt }) => startedAt === left.startedAt) ?? null;
  };
  const found = reports.map((report) => ({ report, job: jobOf(report) }));
  const matched: MatchedReport<R>[] = [];
  const unmatched: UnmatchedJob[] = [];
  for (const job of jobs) {
    const own = found.filter((one) => one.job === job);
    const reason = reasonAgainst(job, own);
    if (reason === null) matched.push(...own);
    else if (own.length > 0 || isMeant(job)) unmatched.push({ job, reason });
  }
  const nameless = found.filter(({ report }) => report.report.source.jobId === null);
  return { matched: [...matched, ...nameless], unmatched };
}

/** Of each name the executions of the highest attempt. (Nothing keeps two jobs from having one name.) */
function lastExecutions(executions: readonly WorkflowJob[]): readonly WorkflowJob[] {
  const last = new Map<string, number>();
  for (const { name, attempt } of executions) last.set(name, Math.max(attempt, last.get(name) ?? 0));
  return executions.filter(({ name, attempt }) => last.get(name) === attempt);
}

/** Why a job's result cannot stand; null where it can. The runner tells how a job ended, whatever its report says. */
function reasonAgainst(
  { status, conclusion }: WorkflowJob,
  own: readonly MatchedReport<{ readonly report: GateReport }>[],
) {
  if (status !== 'completed') return 'has not finished';
  if (own.length === 0) return missing(conclusion);
  const passes = own.every(({ report: { report } }) => report.passes);
  return passes && conclusion !== 'success' ? `ended with ${conclusion}, though its report passes` : null;
}

function missing(conclusion: string | null): string {
  switch (conclusion) {
    case 'success':
      return 'left no report';
    case 'failure':
      return 'failed before it could leave a report';
    case 'timed_out':
      return 'ran out of time before it could leave a report';
    case 'cancelled':
    case 'skipped':
      return `was ${conclusion}`;
    default:
      return `ended with ${conclusion ?? 'nothing'} and left no report`;
  }
}
