import type { Comment, PullRequest } from './model.ts';
import { paginate } from './pagination.ts';
import { notFound, ok, type Reply, validationFailed } from './reply.ts';
import type { RepositoryCall, RepositoryRoute } from './routes.ts';

const pages = 'https://docs.github.com/rest/issues/comments';
const read = [
  { scope: 'issues', access: 'read' },
  { scope: 'pull-requests', access: 'read' },
] as const;
const write = [
  { scope: 'issues', access: 'write' },
  { scope: 'pull-requests', access: 'write' },
] as const;

/** The longest comment GitHub takes, in characters. */
export const longestComment = 65_536;

/** Comments of pull requests, which are issue comments to the REST API. */
export const commentRoutes: readonly RepositoryRoute[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    documentation: `${pages}#list-issue-comments`,
    needs: read,
    handle: (call) => {
      const pullRequest = call.repository.pullRequests.get(Number(call.parameter('issue_number')));
      if (pullRequest === undefined) return notFound(call.documentation);
      const since = call.url.searchParams.get('since');
      const listed = pullRequest.comments.filter(({ updatedAt }) => since === null || updatedAt >= new Date(since));
      const { items, headers } = paginate(listed, call.url);
      return ok(
        items.map((comment) => call.show.comment(call.repository, pullRequest.number, comment)),
        headers,
      );
    },
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    documentation: `${pages}#create-an-issue-comment`,
    needs: write,
    handle: (call) => {
      const pullRequest = call.repository.pullRequests.get(Number(call.parameter('issue_number')));
      if (pullRequest === undefined) return notFound(call.documentation);
      return withBody(call, (body) => {
        const comment = call.state.addComment(pullRequest, { author: call.token.actor, body });
        return { ...shown(call, { pullRequest, comment }), status: 201 };
      });
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    documentation: `${pages}#get-an-issue-comment`,
    needs: read,
    handle: (call) => withComment(call, (found) => shown(call, found)),
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    documentation: `${pages}#update-an-issue-comment`,
    needs: write,
    handle: (call) =>
      withComment(call, (found) =>
        withBody(call, (body) => {
          call.state.editComment(found.comment, body);
          return shown(call, found);
        }),
      ),
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    documentation: `${pages}#delete-an-issue-comment`,
    needs: write,
    handle: (call) =>
      withComment(call, ({ pullRequest, comment }) => {
        pullRequest.comments.splice(pullRequest.comments.indexOf(comment), 1);
        return { status: 204 };
      }),
  },
];

interface FoundComment {
  readonly pullRequest: PullRequest;
  readonly comment: Comment;
}

function withComment(call: RepositoryCall, use: (found: FoundComment) => Reply): Reply {
  const id = Number(call.parameter('comment_id'));
  for (const pullRequest of call.repository.pullRequests.values()) {
    const comment = pullRequest.comments.find((candidate) => candidate.id === id);
    if (comment !== undefined) return use({ pullRequest, comment });
  }
  return notFound(call.documentation);
}

function withBody({ body, documentation }: RepositoryCall, use: (body: string) => Reply): Reply {
  const text = typeof body === 'object' && body !== null && 'body' in body ? body.body : undefined;
  const refuse = (message: string) =>
    validationFailed(documentation, [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }]);
  if (typeof text !== 'string' || text.trim() === '') return refuse('Body cannot be blank');
  if ([...text].length > longestComment) return refuse(`Body is too long (maximum is ${longestComment} characters)`);
  return use(text);
}

function shown({ show, repository }: RepositoryCall, { pullRequest, comment }: FoundComment): Reply {
  return ok(show.comment(repository, pullRequest.number, comment));
}
