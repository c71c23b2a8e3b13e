import { afterAll, describe, expect, test } from 'vitest';
import { runAction } from '../../github-loopback/run-action.ts';
import { createSandbox, testProgram } from '../sandbox.ts';
import { brief } from './known-calls.ts';
import { closeScenes, openPullRequest, reportOf } from './scene.ts';

const sandbox = createSandbox(testProgram('NotBuilding'));
closeScenes();
afterAll(() => sandbox.remove());

describe('wrong usage ends with status 2 before anything is built or asked:', () => {
  test.each([
    [
      'an input that does not exist',
      { prodcuts: 'Shop' },
      '"prodcuts" is not an input of this action; did you mean products?',
    ],
    ['a value that does not exist', { 'fail-on': 'regresion' }, /^fail-on: .*regresion.*regression/s],
  ])('%s', async (_name, inputs, message) => {
    const { gitHub, step } = await openPullRequest(sandbox, { inputs });
    const { exitCode, annotations, commands } = await runAction(step);
    const expected = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(exitCode).toBe(2);
    expect(annotations.filter(({ level }) => level === 'error')).toEqual([{ level: 'error', message: expected }]);
    expect(commands.groups).toEqual([]);
    expect(gitHub.requests).toEqual([]);
  });

  test('an unknown key in the configuration, named with its line', async () => {
    sandbox.write('.github/other.yml', 'benchmarks:\n  turns:\n    prodcut: NotBuilding\n');
    const { step } = await openPullRequest(sandbox, { inputs: { config: '.github/other.yml' } });
    const { exitCode, annotations } = await runAction(step);
    expect(exitCode).toBe(2);
    expect(annotations[0]?.message).toMatch(/\.github\/other\.yml:3:\d+: .*prodcut/);
  });
});

test('a build that breaks ends with status 3, and the comment shows what the compiler said', async () => {
  const scene = await openPullRequest(sandbox, { inputs: brief });
  const result = await runAction(scene.step);
  expect(result).toMatchObject({ exitCode: 3, outputs: { verdict: 'failed', 'candidate-path': '' } });
  const compiler = /Sources\/NotBuilding\/main\.swift:\d+:\d+: error: /;
  for (const text of [scene.marked()[0]?.body ?? '', result.summary]) {
    expect(text).toContain('**Allocations could not be measured**: The build broke');
    expect(text).toMatch(compiler);
  }
  // The build's own output is in the log, in a group that folds.
  expect(result.output).toMatch(compiler);
  expect(result.commands.groups).toContainEqual(expect.stringMatching(/^swift build -c release /));
  expect(result.annotations).toMatchObject([{ level: 'error', title: 'Swift Allocation Gate' }]);
  expect(reportOf(scene, result)).toMatchObject({ verdict: 'failed', candidate: null, benchmarks: [] });
});
