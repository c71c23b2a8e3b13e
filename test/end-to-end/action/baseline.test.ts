import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAction } from '../../github-loopback/run-action.ts';
import { brief, createKnownCalls } from './known-calls.ts';
import {
  type BaselineFile,
  closeScenes,
  firstBaseline,
  openPullRequest,
  placeOf,
  reportOf,
  withFewerMallocs,
} from './scene.ts';

const sandbox = createKnownCalls();
let baseline: BaselineFile;
closeScenes();
beforeAll(async () => {
  baseline = await firstBaseline(sandbox, brief);
});
afterAll(() => sandbox.remove());

test('a pull request that deletes the baseline fails, whatever the policy', async () => {
  const scene = await openPullRequest(sandbox, {
    inputs: { ...brief, 'on-missing-baseline': 'pass', 'fail-on': 'never' },
    base: { [baseline.path]: baseline.text },
  });
  rmSync(join(sandbox.folder, baseline.path), { force: true });
  const result = await runAction(scene.step);
  expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'no-baseline' } });
  expect(scene.marked()[0]?.body).toContain(`The base branch has a baseline, \`${baseline.path}\``);
  expect(reportOf(scene, result).passes).toBe(false);
});

test('a pull request that edits its own baseline is shown with the change on top', async () => {
  const base = withFewerMallocs(baseline, 100);
  const scene = await openPullRequest(sandbox, { inputs: brief, base: { [base.path]: base.text } });
  sandbox.write(baseline.path, baseline.text);
  const result = await runAction(scene.step);
  expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } });
  const edit = /This pull request edits its own baseline, `\S+`: `turns` from ([\d,]+) to ([\d,]+)\./;
  for (const text of [scene.marked()[0]?.body ?? '', result.summary]) {
    const [, before = '', after = ''] = edit.exec(text) ?? [];
    expect(Number(after.replaceAll(',', '')) - Number(before.replaceAll(',', ''))).toBe(100);
    expect(text.search(edit)).toBeLessThan(text.indexOf('Measured `KnownCalls`'));
  }
});

test('a pull request whose baseline only looks different is shown without a notice', async () => {
  const text = JSON.stringify(JSON.parse(baseline.text));
  const scene = await openPullRequest(sandbox, { inputs: brief, base: { [baseline.path]: text } });
  sandbox.write(baseline.path, baseline.text);
  expect(await runAction(scene.step)).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } });
  expect(scene.marked()[0]?.body).not.toContain('edits its own baseline');
});

// On which line a benchmark is in every other form of the text, `benchmarkLines` has tests of.
test('a regression is marked on the line of its benchmark, though the baseline is not formatted as ours', async () => {
  const { path, text } = withFewerMallocs(baseline, 5);
  const odd = `\n\n${JSON.stringify(JSON.parse(text), null, '\t')}`;
  const place = placeOf('turns', { path, text: odd });
  const scene = await openPullRequest(sandbox, { inputs: brief, base: { [path]: odd } });
  sandbox.write(path, odd);
  const { output, annotations } = await runAction(scene.step);
  expect(annotations).toMatchObject([{ title: 'Swift Allocation Gate' }, { title: 'turns allocates more', ...place }]);
  expect(annotations[0]).not.toHaveProperty('file');
  expect(output).toMatch(
    new RegExp(`^::error title=turns allocates more,file=${path},line=${place.line}::total `, 'm'),
  );
});
