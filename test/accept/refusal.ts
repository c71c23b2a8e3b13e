import { expect } from 'vitest';
import { runStep, type StepResult } from '../github-loopback/in-process.ts';
import type { ActionStep } from '../github-loopback/run-action.ts';
import { labelName, type Scene } from './scene.ts';

/** Runs a step that must be refused: in red, in the summary, and in one sentence of the comment. */
export async function refusal(
  scene: Scene,
  step: ActionStep = scene.labeled(),
  run: (step: ActionStep) => Promise<StepResult> = runStep,
): Promise<{ readonly sentence: string; readonly result: StepResult }> {
  const result = await run(step);
  expect(result, result.output).toMatchObject({ exitCode: 1 });
  expect(scene.pullRequest.labels.has(labelName)).toBe(false);
  const errors = result.annotations.filter(({ level }) => level === 'error');
  expect(errors).toEqual([{ level: 'error', title: 'The allocations are not accepted', message: expect.any(String) }]);
  expect(result.summary).toContain('## The allocations are not accepted');
  const sentences = scene
    .comment()
    .body.split('\n')
    .filter((line) => line.startsWith('> **Not accepted.**'));
  expect(sentences).toHaveLength(1);
  return { result, sentence: sentences[0] ?? '' };
}

/** A label that must lead to this sentence and to nothing else. */
export async function expectNothingCommitted(scene: Scene, wanted: string | RegExp, step?: ActionStep): Promise<void> {
  const head = scene.pullRequest.head.sha;
  const { sentence } = await refusal(scene, step);
  expect(sentence).toMatch(wanted);
  expect(scene.pullRequest.head.sha).toBe(head);
  expect(scene.commits()).toEqual([]);
}

/** Somebody else pushes to the branch. */
export function push({ gitHub, repository, pullRequest }: Scene): void {
  gitHub.state.addCommit(repository, 'change', { message: 'Somebody pushes' });
  gitHub.state.pushed(repository, pullRequest);
}
