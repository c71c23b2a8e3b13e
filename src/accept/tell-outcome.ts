import { type GateRun, tellAcceptance, tellRefusal } from '../github/acceptance-comment.ts';
import type { ActionLogger } from '../github/action-logger.ts';
import type { Client } from '../github/client.ts';
import type { Context } from '../github/context.ts';
import { writeOutputs, writeSummary } from '../github/outputs.ts';
import { reasonOf } from '../github/request-failure.ts';
import type { Refusal } from '../model/refusal.ts';
import type { ExitStatus } from '../model/report.ts';
import { logLine, prose } from '../report/escape.ts';
import type { AcceptanceRequest } from './acceptance-request.ts';

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
      /** Benchmarks that allocate nothing per iteration, and did before. */
      readonly idle: readonly string[];
    }
  /** There was nothing to commit. */
  | { readonly outcome: 'nothing'; readonly sentence: string }
  /** Another job did it for the same head a moment ago; it tells the pull request. */
  | { readonly outcome: 'accepted-already'; readonly sentence: string }
  | Refusal;

/** Writes the outcome into the comment; returns its address or nothing. A comment that is refused is a warning. */
export async function tellPullRequest(
  client: Client,
  { repository, pullRequest, sender }: AcceptanceRequest,
  { runId, runAttempt, headSha }: Context,
  { outcome, next }: { readonly outcome: AcceptanceOutcome; readonly next: string },
  logger: ActionLogger,
): Promise<string> {
  const target = { repository, pullRequest: pullRequest.number };
  const run = { headSha, runId, runAttempt };
  try {
    switch (outcome.outcome) {
      case 'accepted': {
        const { commit, keys, gate, kept, idle } = outcome;
        const acceptance = { commit, measured: headSha, by: sender, on: new Date().toISOString().slice(0, 10) };
        const news = { keys, gate, acceptance, next: `${keptSentence(kept)}${idleSentence(idle)}${next}` };
        return await tellAcceptance(client, target, run, news);
      }
      case 'accepted-already':
        return '';
      default:
        return await tellRefusal(client, target, run, outcome.sentence);
    }
  } catch (error) {
    logger.warning(`The comment was not written: ${reasonOf(error)}.`);
    return '';
  }
}

function keptSentence(kept: readonly string[]): string {
  return kept.length === 0 ? '' : `What could not be measured keeps its numbers: ${namesOf(kept)}. `;
}

function idleSentence(idle: readonly string[]): string {
  return idle.length === 0
    ? ''
    : `Nothing is allocated per iteration by ${namesOf(idle)}: is that the work it is for? `;
}

function namesOf(all: readonly string[]): string {
  const names = all.slice(0, 5).map((name) => `\`${name.replaceAll('`', "'")}\``);
  const others = all.length > names.length ? ` and ${all.length - names.length} more` : '';
  return `${names.join(', ')}${others}`;
}

const titles = {
  accepted: 'The allocations are accepted',
  'accepted-already': 'The allocations are accepted already',
  nothing: 'There is nothing to accept',
  refused: 'The allocations are not accepted',
} as const satisfies Record<AcceptanceOutcome['outcome'], string>;

/** Shows the outcome in the job, sets the outputs, and gives the exit status. */
export async function showOutcome(
  logger: ActionLogger,
  outcome: AcceptanceOutcome,
  commentUrl: string,
): Promise<ExitStatus> {
  const isRefused = outcome.outcome === 'refused';
  const sentence = outcome.outcome === 'accepted' ? `${outcome.headline}, in ${outcome.commit}.` : outcome.sentence;
  const title = titles[outcome.outcome];
  logger.command(isRefused ? 'error' : 'notice', logLine(sentence), { title });
  await writeSummary(logger, `## ${title}\n\n${prose(sentence)}\n`);
  await writeOutputs(logger, { 'comment-url': commentUrl });
  return isRefused ? 1 : 0;
}
