import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { markdownOf } from '../../../src/report/phrase.ts';
import { runAction } from '../../github-loopback/run-action.ts';
import { git } from '../git.ts';
import { copyPackage, createSandbox, examplePackage, regression, type Sandbox } from '../sandbox.ts';
import { closeScenes, openPullRequest, reportOf } from './scene.ts';
import { checkOutMerge } from './shallow-checkout.ts';

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
    expect(body).toMatch(/\*\*\[\+1\]\(\S+\)\*\* .*`RequestHead` · \S+ in `parseHeaders\(_:\)` of `ObjectsAndStrings`/);
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
        {
          name: 'whole-program',
          verdict: 'incomparable',
          differences: expect.arrayContaining([expect.objectContaining({ field: 'swift' })]),
        },
      ],
    });
    expect(markdownOf(report.notices.at(-1) ?? [])).toMatch(
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

/** How a program is told how much to do. */
interface Told {
  readonly field: 'environment' | 'arguments';
  /** What says so, as reports show it. */
  readonly shown: (turns: number) => string;
  readonly inConfiguration: (turns: number) => string;
}

const told: readonly Told[] = [
  {
    field: 'environment',
    shown: (turns) => `ITERATIONS=${turns}`,
    inConfiguration: (turns) => `environment: { ITERATIONS: "${turns}" }`,
  },
  { field: 'arguments', shown: String, inConfiguration: (turns) => `arguments: ["${turns}"]` },
];

describe.each(told)(
  'a pull request that changes what a benchmark runs, by $field',
  ({ field, shown, inConfiguration }) => {
    /** The example, measured when it was told so. */
    const create = () =>
      createSandboxWith((sandbox, name) => {
        if (field === 'environment') return;
        const main = 'Sources/ObjectsAndStrings/main.swift';
        const first = 'if CommandLine.arguments.count > 1 { setenv("ITERATIONS", CommandLine.arguments[1], 1) }\n';
        sandbox.replace(main, 'let iterations = iterationsFrom', `${first}let iterations = iterationsFrom`);
        sandbox.replace('.github/allocations.yml', 'environment: { ITERATIONS: "10" }', inConfiguration(10));
        const path = `${folder}/${name}`;
        const [before = '', after = ''] = sandbox.read(path).split('"whole-program": {');
        const changed = after
          .replace('"arguments": []', '"arguments": ["10"]')
          .replace(/"environment": \[\s*"ITERATIONS=10"\s*\]/, '"environment": []');
        sandbox.write(path, `${before}"whole-program": {${changed}`);
      });
    /** Half the work: against the committed numbers, everything is an improvement. */
    const lower = (sandbox: Sandbox) =>
      sandbox.replace('.github/allocations.yml', inConfiguration(10), inConfiguration(5));
    const counting = { ...inputs, 'flame-graph': 'false' };

    test('is red for the regression that it hides, by the base commit measured with its own configuration', async () => {
      const sandbox = create();
      const history = checkOutMerge(sandbox, () => {
        copyPackage(regression, sandbox.folder);
        lower(sandbox);
      });
      const scene = await openPullRequest(sandbox, { inputs: counting, history });
      const result = await runAction(scene.step);
      expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'regression' } });
      expect(reportOf(scene, result)).toMatchObject({
        base: { commit: history.base.sha, differences: [{ field, baseline: shown(10), measured: shown(5) }] },
        benchmarks: [
          { name: 'loop-turn', verdict: 'regression', delta: { total: 1 } },
          { name: 'whole-program', verdict: 'regression', delta: { total: 5 } },
        ],
      });
      expect(scene.marked()[0]?.body).toContain(
        `The baseline was measured with \`${field}\` \`${shown(10)}\`, this run has \`${shown(5)}\`; compared with the base`,
      );
    });

    test('is green without one: fewer turns are no improvement', async () => {
      const sandbox = create();
      const history = checkOutMerge(sandbox, () => lower(sandbox));
      const scene = await openPullRequest(sandbox, { inputs: counting, history });
      const result = await runAction(scene.step);
      expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } });
      expect(reportOf(scene, result).benchmarks).toMatchObject([{ delta: { total: 0 } }, { delta: { total: 0 } }]);
    });
  },
);
