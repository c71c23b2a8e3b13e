import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Report, reportSchema } from '../../src/model/report.ts';
import { asUser, type User } from './privilege.ts';

/** How the command line ended. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  /** Without signs of life, which depend on how slow the machine is. */
  readonly stderr: string;
  readonly seconds: number;
}

/** The command line while it runs. */
export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

/** Where and how the command line is started. */
export interface Start {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Null: the user who runs the tests. */
  readonly user: User | null;
  /** What starts it: nothing, if not said. */
  readonly prefix?: readonly string[];
}

/** The file that users run: the bundle, not the sources. */
export const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Starts `swift-allocation-gate` with these arguments. */
export function startCommandLine(
  args: readonly string[],
  { directory, environment, user, prefix = [] }: Start,
): Running {
  const own = [...prefix, process.execPath, program, ...args];
  const [file = '', ...rest] = user === null ? own : asUser(user, environment, own);
  const started = performance.now();
  const child = spawn(file, rest, {
    cwd: directory,
    env: user === null ? environment : process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid === undefined) throw new Error(`${file} could not be started`);
  return {
    pid: child.pid,
    ended: endOf(child, started),
    kill: (signal) => void child.kill(signal),
  };
}

async function endOf(child: ChildProcess, started: number): Promise<Ended> {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const exitCode = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  // A killed gate's orphans may hold the streams open.
  await Promise.race([once(child, 'close'), new Promise((resolve) => setTimeout(resolve, 500))]);
  // Measuring Server: run 3 of 5 (1 min 30 s)
  const stderr = output.stderr.replaceAll(/^.+ \((?:\d+ min )?\d+ s\)\n/gm, '');
  return { exitCode, ...output, stderr, seconds: (performance.now() - started) / 1000 };
}

/** What `--json` printed, checked against the schema of reports. */
export function reportOf({ stdout }: Ended): Report {
  return reportSchema.parse(JSON.parse(stdout));
}
