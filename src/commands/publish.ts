import type { Inputs } from '../config/inputs.ts';
import { isMeant } from '../config/jobs.ts';
import { MeasurementError, UsageError } from '../errors.ts';
import type { ActionLogger } from '../github/action-logger.ts';
import { type Client, createClient } from '../github/client.ts';
import type { CommentTarget } from '../github/comment.ts';
import type { Context } from '../github/context.ts';
import { failureSentence } from '../github/failure-sentence.ts';
import { writeAnnotations, writeOutputs, writeSummary } from '../github/outputs.ts';
import { findPullRequests } from '../github/pull-request.ts';
import { listRunJobs, type WorkflowJob } from '../github/workflow-jobs.ts';
import { matrixAnnotations } from '../report/matrix/annotations.ts';
import { renderMatrixComment } from '../report/matrix/comment.ts';
import type { Matrix } from '../report/matrix/matrix.ts';
import { renderMatrixSummary } from '../report/matrix/summary.ts';
import { renderMatrixTerminal } from '../report/matrix/terminal.ts';
import { matrixPasses, matrixVerdict } from '../report/matrix/verdict.ts';
import { assembleMatrix } from './assemble-matrix.ts';
import type { ExitStatus } from './command-line.ts';
import { fetchReports } from './fetch-reports.ts';
import { hasChanged } from './gate-on-github.ts';
import { matchJobs } from './match-jobs.ts';
import { type PublishedRun, publishedRun } from './published-run.ts';
import { shortKey } from './short-key.ts';
import { writeComment } from './write-comment.ts';

export interface PublishSurroundings {
  readonly logger: ActionLogger;
  readonly context: Context;
}

/**
 * `mode: publish`: one comment of what the jobs of a run measured, made here from their reports alone. Nothing of the
 * pull request is checked out or run.
 *
 * In a job that needs the measuring ones, the exit status is the check for all of them: red also where one left no
 * report. On `workflow_run` it is not a check, and says only whether what was found could be taken.
 */
export async function publish(inputs: Inputs, { context, logger }: PublishSurroundings): Promise<ExitStatus> {
  const run = publishedRun(context, inputs);
  if (run.outcome === 'ignored') return nothingToSay(logger, run.sentence);
  if (inputs.token === null) throw new UsageError('token: is empty; leave it out to use the token of the job.');
  if (run.decides && inputs.jobId === null) {
    throw new UsageError(
      'job-id: is empty. Leave it out; if it is, the runner is too old to tell which job this is: update it.',
    );
  }
  const client = await createClient(inputs.token, { apiUrl: context.apiUrl });
  const found = await findMatrix(client, run, inputs, context).catch((error: unknown) => unread(error, run, logger));
  if (found === null) return 0;
  if ('sentence' in found) return nothingToSay(logger, found.sentence);
  return tell(client, found, run, inputs, { context, logger });
}

/** What the jobs of a run left, and the pull request that it is about. */
interface FoundMatrix {
  readonly matrix: Matrix;
  readonly pullRequest: number | null;
}

async function findMatrix(
  client: Client,
  run: PublishedRun,
  inputs: Inputs,
  context: Context,
): Promise<FoundMatrix | { readonly sentence: string }> {
  const { repository } = context;
  const open = run.head === null ? null : await findPullRequests(client, repository, { ...run.head, sha: run.headSha });
  if (open?.length === 0) {
    return { sentence: 'No open pull request has this head any more: the run of a newer one, if any, is published.' };
  }
  const listed = await listRunJobs(client, repository, run.id);
  // Somebody may have started the run again since.
  const executions = listed.filter(({ attempt }) => attempt <= run.attempt);
  const isPullRequest = (number: number | null) =>
    open === null ? number === run.pullRequest : number !== null && open.includes(number);
  const fetched = await fetchReports(client, repository, run, isPullRequest);
  const found = matchJobs(executions, fetched.reports, (job) => isLeg(job, run, inputs));
  const reports = found.matched.map(({ report }) => report.report);
  const pullRequest = open === null ? run.pullRequest : onlyOne(reports, open);
  if (pullRequest === undefined) {
    const sentence = `This head has several pull requests (${open?.join(', ')}), and no report says which is meant.`;
    return { sentence };
  }
  const idle = inputs.jobs.filter((name) => !executions.some((job) => isMeant([name], job.name)));
  const refusals = [...fetched.refusals, ...found.strangers.map(({ artifact }) => strangeSentence(artifact.name))];
  const matrix = assembleMatrix({ ...found, idle, refusals }, fetched.artifacts, {
    ...{ run, key: inputs.key ?? defaultKey(run, inputs), label: inputs.label },
    artifactUrl: (id) => `${run.url.replace(/\/attempts\/\d+$/, '')}/artifacts/${id}`,
  });
  return { matrix, pullRequest };
}

function strangeSentence(artifact: string): string {
  return `The artifact \`${artifact}\` is not taken: it tells no job of this run (a runner from before September 2025 tells none).`;
}

/** Without names all jobs of the run are meant, but the one that publishes. */
function isLeg({ id, name }: WorkflowJob, { decides }: PublishedRun, { jobs, jobId }: Inputs): boolean {
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
  { matrix, pullRequest }: FoundMatrix,
  run: PublishedRun,
  inputs: Inputs,
  { context, logger }: PublishSurroundings,
): Promise<ExitStatus> {
  logger.info(renderMatrixTerminal(matrix));
  const body = renderMatrixComment(matrix);
  const target: CommentTarget | null = pullRequest === null ? null : { repository: context.repository, pullRequest };
  const mayCreate = inputs.comment === 'always' || !isQuiet(matrix);
  const commentUrl = await writeComment(client, inputs, target, { body, mayCreate }, logger);
  const summary = await writeSummary(renderMatrixSummary(matrix));
  if (summary.outcome === 'failed') logger.warning(summary.message);
  // Those of a `workflow_run` would stand on a run of the default branch; the gate's own run has them.
  if (run.decides) writeAnnotations(logger, matrixAnnotations(matrix));
  const [only] = matrix.legs;
  await writeOutputs({
    ...noOutputs,
    verdict: matrixVerdict(matrix),
    'comment-url': commentUrl,
    'flame-graph-url': (matrix.legs.length === 1 && only?.links.flameGraphUrl) || '',
    'comment-body': body,
  });
  if (!run.decides) return matrix.refusals.length > 0 ? 1 : 0;
  if (matrixPasses(matrix)) return 0;
  return matrixVerdict(matrix) === 'failed' ? 3 : 1;
}

function isQuiet(matrix: Matrix): boolean {
  return matrixPasses(matrix) && !matrix.legs.some(({ report }) => hasChanged(report));
}

const noOutputs = {
  ...{ verdict: '', 'report-path': '', 'candidate-path': '', 'comment-url': '', 'flame-graph-url': '' },
  'comment-body': '',
};

async function nothingToSay(logger: ActionLogger, sentence: string): Promise<ExitStatus> {
  logger.info(sentence);
  await writeOutputs(noOutputs);
  return 0;
}
