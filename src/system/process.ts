import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getExecOutput } from '@actions/exec';
import { MeasurementError, messageOf } from '../errors.ts';
import { makeTemporaryFolder } from './temporary.ts';

/** Environment variables of a child process; nothing is added to them. */
export type Environment = Readonly<Record<string, string>>;

/** One start of a program. No text of it is ever read by a shell. */
export interface Invocation {
  /** A name that is looked up on PATH, or a path. */
  readonly file: string;
  readonly arguments?: readonly string[];
  readonly directory?: string;
  /** Replaces the runner's default environment. */
  readonly environment?: Environment;
  /** Standard input; empty (at its end at once) when left out. */
  readonly input?: string;
  /** Sees both output streams as they come. */
  readonly onOutput?: (chunk: Buffer) => void;
}

/** How a program ended. `exitCode` is null when a signal ended it. */
export interface Completion {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Starts a program and waits for its end, whatever its exit status: 127 is a program that does not exist, 126 one
 * that cannot be executed, as in shells. Throws only when nothing can be started at all.
 */
export type Run = (invocation: Invocation) => Promise<Completion>;

/**
 * Replaces itself by the program, with a file as its standard input. @actions/exec would leave an open pipe there
 * (a program that reads it hangs), and breaks with EPIPE where a program ends before it has read what it is given.
 */
const withInput = 'exec "$@" <"$0"';

/** A {@link Run} on @actions/exec whose programs get exactly `environment` where they name none of their own. */
export function createRun(environment: Environment): Run {
  return async (invocation) => {
    const listen = invocation.onOutput ?? (() => {});
    const spool = invocation.input === undefined ? null : await makeTemporaryFolder();
    const input = spool === null ? '/dev/null' : join(spool, 'input');
    try {
      if (spool !== null) await writeFile(input, invocation.input ?? '');
      return await getExecOutput(
        '/bin/sh',
        ['-c', withInput, input, invocation.file, ...(invocation.arguments ?? [])],
        {
          cwd: invocation.directory ?? process.cwd(),
          env: { ...(invocation.environment ?? environment) },
          silent: true,
          ignoreReturnCode: true,
          listeners: { stdout: listen, stderr: listen },
        },
      );
    } catch (error) {
      throw new MeasurementError(`${invocation.file} could not be started: ${messageOf(error)}`, { cause: error });
    } finally {
      if (spool !== null) await rm(spool, { recursive: true, force: true });
    }
  };
}

/**
 * A {@link Run} whose programs leave their temporary files in this folder, those with an environment of their own aside;
 * `environment` is what the others get otherwise.
 */
export function inTemporaryFolder(run: Run, environment: Environment, folder: string): Run {
  return (invocation) => run({ environment: { ...environment, TMPDIR: folder }, ...invocation });
}

/**
 * Runs a program that has to succeed and returns its standard output; throws a {@link MeasurementError} with
 * the command, its exit status and its last lines. `purpose` completes "…failed", as in "reading the package".
 */
export async function succeed(run: Run, purpose: string, invocation: Invocation): Promise<string> {
  const completion = await run(invocation);
  if (completion.exitCode === 0) return completion.stdout;
  throw new MeasurementError(`${purpose} failed: \`${commandLine(invocation)}\` ${endOf(completion)}`, {
    lastLines: lastLines(`${completion.stdout}\n${completion.stderr}`, 20),
  });
}

/** The command as a person would type it; for messages only. */
export function commandLine({ file, arguments: given = [] }: Invocation): string {
  return [file, ...given].map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ');
}

/** "ended with exit status 1" or "was ended by a signal". */
export function endOf({ exitCode }: Completion): string {
  return exitCode === null ? 'was ended by a signal' : `ended with exit status ${exitCode}`;
}

/** The last `count` lines that hold anything. */
export function lastLines(text: string, count: number): readonly string[] {
  return text
    .slice(-64 * 1024)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-count);
}
