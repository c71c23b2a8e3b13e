import { cpSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askCheckout } from '../../src/gate/checkout.ts';
import { asStored } from '../../src/gate/stored-text.ts';
import { findBaseFiles, findBaseSha } from '../../src/github/base-commit.ts';
import { createClient } from '../../src/github/client.ts';
import type { Context } from '../../src/github/context.ts';
import type { Inputs } from '../../src/settings/inputs.ts';
import { createRun } from '../../src/system/process.ts';
import { commitAll, git } from '../end-to-end/git.ts';
import { startGitHub } from '../github-loopback/server.ts';
import { defaultInputs } from '../settings/default-inputs.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

const run = createRun({ PATH: process.env.PATH ?? '', HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' });
const nobody = 'f'.repeat(40);

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** main has moved since the branch `change` left it; `merge` is what GitHub would make of the two. */
function createHistory() {
  const folder = join(realpathSync(temporaryDirectory()), 'shop');
  write(folder, 'Package.swift', 'let package');
  write(folder, '.github/allocations/a.json', '{}');
  const left = commitAll(folder, 'where the branch left main');
  git(folder, 'switch', '-q', '-c', 'change');
  const head = commitAll(folder, 'the change');
  git(folder, 'switch', '-q', 'main');
  write(folder, 'Sources/main.swift', 'print()');
  const base = commitAll(folder, 'main goes on');
  git(folder, 'merge', '-q', '--no-ff', '-m', 'merge', 'change');
  return { folder, left, head, base, merge: git(folder, 'rev-parse', 'HEAD') };
}

type History = ReturnType<typeof createHistory>;

function contextOf({ head, base, merge }: Pick<History, 'head' | 'base' | 'merge'>, workspace: string): Context {
  return {
    ...{ eventName: 'pull_request', repository: { owner: 'octo-org', name: 'shop' } },
    ...{ headSha: head, measuredSha: merge, merged: true, mergedBase: null, workspace },
    pullRequest: {
      ...{ number: 7, headSha: head, headRef: 'change', headRepository: 'octo-org/shop' },
      ...{ baseSha: base, baseRef: 'main', fromFork: false },
    },
    ...{ base: { sha: base, ref: 'main' }, label: null, triggeringRun: null, since: null, runId: 1, runAttempt: 1 },
    ...{ runUrl: '', job: 'allocations', workflow: null, serverUrl: '', apiUrl: '', retentionDays: 90, image: null },
    ...{ resultFolder: '/temp', isHosted: true },
  };
}

const ask = (history: History, workspace: string, inputs: Partial<Inputs> = {}) =>
  askCheckout({ ...defaultInputs, ...inputs }, contextOf(history, workspace), run);

/** A clone of one commit, as `actions/checkout` makes it by default. */
function shallowCheckout({ folder }: History, commit: string): string {
  const clone = join(realpathSync(temporaryDirectory()), 'shop');
  git(dirname(clone), 'init', '-q', 'shop');
  git(clone, 'fetch', '-q', '--depth=1', `file://${folder}`, commit);
  git(clone, 'checkout', '-q', 'FETCH_HEAD');
  return clone;
}

describe('the top of the repository', () => {
  it('is the workspace, and paths stay as they are', async () => {
    const history = createHistory();
    const { inputs, context } = await ask(history, history.folder);
    expect(inputs).toEqual(defaultInputs);
    expect(context.workspace).toBe(history.folder);
  });

  it('is what git says, with `path:` a folder of the workspace: paths are relative to it', async () => {
    const history = createHistory();
    rmSync(join(history.folder, '.github'), { recursive: true });
    const given = { packagePath: 'shop/server', baseline: 'shop/.github/allocations', config: 'shop/gate.yml' };
    const { inputs, context } = await ask(history, dirname(history.folder), given);
    expect(context.workspace).toBe(history.folder);
    const { packagePath, baseline, baselineFolders, config } = inputs;
    expect([packagePath, baseline, config]).toEqual(['server', '.github/allocations', 'gate.yml']);
    expect(baselineFolders).toEqual([baseline]);
  });

  it('is where what is not given lies', async () => {
    const history = createHistory();
    const { inputs, context } = await ask(history, dirname(history.folder), { packagePath: 'shop' });
    expect([inputs, context.workspace]).toEqual([defaultInputs, history.folder]);
  });

  it('has baseline and configuration below it, or the input to write is named', async () => {
    const history = createHistory();
    await expect(ask(history, dirname(history.folder), { packagePath: 'shop', baseline: 'numbers' })).rejects.toThrow(
      'baseline: "numbers" lies outside of the repository, which is checked out in "shop"; write "shop/numbers"',
    );
    const given = { packagePath: 'shop', config: 'gate.yml' };
    await expect(ask(history, dirname(history.folder), given)).rejects.toThrow('config: "gate.yml" lies outside');
  });

  it('is the workspace where the files came without git, also inside of somebody’s repository', async () => {
    const history = createHistory();
    const workspace = join(history.folder, 'work');
    mkdirSync(workspace);
    expect((await ask(history, workspace)).context).toEqual(contextOf(history, workspace));
  });
});

describe('a sparse checkout', () => {
  const leaveOut = (history: History, ...paths: readonly string[]) => {
    write(history.folder, '.github/allocations/swift-6.2-debian-13-x86_64.json', '{}');
    write(history.folder, '.github/allocations.yml', 'benchmarks: {}');
    write(history.folder, 'Tests/a.swift', '');
    commitAll(history.folder, 'the gate');
    git(history.folder, 'sparse-checkout', 'set', '--no-cone', '/*', ...paths.map((path) => `!${path}`));
  };

  it.each(['.github/allocations.yml', '.github/allocations/swift-6.2-debian-13-x86_64.json'])(
    'that leaves out %s is refused: nobody has deleted it',
    async (path) => {
      const history = createHistory();
      leaveOut(history, path);
      const refusal = `${path}: the commit has this file, and the checkout leaves it out; add its folder to \`sparse-checkout\``;
      await expect(ask(history, history.folder)).rejects.toThrow(refusal);
    },
  );

  it('that leaves out other files is none of our business', async () => {
    const history = createHistory();
    leaveOut(history, 'Tests', '.github/allocations/a.json');
    expect((await ask(history, history.folder, { baseline: '.github/allocations' })).inputs).toEqual(defaultInputs);
  });
});

describe('what is checked out', () => {
  const baseOf = async (context: Context) => findBaseSha(null, context, run);

  it.each(['whole', 'shallow'])('is the merge, in a %s checkout: its base is the other parent', async (depth) => {
    const history = createHistory();
    const { merge, base } = history;
    const { context } = await ask(history, depth === 'whole' ? history.folder : shallowCheckout(history, merge));
    expect(context).toMatchObject({ measuredSha: merge, merged: true, mergedBase: base });
    expect(await baseOf(context)).toBe(base);
  });

  it('is the head, which is merged into nothing: its base is where it left the base branch', async () => {
    const history = createHistory();
    git(history.folder, 'checkout', '-q', history.head);
    const { context } = await ask(history, history.folder);
    expect(context).toMatchObject({ measuredSha: history.head, merged: false, mergedBase: null });
    expect(await baseOf(context)).toBe(history.left);
  });

  it('is the head of a shallow checkout: GitHub knows where it left the base branch', async () => {
    const history = createHistory();
    const gitHub = await startGitHub();
    onTestFinished(() => gitHub.close());
    const repository = gitHub.state.addRepository('octo-org/shop');
    const { left, base, head } = history;
    gitHub.state.addCommit(repository, 'main', { sha: left, files: {} });
    gitHub.state.addCommit(repository, 'main', { sha: base, parents: [left], files: {} });
    gitHub.state.addCommit(repository, 'change', { sha: head, parents: [left], files: {} });
    const { value: token } = gitHub.state.issueToken([repository], { contents: 'read' });
    const client = await createClient(token, { apiUrl: gitHub.addresses.api });
    const { context } = await ask(history, shallowCheckout(history, head));
    expect(await findBaseSha(client, context, run)).toBe(left);
    expect(await baseOf(context)).toBeNull();
  });

  it('is something else, which is no merge whatever the run says', async () => {
    const history = createHistory();
    git(history.folder, 'checkout', '-q', history.left);
    expect((await ask(history, history.folder)).context).toMatchObject({ measuredSha: history.left, merged: false });
  });

  it('is another commit than that of a push: what was there before is not its base', async () => {
    const history = createHistory();
    git(history.folder, 'checkout', '-q', history.left);
    const pushed = { ...contextOf({ ...history, head: nobody }, history.folder), pullRequest: null };
    const { context } = await askCheckout(defaultInputs, pushed, run);
    expect(context.measuredSha).toBe(history.left);
    expect(await baseOf(context)).toBeNull();
  });
});

describe('the files of a base commit', () => {
  it('come from GitHub where the checkout has the commit without them', async () => {
    const history = createHistory();
    const server = join(dirname(history.folder), 'server.git');
    cpSync(join(history.folder, '.git'), server, { recursive: true });
    for (const key of ['core.bare', 'uploadpack.allowFilter', 'uploadpack.allowAnySHA1InWant']) {
      git(server, 'config', key, 'true');
    }
    write(history.folder, 'Sources/main.swift', 'print(2)');
    const clone = join(realpathSync(temporaryDirectory()), 'shop');
    git(dirname(clone), 'clone', '-q', '--no-checkout', '--filter=blob:none', `file://${server}`, 'shop');
    const gitHub = await startGitHub();
    onTestFinished(() => gitHub.close());
    const repository = gitHub.state.addRepository('octo-org/shop');
    gitHub.state.addCommit(repository, 'main', { sha: history.base, files: { 'Sources/main.swift': 'of GitHub' } });
    const { value: token } = gitHub.state.issueToken([repository], { contents: 'read' });
    const client = await createClient(token, { apiUrl: gitHub.addresses.api });
    const context = contextOf(history, clone);
    const target = join(temporaryDirectory(), 'base');
    await (await findBaseFiles(client, context, history.base, run))?.writeTree(target);
    const read = async (path: string) => (await run({ file: 'cat', arguments: [join(target, path)] })).stdout;
    expect(await read('Sources/main.swift')).toBe('of GitHub');

    const whole = join(temporaryDirectory(), 'base');
    await (await findBaseFiles(client, contextOf(history, history.folder), history.base, run))?.writeTree(whole);
    expect((await run({ file: 'cat', arguments: [join(whole, 'Sources/main.swift')] })).stdout).toBe('print()');
  });

  it('are all of them, also where the working tree is sparse', async () => {
    const history = createHistory();
    git(history.folder, 'sparse-checkout', 'set', 'nothing');
    const target = join(temporaryDirectory(), 'base');
    const found = await findBaseFiles(null, contextOf(history, history.folder), history.base, run);
    await found?.writeTree(target);
    expect((await run({ file: 'ls', arguments: [join(target, 'Sources')] })).stdout).toBe('main.swift\n');
  });
});

describe('the text of a file', () => {
  const path = '.github/allocations/a.json';

  it('is that of git, whatever ends the lines in the working tree', async () => {
    const { folder } = createHistory();
    write(folder, '.gitattributes', '* text=auto eol=crlf\n');
    write(folder, path, '{\r\n}\r\n');
    expect(await asStored(run, folder, path, '{\r\n}\r\n')).toBe('{\n}\n');
  });

  it('keeps the line ends that git keeps', async () => {
    const { folder } = createHistory();
    write(folder, path, '{\r\n}\r\n');
    expect(await asStored(run, folder, path, '{\r\n}\r\n')).toBe('{\r\n}\r\n');
  });

  it('is refused where git has a pointer instead, with what to write', async () => {
    const { folder } = createHistory();
    write(folder, '.gitattributes', '*.json filter=lfs\n');
    git(folder, 'config', 'filter.lfs.clean', 'echo version https://git-lfs.github.com/spec/v1');
    const refusal = `${path}: git has another content than this file, by Git LFS or another filter; take the file out`;
    await expect(asStored(run, folder, path, '{}')).rejects.toThrow(refusal);
    const pointer = 'version https://git-lfs.github.com/spec/v1\n';
    write(folder, path, pointer);
    await expect(asStored(run, folder, path, pointer)).rejects.toThrow(refusal);
  });
});
