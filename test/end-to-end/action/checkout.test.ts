import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runAction } from '../../github-loopback/run-action.ts';
import { commitAll } from '../git.ts';
import { brief, createKnownCalls } from './known-calls.ts';
import { closeScenes, firstBaseline, openPullRequest, reportOf } from './scene.ts';

closeScenes();

/** The sandbox's package in a folder of a workspace, as `actions/checkout` with `path: src` leaves it. */
function checkedOutInFolder(sandbox: ReturnType<typeof createKnownCalls>): string {
  const workspace = mkdtempSync(join(realpathSync(tmpdir()), 'end-to-end-'));
  onTestFinished(() => rmSync(workspace, { recursive: true, force: true }));
  renameSync(sandbox.folder, join(workspace, 'src'));
  mkdirSync(sandbox.folder);
  return workspace;
}

test('a baseline that the pull request deletes is missed, in whichever folder the repository is', async () => {
  const sandbox = createKnownCalls();
  const baseline = await firstBaseline(sandbox, brief);
  rmSync(join(sandbox.folder, '.build'), { recursive: true });
  commitAll(sandbox.folder, 'without the baseline');
  const workspace = checkedOutInFolder(sandbox);
  const paths = { 'package-path': 'src', baseline: 'src/.github/allocations', config: 'src/.github/allocations.yml' };
  const base = { [baseline.path]: baseline.text };
  const scene = await openPullRequest(sandbox, { inputs: { ...brief, ...paths }, base });
  const result = await runAction({ ...scene.step, workspace });
  expect(result.exitCode).toBe(1);
  expect(reportOf(scene, result)).toMatchObject({ baselineFile: { path: baseline.path }, verdict: 'no-baseline' });
  sandbox.remove();
});

test('what a manifest reads of the job’s variables is named, and reaches the build by build-environment', async () => {
  const sandbox = createKnownCalls();
  sandbox.write(
    'Package.swift',
    `${sandbox.read('Package.swift')}
if Context.environment["WITHOUT_MORE"] == nil {
  for target in package.targets { target.swiftSettings = [.define("WITH_MORE")] }
}
`,
  );
  const more = '#if WITH_MORE\nfor turn in 0..<50 { makeObjects(turn) }\n#endif\nlet iterations';
  sandbox.replace('Sources/KnownCalls/main.swift', 'let iterations', more);
  const measure = async (inputs: Readonly<Record<string, string>>) => {
    const scene = await openPullRequest(sandbox, { inputs: { ...brief, ...inputs } });
    const result = await runAction({ ...scene.step, environment: { WITHOUT_MORE: '1' } });
    const [benchmark] = reportOf(scene, result).benchmarks;
    if (benchmark === undefined || benchmark.verdict === 'failed') throw new Error(result.output);
    return { output: result.output, benchmark };
  };
  const warning = 'The job sets WITHOUT_MORE, which Package.swift reads, but the build does not get it';
  const without = await measure({});
  expect(without.output).toContain(warning);
  const given = await measure({ 'build-environment': 'WITHOUT_MORE=1' });
  expect(given.output).not.toContain(warning);
  expect(without.benchmark.counts.malloc - given.benchmark.counts.malloc).toBeGreaterThanOrEqual(50);
  expect(given.benchmark.workload?.buildEnvironment).toEqual(['WITHOUT_MORE=1']);
  sandbox.remove();
});
