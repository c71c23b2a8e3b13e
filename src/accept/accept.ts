import { posix } from 'node:path';
import { parseBaseline } from '../baseline/parse-text.ts';
import type { ActionLogger } from '../github/action-logger.ts';
import { type Client, createClient } from '../github/client.ts';
import { commitOnBranch } from '../github/commit.ts';
import type { Context } from '../github/context.ts';
import { lookAgain } from '../github/look-again.ts';
import { readPullRequest, removeLabel } from '../github/pull-request.ts';
import { chooseReports, downloadReport, listRunArtifacts } from '../github/report-artifacts.ts';
import {
  fullNameOf,
  mayPush,
  type Repository,
  readBlob,
  readCommit,
  readFolders,
  readMergeBase,
  readTip,
} from '../github/repository.ts';
import { failureSentence, reasonOf } from '../github/request-failure.ts';
import { listPullRequestRuns, type WorkflowRun } from '../github/workflow-run.ts';
import { type Baseline, idleBenchmarks } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import { type Refusal, refused, updateAndLabelAgain } from '../model/refusal.ts';
import type { ExitStatus } from '../model/report.ts';
import { type Candidate, readCandidate } from '../report-file/read-candidate.ts';
import type { Inputs } from '../settings/inputs.ts';
import { type AcceptedFile, acceptOrRefuse, type BaselineFiles } from './accept-or-refuse.ts';
import { type AcceptanceRequest, readRequest } from './acceptance-request.ts';
import { chooseRun } from './choose-run.ts';
import { acceptanceMessage, acceptsNumbersOf, type FileChange } from './commit-message.ts';
import { type AcceptanceOutcome, showOutcome, tellPullRequest } from './tell-outcome.ts';

export interface AcceptHost {
  readonly logger: ActionLogger;
  readonly context: Context;
  /** Waits that many milliseconds, before something is asked for again. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/**
 * `mode: accept`: a maintainer has set the label, and the numbers that the gate measured become the baseline. Every
 * end is told on the pull request in a sentence; the exit status is 1 where the label asked for something that was
 * not done.
 */
export async function accept(inputs: Inputs, { context, logger, sleep }: AcceptHost): Promise<ExitStatus> {
  const request = readRequest(context, inputs);
  if (request.outcome === 'ignored') {
    logger.info(request.sentence);
    return 0;
  }
  // A token of a fork's pull request can write nothing: what is to be said goes to the job's summary.
  if (request.outcome === 'refused') return showOutcome(logger, request, '');
  const { token, commitToken } = inputs;
  if (token === null) throw new UsageError('token: is empty; leave it out to use the token of the job.');

  const reading = await createClient(token, { apiUrl: context.apiUrl, sleep });
  const ownToken = commitToken === null || commitToken === token;
  const committing = ownToken ? reading : await createClient(commitToken, { apiUrl: context.apiUrl, sleep });
  await takeLabelOff(reading, request, logger);
  const outcome = await acceptNumbers(request, inputs, { reading, committing, sleep }).catch(failed);
  const commentUrl = await tellPullRequest(reading, request, context, { outcome, next: nextStep(ownToken) }, logger);
  return showOutcome(logger, outcome, commentUrl);
}

/** The label is a trigger, not a state. The numbers can be accepted though it sticks. */
async function takeLabelOff(
  client: Client,
  { repository, pullRequest, label }: AcceptanceRequest,
  logger: ActionLogger,
): Promise<void> {
  try {
    await removeLabel(client, repository, pullRequest.number, label);
  } catch (error) {
    logger.warning(`The label was not taken off: ${reasonOf(error)}.`);
  }
}

function failed(error: unknown): AcceptanceOutcome {
  const reason = failureSentence(error);
  if (reason === null) throw error;
  return refused(`Nothing was committed: ${reason}. Set the label again when that is mended.`);
}

/** A commit that is made with a job's own token starts no workflow, or one that waits for approval (facts 24). */
function nextStep(ownToken: boolean): string {
  return ownToken
    ? 'GitHub does not start checks by itself for a commit of a job: approve the waiting run below, or close and reopen the pull request, and the gate runs on it.'
    : 'The gate runs on that commit now.';
}

/** For reading, and for the one commit. */
interface Clients {
  readonly reading: Client;
  readonly committing: Client;
  readonly sleep: AcceptHost['sleep'];
}

/**
 * Commits the numbers that the gate measured for exactly the head on which somebody set the label. Runs nothing
 * and checks nothing out. Throws what GitHub answers where it fails.
 */
async function acceptNumbers(
  request: AcceptanceRequest,
  { workflow, baselineFolders }: Inputs,
  clients: Clients,
): Promise<AcceptanceOutcome> {
  const { repository, pullRequest, sender } = request;
  const { headSha, number } = pullRequest;
  const client = clients.reading;
  if (!(await mayPush(client, repository, sender))) {
    return refused(
      `\`${sender}\` may not push to this repository, and accepting numbers is a push. Somebody who may can set the label.`,
    );
  }
  const moved = await movedSince(client, request);
  if (moved !== null) return moved;

  const wanted = { workflow, repository: fullNameOf(repository), pullRequest: number, headSha };
  const chosen = chooseRun(await listPullRequestRuns(client, repository, workflow, headSha), wanted);
  if (chosen.outcome === 'refused') return chosen;
  const fetched = await fetchCandidates(client, request, chosen.run, baselineFolders, clients.sleep);
  if (fetched.outcome === 'refused') return fetched;

  const folders = await readBaselineFiles(client, request, baselineFolders);
  if (folders === null) return refused('The base branch of this pull request is gone.');
  const decision = acceptOrRefuse(fetched.candidates, folders);
  return decision.outcome === 'commit' ? commit(decision.files, fetched, request, chosen.run, clients) : decision;
}

/** Why the request is too late; null where the pull request is as it was when the label was set. */
async function movedSince(
  client: Client,
  { repository, pullRequest }: AcceptanceRequest,
): Promise<AcceptanceOutcome | null> {
  const now = await readPullRequest(client, repository, pullRequest.number);
  if (!now.isOpen) return refused('The pull request is closed.');
  if (now.baseRef !== pullRequest.baseRef) {
    return refused(`The pull request has another base branch since the label was set. ${updateAndLabelAgain}`);
  }
  if (now.headSha === pullRequest.headSha && now.headRepository === fullNameOf(repository)) return null;
  return afterMove(client, repository, pullRequest.headSha, now.headSha);
}

/** The head is another than the one that was measured: by our own commit for the same label, or by somebody's push. */
async function afterMove(
  client: Client,
  repository: Repository,
  measured: string,
  head: string | null,
): Promise<AcceptanceOutcome> {
  const tip = head === null ? null : await readCommit(client, repository, head);
  if (tip !== null && tip.parents[0] === measured && acceptsNumbersOf(tip.message, measured)) {
    return {
      outcome: 'accepted-already',
      sentence: `The numbers were accepted already, in \`${head?.slice(0, 10)}\`.`,
    };
  }
  return refused(
    `The branch has moved since the label was set on \`${measured.slice(0, 10)}\`: wait for the gate, look at its numbers, and set the label again.`,
  );
}

/** What the jobs of a run left. */
interface FetchedCandidates {
  readonly outcome: 'fetched';
  readonly candidates: readonly Candidate[];
  /** Of all its jobs, also of those that could measure nothing. */
  readonly keys: readonly string[];
}

const setAgainOrAcceptHere =
  'Set the label again after that, or accept on your own machine with `swift-allocation-gate accept`.';

/**
 * Downloads the reports of a run and reads the candidates in them; one that is not what it should be refuses them
 * all. Throws what GitHub answers where it fails.
 */
async function fetchCandidates(
  client: Client,
  { repository, pullRequest }: AcceptanceRequest,
  run: WorkflowRun,
  folders: readonly string[],
  sleep: AcceptHost['sleep'],
): Promise<FetchedCandidates | Refusal> {
  const { headSha } = pullRequest;
  const look = async () => {
    const listed = await listRunArtifacts(client, repository, run.id);
    return chooseReports(listed, { headSha, attempt: run.attempt });
  };
  const isSettled = (seen: Awaited<ReturnType<typeof look>>) => seen.outcome === 'refused' || seen.artifacts.length > 0;
  const chosen = await lookAgain(look, isSettled, sleep);
  if (chosen.outcome === 'refused') return chosen;
  if (chosen.artifacts.length === 0) {
    return refused(
      'The run of the gate left no numbers that could be accepted: run it again, then set the label again.',
    );
  }
  const candidates: Candidate[] = [];
  const keys: string[] = [];
  for (const artifact of chosen.artifacts) {
    const content = await downloadReport(client, repository, artifact);
    if (!Buffer.isBuffer(content)) return refused(`${content.sentence} ${setAgainOrAcceptHere}`);
    const read = readCandidate(content, {
      ...{ repository: fullNameOf(repository), pullRequest: pullRequest.number, headSha, folders },
      ...{ runId: run.id, runAttempt: artifact.attempt, artifactName: artifact.name },
    });
    if (read.outcome === 'refused') return read;
    if (read.outcome === 'candidate') candidates.push(read.candidate);
    keys.push(read.outcome === 'candidate' ? read.candidate.key : read.key);
  }
  return { outcome: 'fetched', candidates, keys };
}

/** What is in the folders of baselines; null where the base branch is gone. Throws what GitHub answers where it fails. */
async function readBaselineFiles(
  client: Client,
  { repository, pullRequest }: AcceptanceRequest,
  folders: readonly string[],
): Promise<BaselineFiles | null> {
  const { headSha, baseRef } = pullRequest;
  const base = await readTip(client, repository, baseRef);
  if (base === null) return null;
  const mergeBase = await readMergeBase(client, repository, base, headSha);
  const at = (sha: string) => readFolders(client, repository, folders, sha);
  const [atHead, atBase] = [await at(headSha), await at(base)];
  return { head: atHead, base: atBase, mergeBase: mergeBase === base ? atBase : await at(mergeBase) };
}

async function commit(
  files: readonly AcceptedFile[],
  { candidates, keys: gateKeys }: FetchedCandidates,
  { repository, pullRequest, sender }: AcceptanceRequest,
  run: WorkflowRun,
  { reading, committing, sleep }: Clients,
): Promise<AcceptanceOutcome> {
  const { headSha, headRef } = pullRequest;
  const changes: FileChange[] = [];
  for (const { candidate, replaced } of files) {
    const before = replaced === null ? null : await readOldBaseline(reading, repository, replaced, candidate.path);
    changes.push({ path: candidate.path, before, now: candidate.baseline });
  }
  const message = acceptanceMessage({ changes, measured: headSha, runUrl: run.url, by: sender });
  const wanted = { repository, branch: headRef, expectedHead: headSha, message };
  const contents = files.map(({ candidate: { path, text } }) => ({ path, text }));
  const committed = await commitOnBranch(committing, { ...wanted, files: contents }, sleep);
  switch (committed.outcome) {
    case 'committed': {
      const committedPaths = files.map(({ candidate }) => candidate.path);
      const keys = candidates.filter(({ path }) => committedPaths.includes(path)).map(({ key }) => key);
      const kept = [...new Set(files.flatMap(({ candidate }) => candidate.failed))];
      const gate = { runId: run.id, keys: gateKeys };
      const idle = [...new Set(changes.flatMap(({ now, before }) => idleBenchmarks(now, before)))];
      return { outcome: 'accepted', commit: committed.sha, headline: message.headline, keys, gate, kept, idle };
    }
    case 'moved':
      return afterMove(reading, repository, headSha, await readTip(reading, repository, headRef));
    case 'failed':
      return refused(`Nothing was committed: ${committed.reason}.`);
    case 'unknown':
      return refused(
        `Whether the numbers were committed is not known: ${committed.reason}. Look at the branch, and set the label again if they are not there.`,
      );
  }
}

/** A baseline that is replaced, for the commit's message only; null where it is of a format that this version does not read. */
async function readOldBaseline(
  client: Client,
  repository: Repository,
  blob: string,
  path: string,
): Promise<Baseline | null> {
  const content = await readBlob(client, repository, blob);
  try {
    return parseBaseline(content.toString('utf8'), posix.basename(path));
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}
