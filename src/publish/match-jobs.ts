import type { WorkflowJob } from '../github/workflow-run.ts';
import type { GateReport } from '../report-file/read-gate-report.ts';

/** A report, with the job that left it. */
export interface MatchedReport<R> {
  readonly report: R;
  readonly job: WorkflowJob;
}

/** A job that should have left a report that can be trusted, and has not; `reason` follows its name in a sentence. */
export interface UnmatchedJob {
  readonly job: WorkflowJob;
  readonly reason: string;
  /** What GitHub may only not show yet; null where nothing more is to come. */
  readonly mayLag: 'end' | 'report' | null;
}

/** What the jobs of a run left. */
export interface MatchedJobs<R> {
  /** In the order in which GitHub lists the jobs. */
  readonly matched: readonly MatchedReport<R>[];
  readonly unmatched: readonly UnmatchedJob[];
  /** Reports whose job the run does not have. */
  readonly strangers: readonly R[];
}

/**
 * Which job left which report, and which left none.
 *
 * A job that has run again counts with its last execution alone: the report of the one before is of the past. Where only
 * others ran again, GitHub lists it in the new attempt once more, with the old start.
 *
 * @param isMeant Whether a job should have left a report; those of others are left alone.
 */
export function matchJobs<R extends { readonly report: GateReport }>(
  executions: readonly WorkflowJob[],
  reports: readonly R[],
  isMeant: (job: WorkflowJob) => boolean,
): MatchedJobs<R> {
  const jobs = lastExecutions(executions);
  const found = reports.map((report) => ({ report, left: leftBy(report.report, executions) }));
  const matched: MatchedReport<R>[] = [];
  const unmatched: UnmatchedJob[] = [];
  for (const job of jobs.filter(isMeant)) {
    const own = found.flatMap(({ report, left }) =>
      left !== null && lastOf(left, executions, jobs) === job ? [{ report, job }] : [],
    );
    const reason = reasonAgainst(job, own);
    if (reason === null) matched.push(...own);
    else unmatched.push({ job, reason, mayLag: mayLag(job, own.length) });
  }
  const strangers = found.filter(({ left }) => left === null).map(({ report }) => report);
  return { matched, unmatched, strangers };
}

function leftBy({ source }: GateReport, executions: readonly WorkflowJob[]): WorkflowJob | null {
  return executions.find(({ id }) => id === source.jobId) ?? null;
}

/**
 * The last execution of a job, if it is the same as this one or a copy of it; null where the job ran again. Jobs of one
 * name, which nothing forbids, are told apart by their order.
 */
function lastOf(
  left: WorkflowJob,
  executions: readonly WorkflowJob[],
  jobs: readonly WorkflowJob[],
): WorkflowJob | null {
  if (jobs.includes(left)) return left;
  const place = namesakes(executions, left).findIndex(({ id }) => id === left.id);
  const [first] = jobs.filter(({ name }) => name === left.name);
  const last = first === undefined ? undefined : namesakes(jobs, first)[place];
  return last?.startedAt === left.startedAt ? last : null;
}

/** The jobs of one name in one attempt, in the order in which they were made. */
function namesakes(jobs: readonly WorkflowJob[], { name, attempt }: WorkflowJob): readonly WorkflowJob[] {
  return jobs.filter((job) => job.name === name && job.attempt === attempt).toSorted((a, b) => a.id - b.id);
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
  if (!hasEnded({ status, conclusion })) return 'has not finished';
  if (own.length === 0) return missing(conclusion);
  const passes = own.every(({ report: { report } }) => report.passes);
  return passes && conclusion !== 'success' ? `ended with ${conclusion}, though its report passes` : null;
}

/** GitHub may show that a job has ended before it shows how. */
function hasEnded({ status, conclusion }: Pick<WorkflowJob, 'status' | 'conclusion'>): boolean {
  return status === 'completed' && conclusion !== null;
}

/** A job ends before GitHub shows it, and an artifact is there before it is listed. */
function mayLag({ status, conclusion }: WorkflowJob, reports: number): UnmatchedJob['mayLag'] {
  if (!hasEnded({ status, conclusion })) return 'end';
  return reports === 0 && (conclusion === 'success' || conclusion === 'failure') ? 'report' : null;
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
