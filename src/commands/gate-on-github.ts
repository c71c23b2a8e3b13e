import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import type { ActionLogger } from '../github/action-logger.ts';
import { type UploadOutcome, uploadArchive, uploadArtifact } from '../github/artifact.ts';
import { artifactNames } from '../github/artifact-names.ts';
import { findBaseCommit } from '../github/base-commit.ts';
import { type Client, createClient } from '../github/client.ts';
import { upsertComment } from '../github/comment.ts';
import type { Context } from '../github/context.ts';
import { writeAnnotations, writeOutputs, writeSummary } from '../github/outputs.ts';
import { annotationsOf } from '../report/annotations.ts';
import { renderComment } from '../report/comment.ts';
import type { Links } from '../report/links.ts';
import type { Report } from '../report/schema.ts';
import { renderSummary } from '../report/summary.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { ExitStatus } from './command-line.ts';
import { configurationNotice } from './configuration-notice.ts';
import { type GateResult, runGate } from './gate.ts';
import { inspectBase } from './inspect-base.ts';
import { exitStatusOf } from './measure-and-gate.ts';
import type { Surroundings } from './surroundings.ts';
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
  const client = settings.token === null ? null : await createClient(settings.token, { apiUrl: context.apiUrl });
  const result = await runGate(
    settings,
    {
      source: sourceOf(context),
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
  const commentUrl = await comment(client, settings, report, body, surroundings);
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

function sourceOf(context: Context): Report['source'] {
  const { repository, eventName, headSha, measuredSha, pullRequest, runId, runAttempt } = context;
  return {
    repository: `${repository.owner}/${repository.name}`,
    event: eventName,
    ...{ headSha, measuredSha, pullRequest: pullRequest?.number ?? null, runId, runAttempt },
  };
}

/** Two jobs never share one by accident: the job, the package's folder and the environment are in it. */
function defaultKey({ job }: Context, { packagePath }: Settings, environmentName: string): string {
  return [job, ...(packagePath === '.' ? [] : [packagePath]), environmentName].join(' ').slice(0, 100);
}

async function leaveResults(
  result: GateResult,
  settings: Settings,
  { context, logger, resultFolder }: GitHubSurroundings,
): Promise<{ readonly files: ResultFiles; readonly links: Links }> {
  const { report } = result;
  const names = artifactNames({ key: report.key, headSha: context.headSha, runAttempt: context.runAttempt });
  const files = await writeResults(join(resultFolder, 'allocations'), result, names);
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

/** Writes the comment where there is a pull request and the settings want one; returns its address or nothing. */
async function comment(
  client: Client | null,
  settings: Settings,
  report: Report,
  body: string,
  { context, logger }: GitHubSurroundings,
): Promise<string> {
  const { pullRequest, repository } = context;
  if (pullRequest === null || settings.comment === 'never') return '';
  if (client === null) {
    logger.warning('There is no token, so the pull request gets no comment; the job summary has the report.');
    return '';
  }
  const mayCreate = settings.comment === 'always' || hasChanged(report);
  const outcome = await upsertComment(client, { repository, pullRequest: pullRequest.number }, body, mayCreate);
  switch (outcome.outcome) {
    case 'skipped':
      return '';
    case 'refused':
    case 'failed':
      logger.warning(outcome.message);
      return '';
    case 'outdated':
      logger.info('A newer run has commented already; its comment stays.');
      return outcome.url;
    default:
      if (outcome.warning !== undefined) logger.warning(outcome.warning);
      return outcome.url;
  }
}

/** Anything that a reviewer should see: a verdict other than pass, or a count that moved. */
function hasChanged(report: Report): boolean {
  return (
    report.verdict !== 'pass' ||
    report.removed.length > 0 ||
    report.notices.length > 0 ||
    report.benchmarks.some(
      (one) => one.verdict !== 'failed' && Object.values(one.delta ?? {}).some((delta) => delta !== 0),
    )
  );
}
