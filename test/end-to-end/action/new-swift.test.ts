import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { baselineFileName, nameOf } from '../../../src/baseline/file-name.ts';
import { environmentHere } from '../../../src/gate/baseline-environment.ts';
import { markdownOf } from '../../../src/report/phrase.ts';
import { readToolchain } from '../../../src/swift/toolchain.ts';
import { createRun } from '../../../src/system/process.ts';
import { runAction } from '../../github-loopback/run-action.ts';
import { measuredIn } from '../reports.ts';
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
const here = environmentHere(await readToolchain(createRun({ PATH: process.env.PATH ?? '' })));
const minor = nameOf(here).swift;
/** The committed baseline is of 6.0; where that is the Swift that is here, it is made one of 5.10. */
const other = minor === '6.0' ? '5.10' : '6.0';

/** The example package with a baseline for another minor version of Swift, and none for the one that is here. */
function createWithOtherMinor(): Sandbox {
  const sandbox = createSandbox(examplePackage('objects-and-strings'));
  open.push(sandbox);
  const [name = ''] = readdirSync(join(sandbox.folder, folder));
  sandbox.replace(`${folder}/${name}`, '"swift": "6.0.3"', `"swift": "${other}.3"`);
  renameSync(
    join(sandbox.folder, folder, name),
    join(sandbox.folder, folder, baselineFileName({ ...here, swift: other })),
  );
  return sandbox;
}

describe('a pull request on an image with a new minor version of Swift, which has no baseline yet', () => {
  const sentence = `There is no baseline for Swift \`${minor}\` yet (the others are of \`${other}\`); compared with the base commit`;

  test('is red for its regression alone, and the label makes the baseline', async () => {
    const sandbox = createWithOtherMinor();
    const history = checkOutMerge(sandbox, () => copyPackage(regression, sandbox.folder));
    const scene = await openPullRequest(sandbox, { inputs, history });
    const result = await runAction(scene.step);
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'regression' } });
    const report = reportOf(scene, result);
    expect(report).toMatchObject({
      base: { commit: history.base.sha, newEnvironment: { swift: minor, others: [{ swift: other }] } },
      baselineFile: { exists: false },
    });
    // The total differs by what the heap adds to it or takes away (facts 43).
    const { verdict, sites } = measuredIn(report, 'loop-turn');
    expect({ verdict, site: sites[0] }).toMatchObject({
      verdict: 'regression',
      site: { name: 'parseHeaders(_:)', delta: 1 },
    });
    expect(report.candidate?.path).toContain(`/swift-${minor}-`);
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
    expect(reportOf(scene, result).notices.map(markdownOf)).toEqual([
      `There is no baseline for Swift \`${minor}\` yet (the others are of \`${other}\`).`,
      expect.stringMatching(/^The base commit [0-9a-f]{10} could not be measured: /),
    ]);
  });
});
