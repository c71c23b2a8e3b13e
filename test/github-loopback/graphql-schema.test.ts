import { expect, test } from 'vitest';
import { commitMutation } from '../../src/github/commit.ts';
import { checkWithGitHubSchema } from './graphql-schema.ts';
import { startGitHub } from './server.ts';

const input = {
  branch: { repositoryNameWithOwner: 'octo/app', branchName: 'change' },
  expectedHeadOid: 'a'.repeat(40),
  message: { headline: 'Change "it"', body: 'line\nline \\ $input' },
  fileChanges: { additions: [{ path: 'a.txt', contents: 'YQ==' }] },
};

test('GitHub’s schema takes the commit that the Action makes', () => {
  expect(checkWithGitHubSchema(commitMutation, { input })).toEqual([]);
});

test.each([
  ['a field that does not exist', 'query { viewr { login } }', {}, /Cannot query field "viewr"/],
  ['a member too many', commitMutation, { input: { ...input, force: true } }, /Field "force" is not defined/],
  [
    'a member that is missing',
    commitMutation,
    { input: { ...input, message: {} } },
    /"CommitMessage.headline".*required/,
  ],
  [
    'a value of another type',
    commitMutation,
    { input: { ...input, fileChanges: { additions: [1] } } },
    /Expected value/,
  ],
  ['no variables', commitMutation, {}, /found null/],
])('it refuses %s', (_name, query, variables, message) => {
  expect(checkWithGitHubSchema(query, variables)[0]).toMatch(message);
});

test('what it refuses is answered as an error, and remembered as a violation', async () => {
  const gitHub = await startGitHub({ checkGraphql: checkWithGitHubSchema });
  const repository = gitHub.state.addRepository('octo/app');
  const { value } = gitHub.state.issueToken([repository], { contents: 'write' });
  const answer = await fetch(`${gitHub.addresses.api}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${value}` },
    body: JSON.stringify({ query: commitMutation, variables: { input: { ...input, force: true } } }),
  });
  expect(await answer.json()).toMatchObject({ errors: [{ message: expect.stringContaining('"force"') }] });
  expect(gitHub.violations).toEqual([expect.stringContaining('"force"')]);
  await gitHub.close();
});
