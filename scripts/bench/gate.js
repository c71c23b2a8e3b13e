import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const commandLine = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const childTimes = fileURLToPath(new URL('child-times.js', import.meta.url));

/**
 * Runs a gate in a package and times it and the processes that it starts.
 *
 * @param {string} directory the package's folder
 * @param {readonly string[]} options further options of `gate`
 * @returns the exit status, the wall time in seconds, and what each part of it took:
 *   `build` (`swift build` itself), `counted` (executions of the program under the probes, each), and `recorded` (those
 *   that the recorder counts alone)
 */
export async function timeGate(directory, options = []) {
  const file = join(directory, 'children.json');
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', childTimes, commandLine, 'gate', ...options], {
    cwd: directory,
    env: { ...process.env, CI: 'true', CHILD_TIMES: file },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const errors = [];
  child.stderr.on('data', (chunk) => errors.push(chunk));
  const [exitStatus] = await once(child, 'exit');
  const wall = (performance.now() - started) / 1000;
  if (exitStatus !== 0) throw new Error(`gate ended with ${exitStatus}:\n${Buffer.concat(errors)}`);
  const children = JSON.parse(readFileSync(file, 'utf8'));
  const isRun = (command) => /\/launcher --channel /.test(command) && !/\/calibration-|\/tried /.test(command);
  const secondsOf = (matches) => children.filter(({ command }) => matches(command)).map(({ seconds }) => seconds);
  return {
    wall,
    build: sum(secondsOf((command) => /^swift build /.test(command) && !command.includes('--show-bin-path'))),
    // Some runs the gate makes for itself: of the calibration's program, and of a shell to try a probe.
    counted: secondsOf((command) => isRun(command) && /^\S+ stat /.test(command)),
    recorded: secondsOf((command) => isRun(command) && !/^\S+ (stat|record) /.test(command)),
  };
}

export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
