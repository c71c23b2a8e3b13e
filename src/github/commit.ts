import { z } from 'zod';
import { askGraphql, graphqlShape } from './ask.ts';
import type { Client } from './client.ts';
import { lookAgain } from './look-again.ts';
import { fullNameOf, type Repository, readCommit, readTip } from './repository.ts';
import { failureSentence, isOutage } from './request-failure.ts';

/** A commit to be made on a branch, if its tip is still the expected one. */
export interface CommitRequest {
  readonly repository: Repository;
  readonly branch: string;
  readonly expectedHead: string;
  readonly message: CommitMessage;
  /** Whole files, by path; their folders are made. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

export interface CommitMessage {
  /** One line. */
  readonly headline: string;
  readonly body: string;
}

/** What became of it. `reason` is a sentence without its full stop. */
export type CommitOutcome =
  | { readonly outcome: 'committed'; readonly sha: string }
  /** The branch has moved. */
  | { readonly outcome: 'moved' }
  | { readonly outcome: 'failed'; readonly reason: string }
  /** The answer was lost, and the branch does not tell. */
  | { readonly outcome: 'unknown'; readonly reason: string };

/** Fixed text; everything that differs is in the variables. */
export const commitMutation = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

const committedShape = graphqlShape(
  z.object({ createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }) }),
);

/**
 * Commits by GraphQL's createCommitOnBranch: atomic, signed by GitHub, and refused where the branch has moved
 * (facts 24). Never throws, but for bugs.
 *
 * @param sleep Waits that many milliseconds, before the branch is looked at again.
 */
export async function commitOnBranch(
  client: Client,
  request: CommitRequest,
  sleep: (milliseconds: number) => Promise<unknown>,
): Promise<CommitOutcome> {
  try {
    const answer = await askGraphql(client, commitMutation, { input: inputOf(request) }, committedShape);
    return { outcome: 'committed', sha: answer.createCommitOnBranch.commit.oid };
  } catch (error) {
    const [first] = graphqlErrorsOf(error);
    if (first !== undefined) return refusalOf(first);
    const reason = failureSentence(error);
    if (reason === null) throw error;
    // The commit may have been made and only the answer lost; asking for it twice would commit nothing wrong, but
    // would take our own commit for somebody else's.
    return isOutage(error) ? findCommit(client, request, reason, sleep) : { outcome: 'failed', reason };
  }
}

function inputOf({ repository, branch, expectedHead, message, files }: CommitRequest) {
  return {
    branch: { repositoryNameWithOwner: fullNameOf(repository), branchName: branch },
    expectedHeadOid: expectedHead,
    message,
    fileChanges: {
      additions: files.map(({ path, text }) => ({ path, contents: Buffer.from(text).toString('base64') })),
    },
  };
}

/** What became of a commit whose answer was lost, as far as the tip of the branch tells. */
async function findCommit(
  client: Client,
  { repository, branch, expectedHead, message: { headline, body } }: CommitRequest,
  reason: string,
  sleep: (milliseconds: number) => Promise<unknown>,
): Promise<CommitOutcome> {
  try {
    const tip = await lookAgain(
      () => readTip(client, repository, branch),
      (sha) => sha !== expectedHead,
      sleep,
    );
    if (tip === expectedHead) return { outcome: 'failed', reason };
    if (tip === null) return { outcome: 'unknown', reason };
    const { message, parents } = await readCommit(client, repository, tip);
    const isOurs = parents[0] === expectedHead && message.trim() === `${headline}\n\n${body}`.trim();
    return isOurs ? { outcome: 'committed', sha: tip } : { outcome: 'unknown', reason };
  } catch {
    return { outcome: 'unknown', reason };
  }
}

interface GraphqlError {
  readonly type: string;
  readonly message: string;
}

/** The errors of an answer that GraphQL gave; empty where there was none. */
function graphqlErrorsOf(thrown: unknown): readonly GraphqlError[] {
  if (!(thrown instanceof Error) || !('errors' in thrown) || !Array.isArray(thrown.errors)) return [];
  return thrown.errors.map((error: unknown) => ({ type: textIn(error, 'type'), message: textIn(error, 'message') }));
}

function textIn(value: unknown, name: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' ? found : '';
}

function refusalOf({ type, message }: GraphqlError): CommitOutcome {
  if (type === 'STALE_DATA' || /^Expected branch to point to/.test(message)) return { outcome: 'moved' };
  if (type === 'NOT_FOUND') {
    return { outcome: 'failed', reason: 'GitHub does not find the branch, or the token may not see its repository' };
  }
  if (type === 'FORBIDDEN') {
    return { outcome: 'failed', reason: 'the token may not commit: it needs the permission `contents: write`' };
  }
  // "Repository rule violations found\n\nChanges must be made through a pull request."
  const words = message.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return { outcome: 'failed', reason: `GitHub refused the commit (${words === '' ? type : words})` };
}
