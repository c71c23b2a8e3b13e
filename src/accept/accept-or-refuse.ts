import { posix } from 'node:path';
import { gitBlob } from '../baseline/file.ts';
import type { Files } from '../github/repository.ts';
import { type Refusal, refused, updateAndLabelAgain } from '../model/refusal.ts';
import type { Candidate } from '../report-file/read-candidate.ts';

/** The files in the folders of baselines in three commits; null where one of these paths is no folder. */
export interface BaselineFiles {
  readonly head: Files | null;
  /** At the tip of the base branch, now. */
  readonly base: Files | null;
  /** Where the branch parted from it. */
  readonly mergeBase: Files | null;
}

/** A baseline file that is to be committed. */
export interface AcceptedFile {
  readonly candidate: Candidate;
  /** Git's name for the file that it replaces; null where it is new. */
  readonly replaced: string | null;
}

export type Decision =
  | { readonly outcome: 'commit'; readonly files: readonly AcceptedFile[] }
  /** The branch has these very files. */
  | { readonly outcome: 'nothing'; readonly sentence: string }
  | Refusal;

/**
 * Decides whether the candidates of a run may be committed to the head that they were measured for.
 *
 * They were measured on the merge with the base, and are committed to the head. So each file there must be the one
 * that was compared with; and the base must not have changed it since the branch parted, for the commit would
 * conflict, and a pull request that conflicts starts no run at all (facts 25).
 */
export function acceptOrRefuse(candidates: readonly Candidate[], files: BaselineFiles): Decision {
  const { head, base, mergeBase } = files;
  const [first] = candidates;
  if (first === undefined) return refused('The gate could measure nothing, so there is nothing to accept.');
  if (head === null || base === null || mergeBase === null) {
    return refused(
      `\`${posix.dirname(first.path)}\` is not a folder on the branch or its base: nothing can be committed to it.`,
    );
  }
  const twins = findTwins(candidates);
  if (twins !== null) return refused(twins);
  const accepted: AcceptedFile[] = [];
  for (const candidate of new Map(candidates.map((one) => [one.path, one])).values()) {
    const problem = problemOf(candidate, { head, base, mergeBase });
    if (problem !== null) return refused(problem);
    const replaced = head.get(candidate.path)?.blob ?? null;
    if (replaced !== gitBlob(Buffer.from(candidate.text))) accepted.push({ candidate, replaced });
  }
  if (accepted.length > 0) return { outcome: 'commit', files: accepted };
  return { outcome: 'nothing', sentence: 'The branch has exactly these numbers as its baseline already.' };
}

function problemOf(
  { path, text, comparedBlob }: Candidate,
  files: Readonly<Record<keyof BaselineFiles, Files>>,
): string | null {
  const [head, base, mergeBase] = [files.head, files.base, files.mergeBase].map((all) => all.get(path));
  if ([head, base].some((entry) => entry !== undefined && entry.type !== 'file')) {
    return `\`${path}\` is not a plain file on the branch or its base: nothing is written to it.`;
  }
  if ((head?.blob ?? null) !== comparedBlob) {
    return `\`${path}\` on this branch is not the one that the gate compared with, which has the base merged in. ${updateAndLabelAgain}`;
  }
  const harmless = [mergeBase?.blob, head?.blob, gitBlob(Buffer.from(text))];
  if (!harmless.includes(base?.blob)) {
    return `The base branch has changed \`${path}\` since this branch left it, and a commit here would conflict. ${updateAndLabelAgain}`;
  }
  return null;
}

/** Two jobs that propose different contents for one file, as a sentence; null where there are none. */
function findTwins(candidates: readonly Candidate[]): string | null {
  const byPath = new Map<string, Candidate>();
  for (const other of candidates) {
    const one = byPath.get(other.path) ?? other;
    if (one.text !== other.text) {
      return (
        `The jobs \`${one.key}\` and \`${other.key}\` of that run have different numbers for the one file ` +
        `\`${one.path}\`: give each a folder of its own with the input \`baseline\`.`
      );
    }
    byPath.set(other.path, one);
  }
  return null;
}
