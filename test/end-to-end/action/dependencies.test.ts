import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { runAction } from '../../github-loopback/run-action.ts';
import { commitAll, git } from '../git.ts';
import { createSandbox, testProgram } from '../sandbox.ts';
import { closeScenes, firstBaseline, openPullRequest, reportOf } from './scene.ts';
import { checkOutMerge } from './shallow-checkout.ts';

vi.setConfig({ testTimeout: 360_000 });

const sandbox = createSandbox(testProgram('Depending'));
closeScenes();
afterAll(() => sandbox.remove());

test('a dependency that was released since the baseline fails a pull request that has nothing to do with it, unless both sides get it', async () => {
  const dependency = join(sandbox.folder, '../near');
  cpSync(join(sandbox.folder, 'Near'), dependency, { recursive: true });
  rmSync(join(sandbox.folder, 'Near'), { recursive: true });
  commitAll(dependency, 'first');
  git(dependency, 'tag', '1.0.0');
  sandbox.replace('Package.swift', '.package(path: "Near")', `.package(url: "file://${dependency}", from: "1.0.0")`);
  sandbox.replace('Package.swift', 'package: "Near"', 'package: "near"');
  const inputs = { runs: '1' };
  const baseline = await firstBaseline(sandbox, inputs);
  sandbox.write(baseline.path, baseline.text);

  // As libraries do: what is resolved is not committed, and each checkout resolves anew.
  for (const name of ['.build', 'Package.resolved']) rmSync(join(sandbox.folder, name), { recursive: true });
  const source = join(dependency, 'Sources/Near/Near.swift');
  writeFileSync(source, readFileSync(source, 'utf8').replace('last = Kept(value)', '$&\n  last = Kept(value + 1)'));
  commitAll(dependency, 'second');
  git(dependency, 'tag', '1.1.0');
  const history = checkOutMerge(sandbox, () => sandbox.write('README.md', 'Words only.\n'));

  const asResolved = await openPullRequest(sandbox, { inputs, history });
  const red = await runAction(asResolved.step);
  expect(red).toMatchObject({ exitCode: 1, outputs: { verdict: 'regression' } });
  const body = asResolved.marked()[0]?.body ?? '';
  expect(body).toContain('All +10 in dependency `Near` (`near` `1.0.0` → `1.1.0`).');
  expect(body).toContain('Dependencies that moved: `near` `1.0.0` → `1.1.0`.');

  const sameAsHead = await openPullRequest(sandbox, { inputs: { ...inputs, dependencies: 'same-as-head' }, history });
  const green = await runAction(sameAsHead.step);
  expect(green).toMatchObject({ exitCode: 0, annotations: [], outputs: { verdict: 'pass' } });
  expect(reportOf(sameAsHead, green)).toMatchObject({
    base: { commit: history.base.sha, dependencies: 'same-as-head' },
    dependencyChanges: [],
  });
  expect(sameAsHead.marked()[0]?.body).toContain(
    'The baseline was measured with `near` `1.0.0`, this run has `1.1.0`; compared with the base commit ' +
      `\`${history.base.sha.slice(0, 10)}\`, measured here with the same versions of the dependencies.`,
  );
});
