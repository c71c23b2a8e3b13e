import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { runAction } from '../../github-loopback/run-action.ts';
import { git } from '../git.ts';
import { copyPackage, createSandbox, examplePackage, regression, type Sandbox } from '../sandbox.ts';
import { closeScenes, openPullRequest, reportOf } from './scene.ts';
import { checkOutMerge } from './shallow-checkout.ts';

// Two builds and two measurements each.
vi.setConfig({ testTimeout: 240_000 });

const open: Sandbox[] = [];
closeScenes();
afterEach(() => {
  for (const sandbox of open.splice(0)) sandbox.remove();
});

const inputs = { runs: '2' };

const folder = '.github/allocations';

/** The example package, with its committed baseline changed. */
function createSandboxWith(change: (sandbox: Sandbox, name: string) => void): Sandbox {
  const sandbox = createSandbox(examplePackage('objects-and-strings'));
  open.push(sandbox);
  const [name = ''] = readdirSync(join(sandbox.folder, folder));
  change(sandbox, name);
  return sandbox;
}

/** With a baseline that was measured with another patch release of Swift. */
const createDrifted = () =>
  createSandboxWith((sandbox, name) => {
    sandbox.replace(`${folder}/${name}`, '"swift": "6.0.3"', '"swift": "6.0.2"');
  });

/** With a baseline for another minor version of Swift, and none for the one that is here. */
const createWithOtherMinor = () =>
  createSandboxWith((sandbox, name) => {
    sandbox.replace(`${folder}/${name}`, '"swift": "6.0.3"', '"swift": "5.10.1"');
    renameSync(join(sandbox.folder, folder, name), join(sandbox.folder, folder, otherMinor(name)));
  });

const otherMinor = (name: string) => name.replace('swift-6.0-', 'swift-5.10-');

describe('a pull request whose baseline is from another patch release of Swift, checked out with a depth of 1', () => {
  test('is red for its regression alone: the base commit came through the API and was measured here', async () => {
    const sandbox = createDrifted();
    const history = checkOutMerge(sandbox, () => copyPackage(regression, sandbox.folder));
    expect(() => git(sandbox.folder, 'cat-file', '-e', history.base.sha)).toThrow();
    const scene = await openPullRequest(sandbox, { inputs, history });
    const result = await runAction(scene.step);

    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'regression' } });
    const archives = scene.gitHub.requests.filter(({ path }) => /\/(tarball|legacy\.tar\.gz)\//.test(path));
    expect(archives).toMatchObject([
      { path: `/repos/octo-org/shop/tarball/${history.base.sha}`, status: 302, token: result.token.value },
      { path: `/octo-org/shop/legacy.tar.gz/${history.base.sha}`, status: 200, token: undefined },
    ]);
    expect(reportOf(scene, result)).toMatchObject({
      base: { commit: history.base.sha, differences: [{ field: 'swift', baseline: '6.0.2', measured: '6.0.3' }] },
      benchmarks: [
        { name: 'loop-turn', verdict: 'regression', delta: { total: 1 } },
        { name: 'whole-program', verdict: 'regression', delta: { total: 10 } },
      ],
    });
    const body = scene.marked()[0]?.body ?? '';
    expect(body).toContain('❌ **2 benchmarks allocate more**: +10 `malloc` per run in `whole-program`');
    expect(body).toContain(
      'The baseline was measured with Swift `6.0.2`, this run has `6.0.3`; ' +
        `compared with the base commit \`${history.base.sha.slice(0, 10)}\`, measured here.`,
    );
    expect(body).toMatch(/\*\*\[\+1\]\(\S+\)\*\* .*`parseHeaders\(_:\)` in `ObjectsAndStrings`/);
    expect(body).toContain('add the label `update-allocation-baseline`');
  });

  test('is red where a benchmark fails at the base commit alone, and says what failed there', async () => {
    const sandbox = createDrifted();
    const history = checkOutMerge(sandbox, () => {
      const path = '.github/allocations.yml';
      sandbox.write(
        path,
        `${sandbox.read(path).split('  whole-program:')[0]}  whole-program:\n    command: [./whole.sh]\n`,
      );
      sandbox.write('whole.sh', '#!/bin/sh\nITERATIONS=50 exec .build/release/ObjectsAndStrings\n');
      sandbox.makeExecutable('whole.sh');
    });
    const scene = await openPullRequest(sandbox, { inputs: { ...inputs, 'flame-graph': 'false' }, history });
    const result = await runAction(scene.step);
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'incomparable' } });
    const report = reportOf(scene, result);
    expect(report).toMatchObject({
      benchmarks: [
        { name: 'loop-turn', verdict: 'pass' },
        { name: 'whole-program', verdict: 'incomparable', differences: [{ field: 'swift' }] },
      ],
    });
    expect(report.notices.at(-1)).toMatch(
      /^`whole-program` could not be measured at the base commit [0-9a-f]{10}, so it cannot be compared: .*whole\.sh/,
    );
  });

  test('is green without one, and says that the label renews the baseline', async () => {
    const sandbox = createDrifted();
    const history = checkOutMerge(sandbox, () => sandbox.write('README.md', 'Words only.\n'));
    const scene = await openPullRequest(sandbox, { inputs, history });
    const result = await runAction(scene.step);
    expect(result).toMatchObject({ exitCode: 0, annotations: [], outputs: { verdict: 'pass' } });
    const body = scene.marked()[0]?.body ?? '';
    expect(body).toContain('✅ **All allocations are unchanged** in 2 benchmarks.');
    expect(body).toContain('The baseline was measured with Swift `6.0.2`, this run has `6.0.3`; compared with');
    expect(body).toContain('To renew the baseline, add the label `update-allocation-baseline`');
  });
});

describe('a pull request on an image with a new minor version of Swift, which has no baseline yet', () => {
  const sentence = 'There is no baseline for Swift `6.0` yet (the others are of `5.10`); compared with the base commit';

  test('is red for its regression alone, and the label makes the baseline', async () => {
    const sandbox = createWithOtherMinor();
    const history = checkOutMerge(sandbox, () => copyPackage(regression, sandbox.folder));
    const scene = await openPullRequest(sandbox, { inputs, history });
    const result = await runAction(scene.step);
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'regression' } });
    const report = reportOf(scene, result);
    expect(report).toMatchObject({
      base: { commit: history.base.sha, newEnvironment: { swift: '6.0', others: [{ swift: '5.10' }] } },
      baselineFile: { exists: false },
      benchmarks: [{ delta: { total: 1 } }, { delta: { total: 10 } }],
    });
    expect(report.candidate?.path).toContain('/swift-6.0-');
    const body = scene.marked()[0]?.body ?? '';
    expect(body).toContain(sentence);
    expect(body).toContain('add the label `update-allocation-baseline`');
  });

  test('is no first run either where it deletes the baselines that there are', async () => {
    const sandbox = createWithOtherMinor();
    const history = checkOutMerge(sandbox, () => rmSync(join(sandbox.folder, folder), { recursive: true }));
    const scene = await openPullRequest(sandbox, { inputs: { ...inputs, 'flame-graph': 'false' }, history });
    const result = await runAction(scene.step);
    expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } });
    expect(scene.marked()[0]?.body).toContain(sentence);
  });

  test('is without a baseline as the policy has it where the base cannot be built', async () => {
    const sandbox = createWithOtherMinor();
    const manifest = sandbox.read('Package.swift');
    sandbox.write('Package.swift', 'let nothing = 1\n');
    const history = checkOutMerge(sandbox, () => sandbox.write('Package.swift', manifest));
    const policy = { ...inputs, 'flame-graph': 'false', 'on-missing-baseline': 'fail' };
    const scene = await openPullRequest(sandbox, { inputs: policy, history });
    const result = await runAction(scene.step);
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'no-baseline' } });
    expect(reportOf(scene, result).notices).toEqual([
      'There is no baseline for Swift `6.0` yet (the others are of `5.10`).',
      expect.stringMatching(/^The base commit [0-9a-f]{10} could not be measured: /),
    ]);
  });
});
