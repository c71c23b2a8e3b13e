import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActionResult, runAction } from '../../github-loopback/run-action.ts';
import { brief, createKnownCalls } from './known-calls.ts';
import { type BaselineFile, closeScenes, firstBaseline, openPullRequest, reportOf, withFewerMallocs } from './scene.ts';

const sandbox = createKnownCalls();
let baseline: BaselineFile;
closeScenes();
beforeAll(async () => {
  baseline = withFewerMallocs(await firstBaseline(sandbox, brief), 5);
  sandbox.write(baseline.path, baseline.text);
});
afterAll(() => sandbox.remove());

const open = (options: { readonly fork?: boolean } = {}) =>
  openPullRequest(sandbox, { inputs: brief, base: { [baseline.path]: baseline.text }, ...options });

/** The gate's own result, whatever became of the report. */
function expectRegression(result: ActionResult): void {
  expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'regression' } });
  expect(result.outputs['comment-body']).toContain('+5 `malloc` per run in `turns`');
  expect(result.summary).toContain('+5 `malloc` per run in `turns`');
  expect(result.annotations).toContainEqual(
    expect.objectContaining({ level: 'error', title: 'Swift Allocation Gate' }),
  );
}

const warnings = ({ annotations }: ActionResult) =>
  annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);

describe('the verdict stands, and one warning says what was not delivered', () => {
  test("on a fork's pull request, whose token cannot comment and where no label takes the numbers over", async () => {
    const scene = await open({ fork: true });
    const result = await runAction(scene.step);
    expectRegression(result);
    expect(warnings(result)).toEqual([expect.stringContaining('`pull-requests: write`')]);
    expect(result.outputs['comment-url']).toBe('');
    expect(scene.pullRequest.comments).toEqual([]);
    const { verdict, candidate } = reportOf(scene, result);
    expect(verdict).toBe('regression');
    // How to take the numbers over, since no label can.
    const { summary, outputs } = result;
    expect(summary).not.toContain('label');
    expect(summary).toContain(`\`\`\`diff\n${candidate?.diff}\`\`\``);
    expect(candidate?.text).toBe(readFileSync(outputs['candidate-path'] ?? '', 'utf8'));
    // The command's artifact is the report, in which `.candidate.text` is the file.
    const command =
      /^mkdir -p -- (\S+) && gh api --hostname github\.localhost:\d+ repos\/octo-org\/shop\/actions\/artifacts\/(\d+)\/zip \| jq -j (\S+) > (\S+)$/m;
    const [, folder, artifact, field, path] = command.exec(summary) ?? [];
    expect({ folder, field, path }).toEqual({
      folder: dirname(baseline.path),
      field: '.candidate.text',
      path: baseline.path,
    });
    const content = scene.repository.artifacts.get(Number(artifact))?.content.toString() ?? '';
    expect(JSON.parse(content).candidate.text).toBe(candidate?.text);
  });

  test('where GitHub fails on the comment', async () => {
    const scene = await open();
    scene.gitHub.failNext({ method: 'POST', path: '/comments' }, 502, 10);
    const result = await runAction({ ...scene.step, hurried: true });
    expectRegression(result);
    expect(warnings(result)).toEqual([expect.stringMatching(/pull request #7 was not written: .*502/)]);
  });

  test('where the artifact service is down', async () => {
    const scene = await open();
    scene.gitHub.failNext({ path: '/twirp/' }, 503, 100);
    const result = await runAction({ ...scene.step, hurried: true, inputs: { ...brief, 'flame-graph': 'true' } });
    expectRegression(result);
    expect(warnings(result)).toEqual([expect.stringMatching(/\.json could not be uploaded as an artifact/)]);
    expect(scene.marked()).toHaveLength(1);
    expect(scene.marked()[0]?.body).not.toMatch(/\/artifacts\//);
    expect(result.outputs['flame-graph-url']).toBe('');
  });

  test.each(['CreateArtifact', 'FinalizeArtifact'])('where the answer to %s never ends', async (method) => {
    const scene = await open();
    scene.gitHub.failNext({ path: new RegExp(`/${method}$`) }, 'break-off');
    const result = await runAction({ ...scene.step, hurried: true });
    expectRegression(result);
    expect(warnings(result)).toEqual([expect.stringContaining('was not done within 60 seconds')]);
    expect(scene.marked()).toHaveLength(1);
  });
});
