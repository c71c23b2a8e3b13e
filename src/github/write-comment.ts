import type { Inputs } from '../settings/inputs.ts';
import type { ActionLogger } from './action-logger.ts';
import type { Client } from './client.ts';
import { upsertComment } from './comment.ts';
import type { CommentTarget } from './own-comments.ts';

/** A comment, and whether it is written where there is none of its key yet. */
export interface CommentDraft {
  /** Markdown with its marker. */
  readonly body: string;
  readonly mayCreate: boolean;
  /** When the event happened that started this run; null where it does not say. */
  readonly since: Date | null;
}

/**
 * Writes the comment where there is a pull request (else null) and the settings want one; returns its address or
 * nothing. What keeps it from being written is a warning.
 */
export async function writeComment(
  client: Client | null,
  { comment }: Pick<Inputs, 'comment'>,
  target: CommentTarget | null,
  { body, mayCreate, since }: CommentDraft,
  logger: ActionLogger,
): Promise<string> {
  if (target === null || comment === 'never') return '';
  if (client === null) {
    logger.warning('There is no token, so the pull request gets no comment; the job summary has the report.');
    return '';
  }
  const outcome = await upsertComment(client, target, body, { mayCreate, since });
  switch (outcome.outcome) {
    case 'skipped':
      return '';
    case 'refused':
    case 'failed':
      logger.warning(outcome.message);
      return '';
  }
  if (outcome.outcome === 'outdated') logger.info('A newer run has commented already; its comment stays.');
  if (outcome.warning !== undefined) logger.warning(outcome.warning);
  return outcome.url;
}
