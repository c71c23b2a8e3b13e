import { posix } from 'node:path';
import { parseBaseline } from '../baseline/parse-text.ts';
import type { Baseline } from '../baseline/schema.ts';
import { UsageError } from '../errors.ts';
import type { GateRun } from '../github/acceptance-comment.ts';
import type { Client } from '../github/client.ts';
import { commitOnBranch } from '../github/commit.ts';
import { fullNameOf, type Repository } from '../github/context.ts';
import { readBlob, readFolders } from '../github/folder.ts';
import { readCommit, readMergeBase, readTip } from '../github/history.ts';
import { mayPush } from '../github/permission.ts';
import { readPullRequest } from '../github/pull-request.ts';
import { listPullRequestRuns, type WorkflowRun } from '../github/workflow-runs.ts';
import { acceptanceMessage, acceptsNumbersOf, type FileChange } from './acceptance-message.ts';
import { type Refusal, refused, updateAndLabelAgain } from './acceptance-refusal.ts';
import type { AcceptanceRequest } from './acceptance-request.ts';
import { chooseRun } from './choose-run.ts';
import { type AcceptedFile, type BaselineFiles, decideAcceptance } from './decide-acceptance.ts';
import { type FetchedCandidates, fetchCandidates } from './fetch-candidates.ts';

/** What became of a request. */
export type AcceptanceOutcome =
  | {
      readonly outcome: 'accepted';
      readonly commit: string;
      readonly headline: string;
      /** Of the gate's jobs whose numbers these are. */
      readonly keys: readonly string[];
      /** The gate's run that measured them, with the keys of all its jobs. */
      readonly gate: GateRun;
      /** Benchmarks that could not be measured, and so keep their old numbers. */
      readonly kept: readonly string[];
    }
  /** There was nothing to commit. */
  | { readonly outcome: 'nothing'; readonly sentence: string }
  /** Another job did it for the same head a moment ago; it tells the pull request. */
  | { readonly outcome: 'accepted-already'; readonly sentence: string }
  | Refusal;

export interface AcceptanceSettings {
  /** File name of the gate's workflow. */
  readonly workflow: string;
  /** Folders of the baseline files. */
  readonly baselineFolders: readonly string[];
}

/** For reading, and for the one commit. */
export interface AcceptanceClients {
  readonly reading: Client;
  readonly committing: Client;
}

/**
 * Commits the numbers that the gate measured for exactly the head on which somebody set the label. Runs nothing
 * and checks nothing out. Throws what GitHub answers where it fails.
 */
export async function acceptNumbers(
  request: AcceptanceRequest,
  settings: AcceptanceSettings,
  clients: AcceptanceClients,
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

  const wanted = { workflow: settings.workflow, repository: fullNameOf(repository), pullRequest: number, headSha };
  const chosen = chooseRun(await listPullRequestRuns(client, repository, settings.workflow, headSha), wanted);
  if (chosen.outcome === 'refused') return chosen;
  const fetched = await fetchCandidates(client, request, chosen.run, settings.baselineFolders);
  if (fetched.outcome === 'refused') return fetched;

  const folders = await readBaselineFiles(client, request, settings.baselineFolders);
  if (folders === null) return refused('The base branch of this pull request is gone.');
  const decision = decideAcceptance(fetched.candidates, folders);
  return decision.outcome === 'commit' ? commit(decision.files, fetched, request, chosen.run, clients) : decision;
}

/** Why the request is too late; null where the pull request is as it was when the label was set. */
async function movedSince(
  client: Client,
  { repository, pullRequest }: AcceptanceRequest,
): Promise<AcceptanceOutcome | null> {
  const now = await readPullRequest(client, { repository, pullRequest: pullRequest.number });
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

/** Null where the base branch is gone. */
async function readBaselineFiles(
  client: Client,
  { repository, pullRequest }: AcceptanceRequest,
  folders: readonly string[],
): Promise<BaselineFiles | null> {
  const { headSha, baseRef } = pullRequest;
  const base = await readTip(client, repository, baseRef);
  if (base === null) return null;
  const mergeBase = await readMergeBase(client, repository, base, headSha);
  const at = (commit: string) => readFolders(client, repository, folders, commit);
  const [atHead, atBase] = [await at(headSha), await at(base)];
  return { head: atHead, base: atBase, mergeBase: mergeBase === base ? atBase : await at(mergeBase) };
}

async function commit(
  files: readonly AcceptedFile[],
  { candidates, keys: gateKeys }: FetchedCandidates,
  { repository, pullRequest, sender }: AcceptanceRequest,
  run: WorkflowRun,
  { reading, committing }: AcceptanceClients,
): Promise<AcceptanceOutcome> {
  const { headSha, headRef } = pullRequest;
  const changes: FileChange[] = [];
  for (const { candidate, replaced } of files) {
    const before = replaced === null ? null : await readOldBaseline(reading, repository, replaced, candidate.path);
    changes.push({ path: candidate.path, before, now: candidate.baseline });
  }
  const message = acceptanceMessage({ changes, measured: headSha, runUrl: run.url, by: sender });
  const committed = await commitOnBranch(committing, {
    ...{ repository, branch: headRef, expectedHead: headSha, message },
    files: files.map(({ candidate: { path, text } }) => ({ path, text })),
  });
  switch (committed.outcome) {
    case 'committed': {
      const committedPaths = files.map(({ candidate }) => candidate.path);
      const keys = candidates.filter(({ path }) => committedPaths.includes(path)).map(({ key }) => key);
      const kept = [...new Set(files.flatMap(({ candidate }) => candidate.failed))];
      const gate = { runId: run.id, keys: gateKeys };
      return { outcome: 'accepted', commit: committed.sha, headline: message.headline, keys, gate, kept };
    }
    case 'moved':
      return afterMove(reading, repository, headSha, await readTip(reading, repository, headRef));
    case 'failed':
      return refused(`Nothing was committed: ${committed.reason}.`);
  }
}

/** For the commit's message only; null where it is of a format that this version does not read. */
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
