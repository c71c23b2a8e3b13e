import type { ActionLogger } from '../github/action-logger.ts';
import { type Client, createClient } from '../github/client.ts';
import type { Context } from '../github/context.ts';
import { lookAgain } from '../github/look-again.ts';
import { writeAnnotations, writeOutputs, writeSummary } from '../github/outputs.ts';
import type { CommentTarget } from '../github/own-comments.ts';
import { findPullRequests } from '../github/pull-request.ts';
import {
  chooseReports,
  downloadReport,
  listRunArtifacts,
  type ReportArtifact,
  type RunArtifact,
} from '../github/report-artifacts.ts';
import { fullNameOf, type Repository } from '../github/repository.ts';
import { failureSentence, UnexpectedAnswer } from '../github/request-failure.ts';
import { listRunJobs, type WorkflowJob } from '../github/workflow-run.ts';
import { writeComment } from '../github/write-comment.ts';
import { MeasurementError, UsageError } from '../model/errors.ts';
import type { ExitStatus } from '../model/report.ts';
import { shortKey } from '../model/short-key.ts';
import { annotationsOf } from '../report/annotations.ts';
import { renderComment, renderSummary } from '../report/comment-and-summary.ts';
import type { Links } from '../report/links.ts';
import {
  type Environment,
  hasChanged,
  type MissingEnvironment,
  type Overview,
  overviewPasses,
  overviewVerdict,
} from '../report/overview.ts';
import { renderOutline } from '../report/terminal.ts';
import { artifactNames } from '../report-file/artifact-names.ts';
import { type ExpectedSource, type GateReport, readGateReport } from '../report-file/read-gate-report.ts';
import type { Inputs } from '../settings/inputs.ts';
import { isMeant } from '../settings/jobs.ts';
import { type MatchedJobs, matchJobs } from './match-jobs.ts';
import { type PublishedRun, publishedRun } from './published-run.ts';

export interface PublishHost {
  readonly logger: ActionLogger;
  readonly context: Context;
  /** Waits that many milliseconds, before something is asked for again. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/**
 * `mode: publish`: one comment of what the jobs of a run measured, made here from their reports alone. Nothing of the
 * pull request is checked out or run.
 *
 * In a job that needs the measuring ones, the exit status is the check for all of them: red also where one left no
 * report. On `workflow_run` it is not a check, and says only whether what was found could be taken.
 */
export async function publish(inputs: Inputs, host: PublishHost): Promise<ExitStatus> {
  const { context, logger, sleep } = host;
  const run = publishedRun(context, inputs);
  if (run.outcome === 'ignored') return nothingToSay(logger, run.sentence);
  if (inputs.token === null) throw new UsageError('token: is empty; leave it out to use the token of the job.');
  // The runner tells since September 2025 (facts 45).
  if (run.decides && inputs.jobId === null) {
    throw new UsageError(
      'job-id: is empty. Leave it out; if it is, the runner is too old to tell which job this is: update it.',
    );
  }
  const client = await createClient(inputs.token, { apiUrl: context.apiUrl, sleep });
  const found = await findOverview(client, run, inputs, host).catch((error: unknown) => unread(error, run, logger));
  if (found === null) return 0;
  if ('sentence' in found) return nothingToSay(logger, found.sentence);
  return tell(client, found, run, inputs, host);
}

/** What the jobs of a run left, and the pull request that it is about. */
interface FoundOverview {
  readonly overview: Overview;
  readonly pullRequest: number | null;
}

async function findOverview(
  client: Client,
  run: PublishedRun,
  inputs: Inputs,
  { context: { repository }, sleep }: PublishHost,
): Promise<FoundOverview | { readonly sentence: string }> {
  const open = run.head === null ? null : await findPullRequests(client, repository, { ...run.head, sha: run.headSha });
  if (open?.length === 0) {
    return { sentence: 'No open pull request has this head any more: the run of a newer one, if any, is published.' };
  }
  const isPullRequest = (number: number | null) =>
    open === null ? number === run.pullRequest : number !== null && open.includes(number);
  const look = async () => {
    const listed = await listRunJobs(client, repository, run.id);
    // Somebody may have started the run again since.
    const executions = listed.filter(({ attempt }) => attempt <= run.attempt);
    const fetched = await fetchReports(client, repository, run, isPullRequest);
    return { executions, fetched, ...matchJobs(executions, fetched.reports, (job) => isMeasuring(job, run, inputs)) };
  };
  const listsThisJob = (executions: readonly WorkflowJob[]) =>
    !run.decides || executions.some(({ id }) => id === inputs.jobId);
  // A report that was refused, or tells no job, is there: the job that left it is not waited for.
  const isSettled = ({ executions, unmatched, strangers, fetched }: Awaited<ReturnType<typeof look>>) =>
    listsThisJob(executions) &&
    strangers.every(({ report }) => report.source.jobId === null) &&
    !unmatched.some(({ mayLag }) => mayLag === 'end') &&
    unmatched.filter(({ mayLag }) => mayLag === 'report').length <= strangers.length + fetched.refusals.length;
  const { executions, fetched, ...found } = await lookAgain(look, isSettled, sleep);
  // A list that lacks this job may lack others, whose reports would not be missed.
  if (!listsThisJob(executions)) throw new UnexpectedAnswer(`jobs: has not this one, ${inputs.jobId}`);
  const reports = found.matched.map(({ report }) => report.report);
  const pullRequest = open === null ? run.pullRequest : onlyOne(reports, open);
  if (pullRequest === undefined) {
    const sentence = `This head has several pull requests (${open?.join(', ')}), and no report says which is meant.`;
    return { sentence };
  }
  const idle = inputs.jobs.filter((name) => !executions.some((job) => isMeant([name], job.name)));
  const refusals = [...fetched.refusals, ...found.strangers.map(({ artifact }) => strangeSentence(artifact.name))];
  const overview = assembleOverview({ ...found, idle, refusals }, fetched.artifacts, run, inputs);
  return { overview, pullRequest };
}

/** A report that a job of the run left, checked. */
interface FetchedReport {
  readonly report: GateReport;
  readonly artifact: ReportArtifact;
}

/** What was found among a run's artifacts. */
interface FetchedReports {
  readonly reports: readonly FetchedReport[];
  /** Why others are not taken, a sentence each. */
  readonly refusals: readonly string[];
  /** All artifacts of the run: a report's companions are among them. */
  readonly artifacts: readonly RunArtifact[];
}

/** Bytes of all reports of a run together: they are held in memory at once. */
const mostBytes = 128 * 1024 * 1024;

/**
 * Downloads and checks the reports of a run, of each key that of the last attempt. One that is not what it should be
 * is refused and the others stand. Throws what GitHub answers where it fails.
 */
async function fetchReports(
  client: Client,
  repository: Repository,
  run: PublishedRun,
  isPullRequest: ExpectedSource['isPullRequest'],
): Promise<FetchedReports> {
  const artifacts = await listRunArtifacts(client, repository, run.id);
  const chosen = chooseReports(artifacts, run);
  if (chosen.outcome === 'refused') return { reports: [], refusals: [chosen.sentence], artifacts };
  const reports: FetchedReport[] = [];
  const refusals: string[] = [];
  let bytes = 0;
  for (const artifact of chosen.artifacts) {
    const content = await downloadReport(client, repository, artifact);
    bytes += Buffer.isBuffer(content) ? content.length : 0;
    if (bytes > mostBytes) {
      refusals.push('The reports of this run are larger than all of a matrix should be: the rest was not read.');
      break;
    }
    const read = Buffer.isBuffer(content)
      ? readGateReport(content, {
          repository: fullNameOf(repository),
          event: run.event,
          isPullRequest,
          headSha: run.headSha,
          mergeSha: run.mergeSha,
          runId: run.id,
          runAttempt: artifact.attempt,
          artifactName: artifact.name,
        })
      : content;
    if (read.outcome === 'report') reports.push({ report: read.report, artifact });
    else refusals.push(read.sentence);
  }
  return { reports, refusals, artifacts };
}

/** Without names all jobs of the run are meant, but the one that publishes. */
function isMeasuring({ id, name }: WorkflowJob, { decides }: PublishedRun, { jobs, jobId }: Inputs): boolean {
  return !(decides && id === jobId) && isMeant(jobs, name);
}

/** The pull request that the reports are of; undefined where that is open. */
function onlyOne(
  reports: readonly { readonly source: { readonly pullRequest: number | null } }[],
  open: readonly number[],
) {
  const named = new Set(reports.map(({ source }) => source.pullRequest));
  const [first, ...others] = named.size === 0 ? open : [...named];
  return others.length === 0 ? (first ?? undefined) : undefined;
}

function strangeSentence(artifact: string): string {
  return `The artifact \`${artifact}\` is not taken: it tells no job of this run (a runner from before September 2025 tells none).`;
}

/** What was found of a run: reports with their jobs, jobs without, and sentences about what is not taken. */
interface Findings extends Pick<MatchedJobs<FetchedReport>, 'matched' | 'unmatched'> {
  /** Names of jobs that are wanted and that no job of the run has. */
  readonly idle: readonly string[];
  readonly refusals: readonly string[];
}

/** Puts together what one comment is made of. */
function assembleOverview(
  { matched, unmatched, idle, refusals }: Findings,
  artifacts: readonly RunArtifact[],
  run: PublishedRun,
  inputs: Inputs,
): Overview {
  const artifactUrl = (id: number) => `${run.url.replace(/\/attempts\/\d+$/, '')}/artifacts/${id}`;
  const perJob = new Map<number, number>();
  for (const { job } of matched) perJob.set(job.id, (perJob.get(job.id) ?? 0) + 1);
  const environments = matched.map(({ report: { report, artifact }, job }): Environment => {
    // A job may gate several packages, in as many steps.
    const name = perJob.get(job.id) === 1 ? job.name : `${job.name}: ${report.package}`;
    const names = artifactNames({ key: report.key, ...report.source });
    const page = artifacts.find((one) => one.name === names.flameGraph && !one.expired);
    // A page that a fork made could be anything, and GitHub opens it in the browser of whoever follows the link.
    const flameGraph = run.fromFork ? undefined : page;
    const links: Links = {
      runUrl: run.url,
      runId: run.id,
      flameGraphUrl: flameGraph === undefined ? null : artifactUrl(flameGraph.id),
      flameGraphExpires: flameGraph?.expiresAt ?? null,
      reportArtifactName: artifact.name,
      reportArtifactUrl: artifactUrl(artifact.id),
      // Nobody can commit to a fork's branch with this repository's token.
      label: run.fromFork ? null : inputs.label,
    };
    return { name, report, links };
  });
  const missing: readonly MissingEnvironment[] = [
    ...unmatched.map(({ job, reason }) => ({ name: job.name, reason, url: job.url })),
    ...idle.map((name) => ({ name, reason: 'is the name of no job of this run', url: null })),
  ];
  const key = inputs.key ?? defaultKey(run, inputs);
  const marker = { key, headSha: run.headSha, runId: run.id, runAttempt: run.attempt };
  return { marker, environments, missing, refusals, runUrl: run.url };
}

/** The same for both ways of publishing one workflow, so that they share a comment; two groups of jobs have two. */
function defaultKey({ workflow }: PublishedRun, inputs: Inputs): string {
  return shortKey([workflow ?? inputs.workflow, ...inputs.jobs]);
}

/** Where GitHub fails, a check must not be green; a comment that cannot be made is a warning. */
function unread(error: unknown, { decides }: PublishedRun, logger: ActionLogger): null {
  const reason = failureSentence(error);
  if (reason === null) throw error;
  const sentence = `What the jobs of this run measured could not be read: ${reason}.`;
  if (decides) throw new MeasurementError(sentence, { remedy: 'Run this job again when that is mended.' });
  logger.warning(sentence);
  return null;
}

async function tell(
  client: Client,
  { overview, pullRequest }: FoundOverview,
  run: PublishedRun,
  inputs: Inputs,
  { context, logger }: PublishHost,
): Promise<ExitStatus> {
  logger.info(renderOutline(overview));
  const body = renderComment(overview);
  const target: CommentTarget | null = pullRequest === null ? null : { repository: context.repository, pullRequest };
  const mayCreate = inputs.comment === 'always' || hasChanged(overview);
  const commentUrl = await writeComment(client, inputs, target, { body, mayCreate, since: context.since }, logger);
  await writeSummary(logger, renderSummary(overview));
  // Those of a `workflow_run` would stand on a run of the default branch; the gate's own run has them.
  if (run.decides) writeAnnotations(logger, annotationsOf(overview));
  const [only] = overview.environments;
  await writeOutputs(logger, {
    verdict: overviewVerdict(overview),
    'comment-url': commentUrl,
    'flame-graph-url': (overview.environments.length === 1 && only?.links.flameGraphUrl) || '',
    'comment-body': body,
  });
  if (!run.decides) return overview.refusals.length > 0 ? 1 : 0;
  if (overviewPasses(overview)) return 0;
  return overviewVerdict(overview) === 'failed' ? 3 : 1;
}

async function nothingToSay(logger: ActionLogger, sentence: string): Promise<ExitStatus> {
  logger.info(sentence);
  await writeOutputs(logger, {});
  return 0;
}
