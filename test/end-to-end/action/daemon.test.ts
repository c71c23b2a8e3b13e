import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processStatus } from '../../../src/system/processes.ts';
import { type ActionResult, runAction } from '../../github-loopback/run-action.ts';
import { failedIn, measuredIn } from '../reports.ts';
import { createSandbox, testProgram } from '../sandbox.ts';
import { brief } from './known-calls.ts';
import { closeScenes, openPullRequest, reportOf, type Scene } from './scene.ts';

const sandbox = createSandbox(testProgram('Library'));
let scene: Scene;
let result: ActionResult;
closeScenes();

/** Starts a daemon that has both outputs and stays for as long as a test may take; its process id is in a file. */
const daemon = (name: string) => `setsid sleep 3600 & echo $! >>${sandbox.folder}/${name}.pid`;

const daemonsOf = (name: string) =>
  readFileSync(`${sandbox.folder}/${name}.pid`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(Number);

beforeAll(async () => {
  const swift = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'swift'));
  const real = swift.find((path) => existsSync(path));
  sandbox.write('bin/swift', `#!/bin/sh\nif [ "$1" = build ]; then ${daemon('build')}; fi\nexec ${real} "$@"\n`);
  sandbox.write('leaves.sh', `#!/bin/sh\n${daemon('program')}\n`);
  sandbox.write('allowed.sh', `#!/bin/sh\n${daemon('allowed')}\n`);
  for (const name of ['bin/swift', 'leaves.sh', 'allowed.sh']) sandbox.makeExecutable(name);
  sandbox.write(
    '.github/allocations.yml',
    `defaults: { leftover-processes: { wait: 100ms } }
benchmarks:
  leaves: { command: [./leaves.sh] }
  allowed: { command: [./allowed.sh], leftover-processes: { wait: 100ms, allow: true } }
`,
  );
  scene = await openPullRequest(sandbox, { inputs: brief });
  // It ends, though what holds its pipes goes on: else this is where the test ends, by its time limit.
  result = await runAction({
    ...scene.step,
    environment: { PATH: `${sandbox.folder}/bin${delimiter}${process.env.PATH}` },
  });
});
afterAll(() => {
  for (const pid of daemonsOf('build')) process.kill(pid, 'SIGKILL');
  sandbox.remove();
});

describe('a daemon that holds the output open', () => {
  test('keeps the Action from nothing where the build left it', () => {
    expect(daemonsOf('build').filter((pid) => processStatus(pid) !== null)).not.toEqual([]);
    expect(result).toMatchObject({ exitCode: 3, signal: null, outputs: { verdict: 'failed' } });
    expect(scene.marked()).toHaveLength(1);
  });

  test('is a failure where the program left it, named and ended', () => {
    const { message } = failedIn(reportOf(scene, result), 'leaves').failure;
    expect(message).toMatch(/left one process running: \d+ \(sleep 3600\)\. It was ended\./);
    expect(daemonsOf('program').filter((pid) => processStatus(pid) !== null)).toEqual([]);
  });

  test('is ended all the same where it is allowed', () => {
    expect(measuredIn(reportOf(scene, result), 'allowed').measurement.runs).toBe(1);
    expect(daemonsOf('allowed')).not.toEqual([]);
    expect(daemonsOf('allowed').filter((pid) => processStatus(pid) !== null)).toEqual([]);
  });
});
