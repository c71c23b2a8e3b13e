import { mkdtemp } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { ActionLogger } from '../github/action-logger.ts';
import { findBaseFiles, findBaseSha } from '../github/base-commit.ts';
import { type Client, createClient } from '../github/client.ts';
import type { Context } from '../github/context.ts';
import { eventNames } from '../github/event.ts';
import { writeAnnotations, writeOutputs, writeSummary } from '../github/outputs.ts';
import type { CommentTarget } from '../github/own-comments.ts';
import { readFolders } from '../github/repository.ts';
import { type UploadOutcome, uploadArchive, uploadArtifact } from '../github/upload-artifact.ts';
import { writeComment } from '../github/write-comment.ts';
import type { MeasuringHost } from '../measure/measurer.ts';
import { messageOf, UsageError } from '../model/errors.ts';
import type { ExitStatus, Report } from '../model/report.ts';
import { exitStatusOf } from '../model/report.ts';
import { shortKey } from '../model/short-key.ts';
import { annotationsOf } from '../report/annotations.ts';
import { renderComment, renderSummary } from '../report/comment-and-summary.ts';
import type { Links } from '../report/links.ts';
import { hasChanged, overviewOfOne } from '../report/overview.ts';
import { renderTerminal } from '../report/terminal.ts';
import { artifactNames } from '../report-file/artifact-names.ts';
import type { Settings } from '../settings/settings.ts';
import { baselineHistory } from './baseline-history.ts';
import { type GateResult, runGate } from './gate.ts';
import { inspectBase, inspectConfiguration } from './inspect-base.ts';
import { type ResultFiles, writeResults } from './write-results.ts';

/** What the Action's gate has besides what every command has. */
export interface GitHubHost extends MeasuringHost {
  readonly logger: ActionLogger;
  readonly context: Context;
  /** Where the results are left for later steps. */
  readonly resultFolder: string;
  /** Waits that many milliseconds, before something is asked for again. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/**
 * The gate in a job: measures and decides, then reports. What cannot be reported (a refused comment, a failed
 * upload) is a warning; the exit status is the gate's alone.
 */
export async function gateOnGitHub(settings: Settings, host: GitHubHost): Promise<ExitStatus> {
  const { context, logger, sleep } = host;
  if (context.triggeringRun !== null) {
    throw new UsageError(
      `The event \`workflow_run\` is not one the gate answers to, but \`mode: publish\` does. Start the gate on one of: ${eventNames.join(', ')}.`,
    );
  }
  const client = settings.token === null ? null : await createClient(settings.token, { apiUrl: context.apiUrl, sleep });
  const baseSha = findBaseSha(client, context, host.run);
  // Who asks for it says what it means that it could not be had.
  baseSha.catch(() => {});
  const result = await runGate(
    settings,
    {
      source: sourceOf(context, settings),
      image: context.image,
      inspectBase: async (path, baseline) => {
        const inspected = await inspectBase(client, context, baseSha, { path, baseline }, logger);
        const edited = await inspectConfiguration(client, context, baseSha, settings.config, host);
        return { ...inspected, notices: [...inspected.notices, ...edited] };
      },
      findBase: async () => {
        const sha = await baseSha;
        const found = sha === null ? null : await findBaseFiles(client, context, sha, host.run);
        return found === null ? null : { ...found, prefix: '' };
      },
      blobsAtHead: (sources) => blobsAt(client, context, sources, logger),
      alwaysBase: false,
      keyOf: (environmentName) => defaultKey(context, settings, environmentName),
    },
    host,
  );
  const { report } = result;
  logger.info(renderTerminal(report, { color: false }));

  const { files, links } = await leaveResults(result, settings, host);
  const overview = overviewOfOne(report, links);
  const body = renderComment(overview);
  const mayCreate = settings.comment === 'always' || hasChanged(overview);
  const commentUrl = await writeComment(
    client,
    settings,
    targetOf(context),
    { body, mayCreate, since: context.since },
    logger,
  );
  const history = await baselineHistory(settings, context, host);
  await writeSummary(logger, `${renderSummary(overview)}${history}`);
  writeAnnotations(logger, annotationsOf(overview));
  await writeOutputs(logger, {
    verdict: report.verdict,
    'report-path': files.report ?? '',
    'candidate-path': files.candidate ?? '',
    'comment-url': commentUrl,
    'flame-graph-url': links.flameGraphUrl ?? '',
    'comment-body': body,
  });
  return exitStatusOf(report);
}

/** In how many folders files are looked up: a request each. */
const foldersAtHead = 10;

/** What the head commit has of files; null where it cannot be asked, so that they are not linked to. */
async function blobsAt(
  client: Client | null,
  { repository, headSha }: Context,
  sources: readonly string[],
  logger: ActionLogger,
): Promise<ReadonlyMap<string, string> | null> {
  if (client === null) return null;
  const folders = [...new Set(sources.map((source) => posix.dirname(source)))].slice(0, foldersAtHead);
  try {
    const found = await readFolders(client, repository, folders, headSha);
    return new Map([...(found ?? [])].flatMap(([path, { type, blob }]) => (type === 'file' ? [[path, blob]] : [])));
  } catch (error) {
    logger.info(
      `Source files of the head commit could not be looked up, so that lines are not linked: ${messageOf(error)}`,
    );
    return null;
  }
}

function targetOf({ pullRequest, repository }: Context): CommentTarget | null {
  return pullRequest === null ? null : { repository, pullRequest: pullRequest.number };
}

function sourceOf(context: Context, { jobId }: Settings): Report['source'] {
  const { repository, eventName, headSha, measuredSha, merged, pullRequest, runId, runAttempt } = context;
  return {
    repository: `${repository.owner}/${repository.name}`,
    event: eventName,
    headSha,
    measuredSha,
    merged,
    pullRequest: pullRequest?.number ?? null,
    runId,
    runAttempt,
    jobId,
  };
}

/** Two jobs never share one by accident: the job, the package's folder and the environment are in it. */
function defaultKey({ job }: Context, { packagePath }: Settings, environmentName: string): string {
  return shortKey([job, ...(packagePath === '.' ? [] : [packagePath]), environmentName]);
}

/** All uploads together, in milliseconds: the comment and the summary come after them. */
const longestUploads = 60_000;

async function leaveResults(
  result: GateResult,
  settings: Settings,
  { context, logger, resultFolder }: GitHubHost,
): Promise<{ readonly files: ResultFiles; readonly links: Links }> {
  const { report } = result;
  const names = artifactNames({ key: report.key, headSha: context.headSha, runAttempt: context.runAttempt });
  // Two steps of one job have a folder each.
  const folder = await mkdtemp(join(resultFolder, 'allocations-')).catch(() => join(resultFolder, 'allocations'));
  const files = await writeResults(folder, result, settings.flameGraph, names);
  if (files.warning !== null) logger.warning(files.warning);
  const end = Date.now() + longestUploads;
  const timeLeft = () => ({ milliseconds: Math.max(1000, end - Date.now()) });
  const orWarn = (uploaded: UploadOutcome) => {
    if (uploaded.outcome === 'uploaded') return uploaded;
    logger.warning(uploaded.message);
    return null;
  };
  const reportArtifact =
    files.report === null ? null : orWarn(await uploadArtifact(files.report, context, logger, timeLeft()));
  // What kept the report from being uploaded would keep the page too: one warning, and no second half minute of retries.
  const isUp = reportArtifact !== null;
  const flameGraph =
    isUp && files.flameGraph !== null
      ? orWarn(await uploadArtifact(files.flameGraph, context, logger, timeLeft()))
      : null;
  if (flameGraph !== null) orWarn(await uploadArchive(names.stacks, files.stacks, context, logger, timeLeft()));
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
