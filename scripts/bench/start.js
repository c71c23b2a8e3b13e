import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './table.js';

const action = fileURLToPath(new URL('../../dist/action.js', import.meta.url));
const times = 15;

/** How long the bundled Action takes to its first line of output, beside the time of an empty process. */
export async function measureStart(folder) {
  const workspace = join(folder, 'start');
  mkdirSync(workspace);
  const environment = jobEnvironment(workspace);
  const empty = [];
  const firstLine = [];
  // In turns, so that whatever else the machine does falls on both.
  for (let time = 0; time < times; time++) {
    empty.push(await timeOf(['--eval', ''], {}, (child) => once(child, 'exit')));
    firstLine.push(await timeOf([action], environment, (child) => once(child.stdout, 'data')));
  }
  return [
    { what: 'Start of the Action to its first line', value: median(firstLine), unit: 'ms', limit: 120 },
    { what: '  an empty node process', value: median(empty), unit: 'ms', limit: null },
  ];
}

async function timeOf(args, environment, end) {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...environment };
  const started = performance.now();
  const child = spawn(process.execPath, args, { env, cwd: environment.GITHUB_WORKSPACE, stdio: ['ignore', 'pipe', 1] });
  await end(child);
  const elapsed = performance.now() - started;
  // What comes after the first line is not measured here; nothing is placed in the kernel yet.
  if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  return elapsed;
}

/** As much of a job's environment as the Action reads before it writes. */
function jobEnvironment(workspace) {
  const event = join(workspace, 'event.json');
  writeFileSync(event, JSON.stringify({ ref: 'refs/heads/main', before: '0'.repeat(40) }));
  return {
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: event,
    GITHUB_REPOSITORY: 'octo-org/shop',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'allocations',
    GITHUB_WORKSPACE: workspace,
    INPUT_TOKEN: 'ghs_not_a_token',
  };
}
