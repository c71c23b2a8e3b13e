import { expect, test } from 'vitest';
import { createActionLogger } from '../../src/github/action-logger.ts';
import { createClient } from '../../src/github/client.ts';
import { writeComment } from '../../src/github/write-comment.ts';
import { formatMarker } from '../../src/report/marker.ts';
import { startGitHub } from '../github-loopback/server.ts';
import { workflowBot } from '../github-loopback/state.ts';

test('a doubt about a comment is a warning, whether it is of this run or of a newer one', async () => {
  const gitHub = await startGitHub();
  const repository = gitHub.state.addRepository('octo/app');
  gitHub.state.addCommit(repository, 'change');
  const pullRequest = gitHub.state.addPullRequest(repository, { branch: 'change', number: 7 });
  const report = (runId: number) => formatMarker({ key: 'one', headSha: 'a'.repeat(40), runId, runAttempt: 1 });
  const comment = gitHub.state.addComment(pullRequest, { author: workflowBot, body: report(1) });
  const target = { repository: { owner: 'octo', name: 'app' }, pullRequest: 7 };
  const { value } = gitHub.state.issueToken([repository], { 'pull-requests': 'write' });
  const client = await createClient(value, { apiUrl: gitHub.addresses.api, sleep: async () => {} });
  const write = async (runId: number) => {
    const lines: string[] = [];
    const logger = createActionLogger((text) => lines.push(String(text)));
    const draft = { body: report(runId), mayCreate: true, since: null };
    expect(await writeComment(client, { comment: 'always' }, target, draft, logger)).toContain('/pull/7#');
    return lines.join('');
  };

  // The history is not told after the first update; after the second it holds a newer report, and is not told again.
  let histories = 0;
  gitHub.intercept(async ({ method, body }) => {
    if (method === 'PATCH' && histories === 1) gitHub.state.editComment(comment, report(9));
    const asksHistory = JSON.stringify(body)?.includes('userContentEdits') === true;
    return asksHistory && ++histories !== 2 ? 403 : undefined;
  });
  expect(await write(2)).toMatch(/^::warning::The comment on pull request #7 may stand there twice or be of an older/m);
  expect(await write(3)).toMatch(
    /A newer run has commented already[\s\S]*^::warning::The comment on pull request #7 may/m,
  );
  expect(comment.body).toBe(report(9));
  await gitHub.close();
});
