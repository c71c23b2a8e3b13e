import type { CommentOutcome } from '../../src/github/comment.ts';
import { type Marker, parseMarker } from '../../src/report/marker.ts';
import type { Comment } from '../github-loopback/model.ts';
import { workflowBot } from '../github-loopback/state.ts';

/** A report that a job set out to deliver. Times count the moves of a history. */
export interface Delivery {
  readonly marker: Marker;
  readonly body: string;
  readonly started: number;
  ended: number;
  /** What the job was told; `killed` where it was cancelled on the way, null while it is on it. */
  outcome: CommentOutcome | 'killed' | null;
}

/** When somebody deleted our comment of a key, and whether a job of the key was reporting then. */
export interface Deletion {
  readonly key: string;
  readonly at: number;
  readonly amidReports: boolean;
}

/** When code of the pull request wrote into our comment of a key, with a token of a job. */
export interface Forgery {
  readonly key: string;
  readonly at: number;
  readonly body: string;
}

/** What a key's comments must be at the end: of these reports one, or what can be said where something went wrong. */
export type Truth =
  | { readonly is: 'certain'; readonly bodies: readonly string[] }
  | { readonly is: 'warned'; readonly bodies: readonly string[] };

/**
 * What is to be found under a key once nobody reports any more. It is certain unless the last word of a job was a
 * warning, or it was cancelled in the middle: then the next report has to put things in order, and until then only so
 * much holds that each comment is a report.
 */
export function truthOf(
  key: string,
  deliveries: readonly Delivery[],
  deletions: readonly Deletion[],
  forgeries: readonly Forgery[],
): Truth {
  const forged = forgeries.filter((forgery) => forgery.key === key);
  const ofKey = deliveries.filter(({ marker }) => marker.key === key);
  const deleted = deletions.filter((deletion) => deletion.key === key);
  const troubles = [
    ...ofKey.filter(({ outcome }) => !isDelivered(outcome)).map(({ ended }) => ended),
    ...forged.map(({ at }) => at),
    ...deleted.filter(({ amidReports }) => amidReports).map(({ at }) => at),
  ];
  const trouble = Math.max(-1, ...troubles);
  const isMended = ofKey.some(({ outcome, started }) => started > trouble && hasWritten(outcome));
  if (trouble >= 0 && !isMended) {
    return { is: 'warned', bodies: [...ofKey, ...forged].map(({ body }) => body) };
  }
  const gone = Math.max(-1, ...deleted.map(({ at }) => at));
  const [first, ...others] = ofKey.filter(({ outcome, started }) => started > gone && isDelivered(outcome));
  if (first === undefined) return { is: 'certain', bodies: [] };
  const newest = others.reduce((best, one) => (isNewer(one.marker, best.marker) ? one : best), first);
  const isTrue = ({ marker, started, ended }: Delivery) =>
    // Who was reporting when somebody deleted the comment may have written before or after that.
    isNewer(marker, newest.marker) ? started < gone && ended > gone : !isNewer(newest.marker, marker);
  return { is: 'certain', bodies: ofKey.filter(isTrue).map(({ body }) => body) };
}

/** What is wrong with the comments of a key, if anything: one that is none of its reports, one too many, one too old. */
export function untruth(truth: Truth, comments: readonly Comment[], key: string): string | null {
  const ours = comments.filter(({ author, body }) => author === workflowBot && parseMarker(body)?.key === key);
  const stray = ours.find(({ body }) => !truth.bodies.includes(body));
  const shown = ours.map(({ body }) => body.split('\n')[0]).join('\n');
  if (stray !== undefined) return `a comment that nobody wanted (${truth.is}):\n${shown}`;
  if (truth.is === 'warned') return null;
  const wanted = truth.bodies.length === 0 ? 0 : 1;
  return ours.length === wanted ? null : `${ours.length} comments, where ${wanted} should be:\n${shown}`;
}

function isDelivered(outcome: Delivery['outcome']): boolean {
  if (outcome === null || outcome === 'killed') return false;
  return 'url' in outcome && outcome.warning === undefined;
}

function hasWritten(outcome: Delivery['outcome']): boolean {
  return isDelivered(outcome) && outcome !== null && outcome !== 'killed' && outcome.outcome !== 'outdated';
}

/** Whether a comment is of a later run or attempt; none is of none. */
export function isNewer(a: Marker | null, b: Marker): boolean {
  if (a === null) return false;
  return a.runId === b.runId ? a.runAttempt > b.runAttempt : a.runId > b.runId;
}
