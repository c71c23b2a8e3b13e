// Speaks to GitHub as an action does: with the real toolkit, configured by nothing but the environment.
import * as core from '@actions/core';
import { context, getOctokit } from '@actions/github';

const octokit = getOctokit(core.getInput('token', { required: true }));
const pullRequest = { ...context.repo, issue_number: context.payload.pull_request?.number ?? 0 };

try {
  const { viewer } = await octokit.graphql('query { viewer { login } }');
  const comments = await octokit.paginate(octokit.rest.issues.listComments, { ...pullRequest, per_page: 100 });
  const { data } = await octokit.rest.issues.createComment({ ...pullRequest, body: 'Hello' });
  core.setOutput('viewer', viewer.login);
  core.setOutput('author', data.user?.login);
  core.setOutput('comments', comments.length);
  core.setOutput('comment-url', data.html_url);
} catch (error) {
  core.setFailed(error.message);
}
