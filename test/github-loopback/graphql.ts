import type { Repository, Token } from './model.ts';
import { type Need, satisfies } from './permissions.ts';
import { ok, problem, type Reply } from './reply.ts';
import { nodeId, timestamp } from './representations.ts';
import type { GitHubState } from './state.ts';

/** An error of a GraphQL answer. */
export interface GraphqlError {
  readonly type: string;
  readonly message: string;
}

/** What a field of the root is answered with; more than was asked for does no harm. */
export type GraphqlOutcome =
  | { readonly data: unknown }
  | { readonly error: GraphqlError }
  /** It was done, and an answer of this status comes instead of the real one. */
  | { readonly lost: number };

export interface GraphqlCall {
  readonly state: GitHubState;
  readonly token: Token;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly server: string;
}

/** Answers one field of the root, such as `viewer` or `createCommitOnBranch`. */
export type GraphqlField = (call: GraphqlCall) => GraphqlOutcome;

/** The fields the loopback knows by itself; a test may add to the server's map. */
export const graphqlFields: ReadonlyMap<string, GraphqlField> = new Map<string, GraphqlField>([
  ['viewer', ({ token }) => ({ data: { login: token.actor } })],
  ['node', commentHistory],
  ['createCommitOnBranch', createCommitOnBranch],
]);

/** What is wrong with a document or with its variables, one sentence each. */
export type GraphqlCheck = (query: string, variables: Readonly<Record<string, unknown>>) => readonly string[];

/**
 * Answers `POST /graphql`: the first field of the root decides, arguments are taken from `variables` alone.
 * That is a small part of GraphQL, and enough for a client that sends fixed documents.
 */
export function answerGraphql(
  fields: ReadonlyMap<string, GraphqlField>,
  body: unknown,
  call: Omit<GraphqlCall, 'variables'>,
  check: GraphqlCheck = () => [],
): { readonly reply: Reply; readonly violation?: string } {
  const query: unknown = member(body, 'query');
  const root = typeof query === 'string' ? rootField.exec(query)?.[1] : undefined;
  if (root === undefined) {
    const documentation = 'https://docs.github.com/graphql/guides/forming-calls-with-graphql';
    return { reply: problem(400, 'Problems parsing JSON', documentation), violation: 'POST /graphql: no query' };
  }
  const field = fields.get(root);
  if (field === undefined) {
    const message = `Field '${root}' doesn't exist on type 'Query'`;
    return { reply: ok({ errors: [{ path: ['query', root], message }] }), violation: `POST /graphql: ${message}` };
  }
  const given = member(body, 'variables');
  const variables = isRecord(given) ? given : {};
  const [mistake] = check(String(query), variables);
  if (mistake !== undefined) {
    const error = { path: [root], message: mistake };
    return { reply: ok({ errors: [error] }), violation: `POST /graphql: ${mistake}` };
  }
  const outcome = field({ ...call, variables });
  if ('lost' in outcome) return { reply: { status: outcome.lost, body: { message: 'Server Error' } } };
  if ('data' in outcome) return { reply: ok({ data: { [root]: outcome.data } }) };
  return { reply: ok({ data: { [root]: null }, errors: [{ path: [root], ...outcome.error }] }) };
}

/** `mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { …` */
const rootField = /^\s*(?:(?:query|mutation)\b[^{]*)?\{\s*(\w+)/;

const readComments: readonly Need[] = [
  { scope: 'issues', access: 'read' },
  { scope: 'pull-requests', access: 'read' },
];

/** A comment with its versions, newest first; other nodes are not known. */
function commentHistory({ state, token, variables }: GraphqlCall): GraphqlOutcome {
  for (const fullName of token.repositories) {
    for (const { comments } of state.repositories.get(fullName)?.pullRequests.values() ?? []) {
      const comment = comments.find(({ id }) => nodeId('IssueComment', id) === variables.id);
      if (comment === undefined) continue;
      if (!satisfies(token.permissions, readComments)) {
        return { error: { type: 'FORBIDDEN', message: 'Resource not accessible by integration' } };
      }
      const nodes = comment.versions.toReversed().map(({ body, at }) => ({ diff: body, editedAt: timestamp(at) }));
      return { data: { userContentEdits: { nodes } } };
    }
  }
  const message = `Could not resolve to a node with the global id of '${String(variables.id)}'`;
  return { error: { type: 'NOT_FOUND', message } };
}

const writeContents: readonly Need[] = [{ scope: 'contents', access: 'write' }];

/** Commits file changes to a branch, if its head is still the expected one. */
function createCommitOnBranch({ state, token, variables, server }: GraphqlCall): GraphqlOutcome {
  const input = variables.input;
  const branch = member(input, 'branch');
  const branchName = text(member(branch, 'branchName')).replace(/^refs\/heads\//, '');
  const repository = reachable(state, token, text(member(branch, 'repositoryNameWithOwner')));
  const head = repository?.branches.get(branchName);
  if (repository === undefined || head === undefined) {
    return { error: { type: 'NOT_FOUND', message: 'Could not resolve to a Ref.' } };
  }
  if (!satisfies(token.permissions, writeContents)) {
    return { error: { type: 'FORBIDDEN', message: 'Resource not accessible by integration' } };
  }
  const expected = text(member(input, 'expectedHeadOid'));
  if (head !== expected) {
    const message = `Expected branch to point to "${expected}" but it did not. Pull and try again.`;
    return { error: { type: 'STALE_DATA', message } };
  }
  const changes = member(input, 'fileChanges');
  const files: Record<string, Buffer | null> = {};
  for (const removed of list(member(changes, 'deletions'))) files[text(member(removed, 'path'))] = null;
  for (const added of list(member(changes, 'additions'))) {
    files[text(member(added, 'path'))] = Buffer.from(text(member(added, 'contents')), 'base64');
  }
  const message = member(input, 'message');
  const lines = [text(member(message, 'headline')), text(member(message, 'body'))];
  const commit = state.addCommit(repository, branchName, {
    author: token.actor,
    message: lines.filter((line) => line !== '').join('\n\n'),
    files,
  });
  for (const pull of repository.pullRequests.values()) {
    const isOf = pull.head.repository === repository.fullName && pull.head.ref === branchName;
    if (isOf) state.pushed(repository, pull);
  }
  const url = `${server}/${repository.fullName}/commit/${commit.sha}`;
  return { data: { commit: { oid: commit.sha, url }, ref: { name: branchName } } };
}

function reachable(state: GitHubState, token: Token, fullName: string): Repository | undefined {
  return token.repositories.includes(fullName) ? state.repositories.get(fullName) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function member(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
