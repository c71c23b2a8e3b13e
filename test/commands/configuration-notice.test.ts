import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { configurationNotice } from '../../src/commands/configuration-notice.ts';
import { createClient } from '../../src/github/client.ts';
import { startGitHub } from '../github-loopback/server.ts';
import { collectingLogger } from '../system/collecting-logger.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

const path = '.github/allocations.yml';
/** What is said of a pull request whose base has one configuration and whose head has another (null: none). */
async function noticesOf(base: string | null, head: string | null): Promise<readonly string[]> {
  const gitHub = await startGitHub();
  onTestFinished(() => gitHub.close());
  const repository = gitHub.state.addRepository('octo-org/shop');
  const { sha } = gitHub.state.addCommit(repository, 'main', { files: base === null ? {} : { [path]: base } });
  const workspace = temporaryDirectory();
  mkdirSync(join(workspace, '.github'));
  if (head !== null) writeFileSync(join(workspace, path), head);
  const { value: token } = gitHub.state.issueToken([repository], { contents: 'read' });
  const client = await createClient(token, { apiUrl: gitHub.addresses.api });
  const pullRequest = {
    ...{ number: 7, headSha: sha, headRef: 'change', headRepository: 'octo-org/shop' },
    ...{ baseSha: sha, baseRef: 'main', fromFork: false },
  };
  const context = {
    repository: { owner: 'octo-org', name: 'shop' },
    pullRequest,
    base: { sha, ref: 'main' },
    workspace,
  };
  return configurationNotice(client, context, path, collectingLogger());
}

const config = (limit: string) => `benchmarks:\n  http:\n    product: Server\n${limit}`;

it('nothing is said of a configuration that is the base’s, that neither has, or that is the first', async () => {
  expect(await noticesOf(config(''), config(''))).toEqual([]);
  expect(await noticesOf(null, null)).toEqual([]);
  expect(await noticesOf(null, config(''))).toEqual([]);
});

it('a limit that the pull request raises for itself is named', async () => {
  expect(await noticesOf(config(''), config('    limit: { percent: 50 }\n'))).toEqual([
    'This pull request edits the configuration that judges it, `.github/allocations.yml`: the limit of `http` from the default to 0 or 50 %.',
  ]);
});

it('an edit that moves no limit is said all the same, and so is a removed file', async () => {
  expect(await noticesOf(config(''), `# quicker\n${config('')}`)).toEqual([
    'This pull request edits the configuration that judges it, `.github/allocations.yml`: no limit moves.',
  ]);
  expect(await noticesOf(config(''), null)).toEqual([
    'This pull request removes the configuration `.github/allocations.yml` of the base branch.',
  ]);
});
