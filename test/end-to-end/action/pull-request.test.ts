import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type ActionResult, runAction } from '../../github-loopback/run-action.ts';
import { createSandbox, examplePackage, regression } from '../sandbox.ts';
import { closeScenes, openPullRequest, reportOf, type Scene } from './scene.ts';

const sandbox = createSandbox(examplePackage('objects-and-strings'));
const source = 'Sources/ObjectsAndStrings/Headers.swift';
const original = sandbox.read(source);
/** The line at which the regression makes its object. */
const addedAt =
  readFileSync(join(regression, source), 'utf8')
    .split('\n')
    .findIndex((line) => /return RequestHead/.test(line)) + 1;
closeScenes();
afterAll(() => sandbox.remove());

test('a pull request sees a first run, no change, a regression and its fix in one comment', async () => {
  rmSync(join(sandbox.folder, '.github/allocations'), { recursive: true });
  // Lines are linked where the head commit has the file that was measured.
  const scene = await openPullRequest(sandbox, { base: { [source]: readFileSync(join(regression, source), 'utf8') } });
  const { pullRequest, gitHub } = scene;
  // Somebody copied our marker: not our comment, and it stays as it is.
  const others = Array.from({ length: 250 }, (_, index) => ({ author: 'mona', body: `Comment ${index + 1}` }));
  for (const comment of others.slice(0, 120)) gitHub.state.addComment(pullRequest, comment);

  const first = await runAction(scene.step);
  expect(first.output).not.toContain('This is a bug');
  expect(first).toMatchObject({ exitCode: 0, outputs: { verdict: 'no-baseline' } });
  const { candidate } = reportOf(scene, first);
  if (candidate === null) throw new Error('the gate made no baseline ready');
  const [comment] = scene.marked();
  expect(comment?.author).toBe('github-actions[bot]');
  expect(comment?.body).toContain('**There is no baseline yet**: 2 benchmarks were measured');
  expect(comment?.body).toContain('gh label create update-allocation-baseline');
  expect(comment?.body).toContain(`> ${candidate.path}`);
  expect(first.annotations).toMatchObject([{ level: 'warning', title: 'Swift Allocation Gate' }]);
  const mark = comment?.body.split('\n')[0] ?? '';
  const copied = gitHub.state.addComment(pullRequest, { author: 'mallory', body: `${mark}\nAll is well.` });
  for (const other of others.slice(120)) gitHub.state.addComment(pullRequest, other);

  // A maintainer commits the candidate, exactly as the gate left it.
  sandbox.write(candidate.path, readFileSync(first.outputs['candidate-path'] ?? '', 'utf8'));
  const unchanged = await runAction(scene.step);
  expect(unchanged).toMatchObject({ exitCode: 0, annotations: [], outputs: { verdict: 'pass' } });
  expect(comment?.body).toContain('✅ **All allocations are unchanged** in 2 benchmarks.');

  cpSync(regression, sandbox.folder, { recursive: true });
  const worse = await runAction(scene.step);
  expect(worse).toMatchObject({ exitCode: 1, outputs: { verdict: 'regression' } });
  expect(comment?.body).toContain('❌ **2 benchmarks allocate more**: +10 `malloc` per run in `whole-program`');
  await expectExplanation(scene, worse, comment?.body ?? '');

  sandbox.write(source, original);
  const fixed = await runAction(scene.step);
  expect(fixed).toMatchObject({ exitCode: 0, annotations: [], outputs: { verdict: 'pass' } });
  expect(comment?.body).toContain('✅ **All allocations are unchanged**');
  expect(reportOf(scene, fixed).candidate).toEqual({ ...candidate, diff: '' });

  expect(scene.marked()).toEqual([comment, copied]);
  expect(copied.body).toBe(`${mark}\nAll is well.`);
  expect(pullRequest.comments).toHaveLength(252);
  const addresses = [first, unchanged, worse, fixed].map(({ outputs }) => outputs['comment-url']);
  expect(new Set(addresses)).toEqual(new Set([expect.stringContaining(`#issuecomment-${comment?.id}`)]));
});

/** What a red gate says, in each place where somebody looks. */
async function expectExplanation(scene: Scene, { outputs, summary, annotations, run }: ActionResult, comment: string) {
  const { gitHub, repository, pullRequest } = scene;
  const artifacts = [...repository.artifacts.values()].filter(({ runId }) => runId === run.id);
  expect(artifacts.map(({ mimeType }) => mimeType)).toEqual(['application/json', 'text/html', 'application/zip']);
  const [json, html] = artifacts;

  const report = JSON.parse(readFileSync(outputs['report-path'] ?? '', 'utf8'));
  expect(report).toEqual(JSON.parse(json?.content.toString() ?? ''));
  expect(report).toMatchObject({
    passes: false,
    source: { pullRequest: 7, headSha: pullRequest.head.sha, measuredSha: pullRequest.mergeSha, runId: run.id },
    benchmarks: [
      { name: 'loop-turn', verdict: 'regression', unit: 'iteration', delta: { malloc: 1, total: 1 } },
      { name: 'whole-program', verdict: 'regression', unit: 'run', delta: { malloc: 10, total: 10 } },
    ],
  });
  for (const { sites } of report.benchmarks) expect(sites[0].name).toBe('parseHeaders(_:)');

  const page = `${gitHub.addresses.server}/octo-org/shop/actions/runs/${run.id}/artifacts/${html?.id}`;
  expect(outputs).toMatchObject({ 'flame-graph-url': page, 'comment-body': comment });
  expect(comment).toContain(`[Flame graph](${page})`);
  expect(comment).toContain(`[Run ${run.id}](${gitHub.addresses.server}/octo-org/shop/actions/runs/${run.id}/`);
  expect(comment).toMatch(
    /\*\*\[\+1\]\(\S+#b-loop-turn\/\S+\)\*\* .*`RequestHead` · \S+ in `parseHeaders\(_:\)` of `ObjectsAndStrings`/,
  );
  const line = `/octo-org/shop/blob/${pullRequest.head.sha}/${source}#L${addedAt}`;
  expect(comment).toContain(`[\`Headers.swift:${addedAt}\`](${gitHub.addresses.server}${line})`);
  expect(comment).toContain('`return RequestHead(method: String(requestLine[0]), ');
  // `github.localhost` is for browsers; here its address is asked.
  const opened = await fetch(page.replace(gitHub.addresses.server, gitHub.addresses.api));
  expect(opened.headers.get('content-disposition')).toMatch(/^inline/);
  expect(await opened.text()).toMatch(/^<!doctype html>[\s\S]*parseHeaders/i);

  expect(summary).toContain('**2 benchmarks allocate more**');
  expect(summary).toContain('parseHeaders');
  expect(annotations).toMatchObject([
    { level: 'error', title: 'Swift Allocation Gate', message: expect.stringContaining('2 benchmarks allocate more') },
    {
      ...{ level: 'error', title: '+10 RequestHead per run in whole-program', file: source, line: addedAt },
      message: expect.stringMatching(/^in parseHeaders\(_:\); .*; \+1 RequestHead per iteration in loop-turn$/),
    },
  ]);

  expect(comment).toContain("<details><summary>The baseline's diff, for whoever cannot set the label</summary>");
  const lines = report.candidate.diff.split('\n');
  expect(comment).toContain(`\`\`\`diff\n${lines.slice(0, 100).join('\n')}\n`);
  for (const [before, now] of [
    [4543, 4553],
    [4867, 4877],
  ]) {
    expect(report.candidate.diff).toMatch(new RegExp(`^-.*\\b${before},?\\n\\+.*\\b${now},?$`, 'm'));
  }
}
