import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActionResult, runAction } from '../../github-loopback/run-action.ts';
import { createSandbox } from '../sandbox.ts';
import { brief } from './known-calls.ts';
import { closeScenes, openPullRequest, type Scene } from './scene.ts';

const sandbox = createSandbox(fileURLToPath(new URL('hostile', import.meta.url)));
let scene: Scene;
let result: ActionResult;
closeScenes();
beforeAll(async () => {
  // Twice the same program: once it succeeds, once it fails, so that its last lines are shown.
  const benchmarks = ['  fails: { product: Hostile, environment: { FAIL: "1" } }', '  works: { product: Hostile }'];
  sandbox.write('.github/allocations.yml', `benchmarks:\n${benchmarks.join('\n')}\n`);
  scene = await openPullRequest(sandbox, { inputs: { ...brief, 'commit-token': '' } });
  result = await runAction(scene.step);
});
afterAll(() => sandbox.remove());

describe("code of the pull request that runs in the gate's job", () => {
  test.each(['manifest', 'program'])('finds no token and no way to the runner in the environment of its %s', (who) => {
    const environment = sandbox.read(`${who}.environment`);
    expect(environment).toContain('PATH=');
    expect(environment).not.toContain(result.token.value);
    expect(environment).not.toMatch(/^(INPUT_|ACTIONS_|GITHUB_)/m);
  });

  test('is not obeyed by the runner, in whatever it prints', () => {
    expect(result.exitCode).toBe(3);
    // It was heard: in the build's log, and in the last lines of the program that failed.
    expect(result.output).toContain('injected');
    expect(result.outputs.verdict).toBe('failed');
    for (const { title, message } of result.annotations) {
      expect(['Manifest', 'Compiler', 'Program']).not.toContain(title);
      expect(message).not.toBe('injected');
    }
    expect(result.commands.masks).toContain(result.token.value);
    expect(result.commands.masks).not.toContain('a');
    expect(result.commands.stopped).toBe(false);
    expect(result.commands.names).not.toContain('set-output');
  });

  test('is quoted in the comment, and does not speak in it', () => {
    const body = scene.marked()[0]?.body ?? '';
    expect(body).toContain('1 benchmark could not be measured');
    const quoted = /^```text\n[^`]*^```$/gm;
    expect(body.match(quoted)?.join()).toContain('::error title=Program::injected');
    expect(body.replaceAll(quoted, '')).not.toContain('injected');
  });
});
