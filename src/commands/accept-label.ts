import type { Inputs } from '../config/inputs.ts';
import { messageOf, UsageError } from '../errors.ts';
import { type AcceptingRun, tellAcceptance, tellRefusal } from '../github/acceptance-comment.ts';
import type { ActionLogger } from '../github/action-logger.ts';
import { type Client, createClient } from '../github/client.ts';
import type { CommentTarget } from '../github/comment.ts';
import type { Context } from '../github/context.ts';
import { failureSentence } from '../github/failure-sentence.ts';
import { removeLabel } from '../github/labels.ts';
import { writeOutputs, writeSummary } from '../github/outputs.ts';
import { logLine, prose } from '../report/escape.ts';
import { type AcceptanceOutcome, acceptNumbers } from './accept-numbers.ts';
import { refused } from './acceptance-refusal.ts';
import { readRequest } from './acceptance-request.ts';
import type { ExitStatus } from './command-line.ts';

export interface AcceptSurroundings {
  readonly logger: ActionLogger;
  readonly context: Context;
}

/**
 * `mode: accept`: a maintainer has set the label, and the numbers that the gate measured become the baseline. Every
 * end is told on the pull request in a sentence; the exit status is 1 where the label asked for something that was
 * not done.
 */
export async function acceptLabel(inputs: Inputs, { context, logger }: AcceptSurroundings): Promise<ExitStatus> {
  const request = readRequest(context, inputs);
  if (request.outcome === 'ignored') {
    logger.info(request.sentence);
    return 0;
  }
  // A token of a fork's pull request can write nothing: what is to be said goes to the job's summary.
  if (request.outcome === 'refused') return finish(logger, request, '');
  const { token, commitToken } = inputs;
  if (token === null) throw new UsageError('token: is empty; leave it out to use the token of the job.');

  const reading = await createClient(token, { apiUrl: context.apiUrl });
  const ownToken = commitToken === null || commitToken === token;
  const committing = ownToken ? reading : await createClient(commitToken, { apiUrl: context.apiUrl });
  const target = { repository: context.repository, pullRequest: request.pullRequest.number };
  await takeLabelOff(reading, target, inputs.label, logger);
  const outcome = await acceptNumbers(request, inputs, { reading, committing }).catch(failed);

  const telling = { ...{ outcome, by: request.sender, measured: context.headSha }, next: nextStep(ownToken) };
  return finish(logger, outcome, await tell(reading, target, context, telling, logger));
}

/** The label is a trigger, not a state. The numbers can be accepted though it sticks. */
async function takeLabelOff(client: Client, target: CommentTarget, label: string, logger: ActionLogger): Promise<void> {
  try {
    await removeLabel(client, target, label);
  } catch (error) {
    logger.warning(`The label was not taken off: ${failureSentence(error) ?? messageOf(error)}.`);
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

interface Telling {
  readonly outcome: AcceptanceOutcome;
  readonly by: string;
  readonly measured: string;
  readonly next: string;
}

/** Writes the outcome into the comment; returns its address or nothing. A comment that is refused is a warning. */
async function tell(
  client: Client,
  target: CommentTarget,
  { runId, runAttempt, headSha }: Context,
  { outcome, by, measured, next }: Telling,
  logger: ActionLogger,
): Promise<string> {
  const run: AcceptingRun = { headSha, runId, runAttempt };
  try {
    switch (outcome.outcome) {
      case 'accepted': {
        const { commit, keys, gate, kept } = outcome;
        const acceptance = { commit, measured, by, on: new Date().toISOString().slice(0, 10) };
        return await tellAcceptance(client, target, run, {
          keys,
          gate,
          acceptance,
          next: `${keptSentence(kept)}${next}`,
        });
      }
      case 'accepted-already':
        return '';
      default:
        return await tellRefusal(client, target, run, outcome.sentence);
    }
  } catch (error) {
    logger.warning(`The comment was not written: ${failureSentence(error) ?? messageOf(error)}.`);
    return '';
  }
}

function keptSentence(kept: readonly string[]): string {
  if (kept.length === 0) return '';
  const names = kept.slice(0, 5).map((name) => `\`${name.replaceAll('`', "'")}\``);
  const others = kept.length > names.length ? ` and ${kept.length - names.length} more` : '';
  return `What could not be measured keeps its numbers: ${names.join(', ')}${others}. `;
}

const titles = {
  accepted: 'The allocations are accepted',
  'accepted-already': 'The allocations are accepted already',
  nothing: 'There is nothing to accept',
  refused: 'The allocations are not accepted',
} as const satisfies Record<AcceptanceOutcome['outcome'], string>;

async function finish(logger: ActionLogger, outcome: AcceptanceOutcome, commentUrl: string): Promise<ExitStatus> {
  const isRefused = outcome.outcome === 'refused';
  const sentence = outcome.outcome === 'accepted' ? `${outcome.headline}, in ${outcome.commit}.` : outcome.sentence;
  const title = titles[outcome.outcome];
  logger.command(isRefused ? 'error' : 'notice', logLine(sentence), { title });
  const summary = await writeSummary(`## ${title}\n\n${prose(sentence)}\n`);
  if (summary.outcome === 'failed') logger.warning(summary.message);
  const none = { verdict: '', 'report-path': '', 'candidate-path': '', 'flame-graph-url': '', 'comment-body': '' };
  await writeOutputs({ ...none, 'comment-url': commentUrl });
  return isRefused ? 1 : 0;
}
