import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { inspectConfiguration } from '../../src/gate/inspect-base.ts';
import { createClient } from '../../src/github/client.ts';
import { markdownOf } from '../../src/report/phrase.ts';
import { createRun } from '../../src/system/process.ts';
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
    workspace,
  };
  const host = { run: createRun({ PATH: process.env.PATH ?? '' }), logger: collectingLogger() };
  return (await inspectConfiguration(client, context, Promise.resolve(sha), path, host)).map(markdownOf);
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

const edited = async (base: string, head: string) => {
  const [notice = ''] = await noticesOf(base, head);
  return notice.replace('This pull request edits the configuration that judges it, `.github/allocations.yml`: ', '');
};

it('each setting that decides what is measured, and what of it is a failure, is named with both values', async () => {
  const entry = (more: string) => `benchmarks:\n  http: { product: Server${more} }\n`;
  const before = entry(', arguments: [--requests, "1000"], iterations: { variable: N, from: 1, to: 11 }');
  const after = entry(
    ', arguments: [--requests, "10"], iterations: { variable: N, from: 1, to: 2 }, runs: 1, timeout: 1m' +
      ', also-count: [operator_new, strdup], status: 3, leftover-processes: { allow: true }, environment: { MODE: "a b" }',
  );
  expect(await edited(before, `total-includes: [memalign]\n${after}`)).toBe(
    '`total-includes` from `none` to `memalign`, the status of `http` from the default to 3, ' +
      'the leftover-processes of `http` from the default to 2000 ms, allowed, ' +
      'the arguments of `http` from `--requests 1000` to `--requests 10`, ' +
      'the environment of `http` from `none` to `"MODE=a b"`, ' +
      'the iterations of `http` from `N from 1 to 11` to `N from 1 to 2`, ' +
      'the also-count of `http` from `none` to `operator_new strdup`, the runs of `http` from the default to 1, ' +
      'the timeout of `http` from the default to 60 s.',
  );
  expect(await edited(entry(''), 'benchmarks:\n  http: { command: [./http.sh, --all] }\n')).toBe(
    'the program of `http` from `product Server` to `./http.sh --all`.',
  );
});

it('of a server, how it is driven and ended is named too', async () => {
  const entry = (driver: string, stop: string) =>
    `benchmarks:\n  http: { product: Server, ready: { port: 80 }, drive: [./drive.sh, ${driver}], stop: ${stop} }\n`;
  expect(await edited(entry('all', 'SIGTERM'), entry('few', 'SIGINT'))).toBe(
    'the drive of `http` from `./drive.sh all` to `./drive.sh few`, the stop of `http` from `SIGTERM` to `SIGINT`.',
  );
});

it('so is what holds for all benchmarks, apart from one that is called defaults', async () => {
  const file = (all: number, one: number) =>
    `defaults: { limit: { absolute: ${all} } }\nbenchmarks:\n  defaults: { product: A, limit: { absolute: ${one} } }\n`;
  expect(await edited(file(1, 5), file(9, 5))).toBe('the limit of `defaults` from 1 or 0 % to 9 or 0 %.');
});

it('benchmarks that come and go are named, and a limit is not lost behind many other changes', async () => {
  const file = (name: string, limit: number, mode: string) => {
    const others = Array.from({ length: 30 }, (_, index) => `  b${index}: { product: B, arguments: [${mode}] }\n`);
    return `benchmarks:\n${others.join('')}  http: { product: A, limit: { absolute: ${limit} } }\n  ${name}: { product: C }\n`;
  };
  const notice = await edited(file('old', 1, 'x'), file('new', 1000, 'y'));
  expect(notice).toMatch(/^`old` is removed, the limit of `http` from 1 or 0 % to 1000 or 0 %, the arguments of `b0`/);
  expect(notice).toMatch(/, and 23 more\.$/);
});

it('texts of any length and kind are named in bounds, and speak for nobody', async () => {
  const entry = (argument: string) => `benchmarks:\n  http: { product: A, arguments: [${JSON.stringify(argument)}] }\n`;
  const long = 'x'.repeat(5000);
  expect(await edited(entry(`${long}1`), entry(`${long}2`))).toBe('the arguments of `http`.');
  // A code span, in which nothing is interpreted.
  expect(await edited(entry('a'), entry('`**b** <img src=x> @octocat'))).toBe(
    'the arguments of `http` from `a` to ``"`**b** <img src=x> @octocat"``.',
  );
});

it('an edit that moves no setting is said all the same, and so is a removed file', async () => {
  expect(await noticesOf(config(''), `# quicker\n${config('')}`)).toEqual([
    'This pull request edits the configuration that judges it, `.github/allocations.yml`: no setting moves.',
  ]);
  expect(await noticesOf(config(''), null)).toEqual([
    'This pull request removes the configuration `.github/allocations.yml` of the base branch.',
  ]);
});
