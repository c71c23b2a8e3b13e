import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseBaseline } from '../../../src/baseline/parse-text.ts';
import { runAction } from '../../github-loopback/run-action.ts';
import { brief, createKnownCalls } from './known-calls.ts';
import { type BaselineFile, closeScenes, firstBaseline, openPullRequest } from './scene.ts';

const sandbox = createKnownCalls();
let baseline: BaselineFile;
closeScenes();
beforeAll(async () => {
  baseline = await firstBaseline(sandbox, brief);
});
afterAll(() => sandbox.remove());

/** A gate that comments on changes only, of the same program, against this baseline. */
async function gate({ path, text }: BaselineFile) {
  sandbox.write(path, text);
  const scene = await openPullRequest(sandbox, { inputs: { ...brief, comment: 'on-change' }, base: { [path]: text } });
  const result = await runAction(scene.step);
  expect(result).toMatchObject({ exitCode: 0, annotations: [], outputs: { verdict: 'pass' } });
  return { comments: scene.marked(), result };
}

/** The baseline of a program that freed so many blocks more. */
function withMoreFreed({ path, text }: BaselineFile, more: number): BaselineFile {
  const parsed = parseBaseline(text, path);
  const benchmarks = Object.entries(parsed.benchmarks).map(([name, benchmark]) => {
    const { measurement } = benchmark;
    if (measurement.unit !== 'run' || measurement.blocks === undefined) throw new Error(`${name} has no blocks`);
    const blocks = { ...measurement.blocks, freed: measurement.blocks.freed + more };
    return [name, { ...benchmark, measurement: { ...measurement, blocks } }];
  });
  return { path, text: JSON.stringify({ ...parsed, benchmarks: Object.fromEntries(benchmarks) }) };
}

test('where nothing changed, a gate that comments on changes only does not', async () => {
  expect((await gate(baseline)).comments).toEqual([]);
});

test('blocks that are not freed any more are a change, although every count is the same', async () => {
  const { comments, result } = await gate(withMoreFreed(baseline, 5));
  const sentence = /^`turns` leaves 5 blocks more per run unfreed than the baseline: /m;
  expect(comments.map(({ body }) => sentence.test(body))).toEqual([true]);
  expect(comments[0]?.body).toContain('✅ **Allocations are unchanged** in 1 benchmark.');
  expect(result.summary).toMatch(sentence);
});
