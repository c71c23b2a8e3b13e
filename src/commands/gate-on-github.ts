import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { UsageError } from '../errors.ts';
import type { ActionLogger } from '../github/action-logger.ts';
import { type UploadOutcome, uploadArchive, uploadArtifact } from '../github/artifact.ts';
import { artifactNames } from '../github/artifact-names.ts';
import { findBaseCommit } from '../github/base-commit.ts';
import { createClient } from '../github/client.ts';
import type { CommentTarget } from '../github/comment.ts';
import type { Context } from '../github/context.ts';
import { eventNames } from '../github/event.ts';
import { writeAnnotations, writeOutputs, writeSummary } from '../github/outputs.ts';
import { annotationsOf } from '../report/annotations.ts';
import { hasMoved } from '../report/benchmarks.ts';
import { renderComment } from '../report/comment.ts';
import type { Links } from '../report/links.ts';
import { remainingLines } from '../report/remaining-line.ts';
import type { Report } from '../report/schema.ts';
import { renderSummary } from '../report/summary.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { ExitStatus } from './command-line.ts';
import { configurationNotice } from './configuration-notice.ts';
import { type GateResult, runGate } from './gate.ts';
import { inspectBase } from './inspect-base.ts';
import { exitStatusOf } from './measure-and-gate.ts';
import { reportText } from './report-text.ts';
import { shortKey } from './short-key.ts';
import type { Surroundings } from './surroundings.ts';
import { writeComment } from './write-comment.ts';
import { type ResultFiles, writeResults } from './write-results.ts';

/** What the Action's gate has besides what every command has. */
export interface GitHubSurroundings extends Surroundings {
  readonly logger: ActionLogger;
  readonly context: Context;
  /** Where the results are left for later steps. */
  readonly resultFolder: string;
}

/**
 * The gate in a job: measures and decides, then reports. What cannot be reported (a refused comment, a failed
 * upload) is a warning; the exit status is the gate's alone.
 */
export async function gateOnGitHub(settings: Settings, surroundings: GitHubSurroundings): Promise<ExitStatus> {
  const { context, logger } = surroundings;
  if (context.triggeringRun !== null) {
    throw new UsageError(
      `The event \`workflow_run\` is not one the gate answers to, but \`mode: publish\` does. Start the gate on one of: ${eventNames.join(', ')}.`,
    );
  }
  const client = settings.token === null ? null : await createClient(settings.token, { apiUrl: context.apiUrl });
  const result = await runGate(
    settings,
    {
      source: sourceOf(context, settings),
      image: context.image,
      inspectBase: async (path, baseline) => {
        const inspected = await inspectBase(client, context, path, baseline, logger);
        const edited = await configurationNotice(client, context, settings.config, logger);
        return { ...inspected, notices: [...inspected.notices, ...edited] };
      },
      findBase: async () => {
        const found = await findBaseCommit(client, context, surroundings.run);
        return found === null ? null : { ...found, prefix: '' };
      },
      alwaysBase: false,
      keyOf: (environmentName) => defaultKey(context, settings, environmentName),
    },
    surroundings,
  );
  const { report } = result;
  logger.info(renderTerminal(report, { color: false }));

  const { files, links } = await leaveResults(result, settings, surroundings);
  const body = renderComment(report, links);
  const mayCreate = settings.comment === 'always' || hasChanged(report);
  const commentUrl = await writeComment(client, settings, targetOf(context), { body, mayCreate }, logger);
  const summary = await writeSummary(renderSummary(report, links));
  if (summary.outcome === 'failed') logger.warning(summary.message);
  writeAnnotations(logger, annotationsOf(report));
  await writeOutputs({
    verdict: report.verdict,
    'report-path': files.report,
    'candidate-path': files.candidate ?? '',
    'comment-url': commentUrl,
    'flame-graph-url': links.flameGraphUrl ?? '',
    'comment-body': body,
  });
  return exitStatusOf(report);
}

function targetOf({ pullRequest, repository }: Context): CommentTarget | null {
  return pullRequest === null ? null : { repository, pullRequest: pullRequest.number };
}

function sourceOf(context: Context, { jobId }: Settings): Report['source'] {
  const { repository, eventName, headSha, measuredSha, pullRequest, runId, runAttempt } = context;
  return {
    repository: `${repository.owner}/${repository.name}`,
    event: eventName,
    ...{ headSha, measuredSha, pullRequest: pullRequest?.number ?? null, runId, runAttempt, jobId },
  };
}

/** Two jobs never share one by accident: the job, the package's folder and the environment are in it. */
function defaultKey({ job }: Context, { packagePath }: Settings, environmentName: string): string {
  return shortKey([job, ...(packagePath === '.' ? [] : [packagePath]), environmentName]);
}

async function leaveResults(
  result: GateResult,
  settings: Settings,
  { context, logger, resultFolder }: GitHubSurroundings,
): Promise<{ readonly files: ResultFiles; readonly links: Links }> {
  const { report } = result;
  const names = artifactNames({ key: report.key, headSha: context.headSha, runAttempt: context.runAttempt });
  const files = await writeResults(join(resultFolder, 'allocations'), result, names);
  const { warning } = reportText(report);
  if (warning !== null) logger.warning(warning);
  const orWarn = (uploaded: UploadOutcome) => {
    if (uploaded.outcome === 'uploaded') return uploaded;
    logger.warning(uploaded.message);
    return null;
  };
  const reportArtifact = orWarn(await uploadArtifact(files.report, context, logger));
  // What kept the report from being uploaded would keep the page too: one warning, and no second half minute of retries.
  const isUp = reportArtifact !== null;
  const flameGraph =
    isUp && files.flameGraph !== null ? orWarn(await uploadArtifact(files.flameGraph, context, logger)) : null;
  if (flameGraph !== null) orWarn(await uploadArchive(names.stacks, files.stacks, context, logger));
  return {
    files,
    links: {
      runUrl: context.runUrl,
      runId: context.runId,
      flameGraphUrl: flameGraph?.url ?? null,
      flameGraphExpires: flameGraph?.expiresAt.toISOString() ?? null,
      reportArtifactName: reportArtifact?.name ?? null,
      reportArtifactUrl: reportArtifact?.url ?? null,
      // Nobody can commit to a fork's branch with this repository's token.
      label: context.pullRequest?.fromFork === true ? null : settings.label,
    },
  };
}

/** Anything that a reviewer should see: a verdict other than pass, a count that moved, blocks that are not freed. */
export function hasChanged(report: Report): boolean {
  return (
    report.verdict !== 'pass' ||
    report.removed.length > 0 ||
    report.notices.length > 0 ||
    remainingLines(report).length > 0 ||
    report.benchmarks.some(hasMoved)
  );
}
