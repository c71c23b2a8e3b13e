import { type Acceptance, withAcceptance, withRefusal } from '../report/acceptance.ts';
import { formatMarker, type Marker } from '../report/marker.ts';
import type { Client } from './client.ts';
import {
  type CommentTarget,
  createComment,
  deleteComment,
  findOwnComments,
  type OwnComment,
  updateComment,
} from './own-comments.ts';
import { isOutage } from './request-failure.ts';

/** The comment that is written where the gate has written none. */
const ownKey = 'accept';
const ownVerdict = '**Allocation baseline**';

/** Where the accepting job reports: its own run, for the marker of a comment of its own. */
export type AcceptingRun = Omit<Marker, 'key'>;

/** The run of the gate that measured what was accepted. */
export interface GateRun {
  readonly runId: number;
  /** Of all its jobs: those whose numbers were accepted, and the others. */
  readonly keys: readonly string[];
}

export interface AcceptanceNews {
  /** Of the jobs whose numbers were accepted. */
  readonly keys: readonly string[];
  readonly gate: GateRun;
  readonly acceptance: Acceptance;
  readonly next: string;
}

/**
 * Writes into the gate's comments of these keys that their numbers were accepted, and into the one over all jobs of
 * the run (its marker has the run, and a key that is no job's); returns the address of the first. Where there is none
 * of them (the gate comments on nothing), into a comment of its own. Throws what the API answers.
 */
export async function tellAcceptance(
  client: Client,
  target: CommentTarget,
  run: AcceptingRun,
  { keys, gate, acceptance, next }: AcceptanceNews,
): Promise<string> {
  const comments = await ourComments(client, target);
  const concerned = comments.gate.filter(
    ({ marker }) => keys.includes(marker.key) || (marker.runId === gate.runId && !gate.keys.includes(marker.key)),
  );
  return tell(client, target, run, { own: comments.own, concerned }, (body) => withAcceptance(body, acceptance, next));
}

/** Writes into the gate's oldest comment why nothing was accepted; else as {@link tellAcceptance}. */
export async function tellRefusal(
  client: Client,
  target: CommentTarget,
  run: AcceptingRun,
  sentence: string,
): Promise<string> {
  const { own, gate } = await ourComments(client, target);
  return tell(client, target, run, { own, concerned: gate.slice(0, 1) }, (body) => withRefusal(body, sentence));
}

interface OurComments {
  readonly own: OwnComment | null;
  readonly gate: readonly OwnComment[];
}

/** While GraphQL alone is down nobody can tell which comments are ours: then none is, and a new one is written. */
async function ourComments(client: Client, target: CommentTarget): Promise<OurComments> {
  const comments = await findOwnComments(client, target, () => true).catch((error: unknown) => {
    if (isOutage(error)) return [];
    throw error;
  });
  return {
    own: comments.find(({ marker }) => marker.key === ownKey) ?? null,
    gate: comments.filter(({ marker }) => marker.key !== ownKey),
  };
}

async function tell(
  client: Client,
  target: CommentTarget,
  run: AcceptingRun,
  { own, concerned }: { own: OwnComment | null; concerned: readonly OwnComment[] },
  edited: (body: string) => string,
): Promise<string> {
  const update = (comment: OwnComment) => updateComment(client, target, comment, edited(comment.body));
  const [first] = concerned;
  if (first !== undefined) {
    for (const comment of concerned) await update(comment);
    if (own !== null) await deleteComment(client, target, own);
    return first.url;
  }
  if (own !== null) {
    await update(own);
    return own.url;
  }
  const body = edited(`${formatMarker({ ...run, key: ownKey })}\n${ownVerdict}\n\n`);
  return (await createComment(client, target, body)).html_url;
}
