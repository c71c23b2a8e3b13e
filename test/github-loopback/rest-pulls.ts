import { changedFiles } from './changed-files.ts';
import type { PullRequest } from './model.ts';
import { paginate } from './pagination.ts';
import { notFound, ok, problem, type Reply } from './reply.ts';
import type { RepositoryCall, RepositoryRoute } from './routes.ts';

const pulls = 'https://docs.github.com/rest/pulls/pulls';
const labels = 'https://docs.github.com/rest/issues/labels';
const readPulls = [{ scope: 'pull-requests', access: 'read' }] as const;
const readEither = [
  { scope: 'issues', access: 'read' },
  { scope: 'pull-requests', access: 'read' },
] as const;

/** Pull requests and their labels. */
export const pullRoutes: readonly RepositoryRoute[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls',
    documentation: `${pulls}#list-pull-requests`,
    needs: readPulls,
    handle: (call) => {
      const query = call.url.searchParams;
      const state = query.get('state') ?? 'open';
      const head = query.get('head');
      const base = query.get('base');
      const listed = [...call.repository.pullRequests.values()]
        .filter((pull) => state === 'all' || pull.state === state)
        .filter((pull) => head === null || `${pull.head.repository.split('/')[0]}:${pull.head.ref}` === head)
        .filter((pull) => base === null || pull.base.ref === base)
        .sort((a, b) => b.number - a.number);
      const { items, headers } = paginate(listed, call.url);
      return ok(
        items.map((pull) => call.show.pullRequest(call.repository, pull)),
        headers,
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    documentation: `${pulls}#get-a-pull-request`,
    needs: readPulls,
    handle: (call) => withPull(call, 'pull_number', (pull) => ok(call.show.pullRequest(call.repository, pull))),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/files',
    documentation: `${pulls}#list-pull-requests-files`,
    needs: readPulls,
    handle: (call) =>
      withPull(call, 'pull_number', (pull) => {
        const { items, headers } = paginate(changedFiles(call, pull.base.sha, pull.head.sha), call.url);
        return ok(items, headers);
      }),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
    documentation: `${labels}#list-labels-for-an-issue`,
    needs: readEither,
    handle: (call) =>
      withPull(call, 'issue_number', (pull) => {
        const { items, headers } = paginate(call.show.labels(call.repository, pull), call.url);
        return ok(items, headers);
      }),
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
    documentation: `${labels}#remove-a-label-from-an-issue`,
    needs: [
      { scope: 'issues', access: 'write' },
      { scope: 'pull-requests', access: 'write' },
    ],
    handle: (call) =>
      withPull(call, 'issue_number', (pull) => {
        if (!pull.labels.delete(call.parameter('name'))) {
          return problem(404, 'Label does not exist', call.documentation);
        }
        return ok(call.show.labels(call.repository, pull));
      }),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/labels/{name}',
    documentation: `${labels}#get-a-label`,
    needs: readEither,
    handle: (call) => {
      const label = call.repository.labels.get(call.parameter('name'));
      return label === undefined ? notFound(call.documentation) : ok(call.show.label(call.repository, label));
    },
  },
];

function withPull(call: RepositoryCall, parameter: string, use: (pull: PullRequest) => Reply): Reply {
  const pull = call.repository.pullRequests.get(Number(call.parameter(parameter)));
  return pull === undefined ? notFound(call.documentation) : use(pull);
}
