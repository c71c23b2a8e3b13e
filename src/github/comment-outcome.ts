import { messageOf } from '../errors.ts';
import { requestFailureOf } from './client.ts';
import { failureSentence } from './failure-sentence.ts';
import type { CommentTarget } from './own-comments.ts';

/** What became of the comment. `message` and `warning` are one sentence each for a warning. */
export type CommentOutcome =
  | WrittenComment
  /** There was no comment, and none was to be created. */
  | { readonly outcome: 'skipped' }
  | { readonly outcome: 'refused'; readonly permission: 'pull-requests: write'; readonly message: string }
  | { readonly outcome: 'failed'; readonly message: string };

/** There is a comment; `outdated` where a newer run has reported already, and its comment was left as it is. */
export interface WrittenComment {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'outdated';
  readonly url: string;
  /** That it may not be the only one, or not the newest, where that could not be made sure. */
  readonly warning?: string;
}

/** The outcome of a comment that was not written because of this error. */
export function notWritten(error: unknown, { pullRequest }: CommentTarget): CommentOutcome {
  const failure = requestFailureOf(error);
  const what = `The comment on pull request #${pullRequest} was not written`;
  if (failure === null) return { outcome: 'failed', message: `${what}: ${messageOf(error)}` };
  // "Unable to create comment because issue is locked." is a 403 that no permission mends.
  if (failure.status === 403 && !failure.rateLimited && !/locked/i.test(failure.message)) {
    return {
      outcome: 'refused',
      permission: 'pull-requests: write',
      message: `${what}: the token lacks the permission \`pull-requests: write\`; add it to the job's \`permissions\` (on a pull request from a fork the token can only read, whatever they say).`,
    };
  }
  return { outcome: 'failed', message: `${what}: ${reasonOf(error)}.` };
}

/** The outcome of a comment that was written, where what had to follow met this error. */
export function notSettled(error: unknown, written: WrittenComment, { pullRequest }: CommentTarget): WrittenComment {
  return { ...written, warning: unsettledSentence(pullRequest, reasonOf(error)) };
}

/** That a comment stands, and may not be the only or the newest. */
export function unsettledSentence(pullRequest: number, reason: string): string {
  return `The comment on pull request #${pullRequest} may stand there twice or be of an older run until the next report: ${reason}.`;
}

function reasonOf(error: unknown): string {
  return failureSentence(error) ?? messageOf(error);
}
