import { spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { MeasurementError } from '../model/errors.ts';
import { shellWord } from '../model/shell-word.ts';
import { runChild } from './child-process.ts';
import type { Undo } from './cleanup.ts';

/** Environment variables of a child process; nothing is added to them. */
export type Environment = Readonly<Record<string, string>>;

/** Where a program writes. */
export type OutputStream = 'stdout' | 'stderr';

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
  readonly onOutput?: (chunk: Buffer, stream: OutputStream) => void;
  /**
   * What is kept of standard output: `whole`, which the caller parses, so that too much of it is an error; or its `tail`,
   * however much there is. Of standard error it is always the tail.
   */
  readonly keep?: 'whole' | 'tail';
  /** Is given one end of a socket pair at once; the program has the other as descriptor 3. */
  readonly onChannel?: (channel: Duplex) => void;
  /** After so long the program is killed, and all that it started. */
  readonly killAfterMilliseconds?: number;
}

/** How a program ended. `exitCode` is null when a signal ended it: this one, by its number, where it is known. */
export interface Completion {
  readonly exitCode: number | null;
  readonly signal?: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Starts a program and waits for its end, whatever its exit status: 127 is a program that does not exist, 126 one
 * that cannot be executed, as in shells. Throws only when nothing can be started at all.
 */
export type Run = (invocation: Invocation) => Promise<Completion>;

/** Of each stream, in bytes: the most that is parsed, and what is kept of output that is only shown. */
const longest = { whole: 256 * 1024 * 1024, tail: 1024 * 1024 } as const;

/** A {@link Run} whose programs get exactly `environment` where they name none of their own. */
export function createRun(environment: Environment): Run {
  return async (invocation) => {
    const { file, keep = 'whole', onOutput = () => {} } = invocation;
    const stdout = keep === 'whole' ? keepWhole(longest.whole) : keepLast(longest.tail);
    const stderr = keepLast(longest.tail);
    const into = (kept: KeptOutput, stream: OutputStream) => (chunk: Buffer) => {
      kept.add(chunk);
      onOutput(chunk, stream);
    };
    const end = await runChild({
      ...{ file, arguments: invocation.arguments ?? [], directory: invocation.directory ?? process.cwd() },
      ...{ environment: { ...(invocation.environment ?? environment) }, input: invocation.input ?? null },
      ...{
        onStdout: into(stdout, 'stdout'),
        onStderr: into(stderr, 'stderr'),
        onChannel: invocation.onChannel ?? null,
      },
      killAfterMilliseconds: invocation.killAfterMilliseconds ?? null,
    });
    if (keep === 'whole' && stdout.isCut()) {
      throw new MeasurementError(`${commandLine(invocation)} printed more than ${longest.whole >> 20} MiB.`);
    }
    return { ...end, stdout: stdout.text(), stderr: stderr.text() };
  };
}

/** What is kept of a stream of any length. */
interface KeptOutput {
  add(chunk: Buffer): void;
  /** Whether the stream was longer than what is kept. */
  isCut(): boolean;
  /** What is kept, as text; bytes that are no UTF-8 become U+FFFD. */
  text(): string;
}

/** Keeps a stream to be parsed; nothing any more once it is longer than the limit, since a part says nothing. */
function keepWhole(limit: number): KeptOutput {
  let chunks: Buffer[] = [];
  let length = 0;
  return {
    add: (chunk) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks = [];
    },
    isCut: () => length > limit,
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

/** Keeps the last bytes of a stream: as many as the limit, and never more than twice as many in memory. */
function keepLast(limit: number): KeptOutput {
  let chunks: Buffer[] = [];
  let kept = 0;
  let cut = false;
  const trim = (): Buffer => {
    const last = Buffer.concat(chunks).subarray(-limit);
    cut ||= kept > limit;
    chunks = [last];
    kept = last.length;
    return last;
  };
  return {
    add: (chunk) => {
      chunks.push(chunk);
      kept += chunk.length;
      if (kept > 2 * limit) trim();
    },
    isCut: () => cut || kept > limit,
    text: () => trim().toString('utf8'),
  };
}

/** A {@link Run} whose programs get this environment, those with one of their own aside. */
export function withEnvironment(run: Run, environment: Environment): Run {
  return (invocation) => run({ environment, ...invocation });
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
  return [file, ...given].map(shellWord).join(' ');
}

/** "ended with exit status 1" or "was ended by a signal". */
export function endOf({ exitCode }: Pick<Completion, 'exitCode'>): string {
  return exitCode === null ? 'was ended by a signal' : `ended with exit status ${exitCode}`;
}

/** A line that is longer is cut: it is there to be read. */
const longestLine = 1000;

/** The last `count` lines that hold anything. */
export function lastLines(text: string, count: number): readonly string[] {
  return text
    .slice(-64 * 1024)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-count)
    .map((line) => (line.length > longestLine ? `…${line.slice(-longestLine)}` : line));
}

/** A program in the background. */
export interface Background {
  /** Resolves when it runs; rejects with a {@link MeasurementError} where it does not come to that. */
  readonly isReady: Promise<void>;
  /** Whether it has ended, whoever ended it. */
  readonly hasEnded: () => boolean;
  /** Ends it, and waits for that. */
  readonly end: Undo;
  /** Ends it, and does not wait, not with our own end either. */
  readonly abandon: () => void;
}

/** How long a program in the background may take to be ready, in ms. */
const startPatience = 60_000;

/**
 * Starts `cat`, by a command that executes it when all is ready, and keeps it in the background: it answers the one line
 * that it is sent at once. Its standard input is open until `end`; our own end does the same, whatever its cause, since
 * the kernel closes the pipe, after SIGKILL too.
 */
export function startBackground(file: string, args: readonly string[], environment: Environment): Background {
  const child = spawn(file, [...args], { env: environment, stdio: 'pipe' });
  const said = keepLast(longest.tail);
  child.stderr.on('data', (chunk: Buffer) => said.add(chunk));
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    const over = () => {
      isOver = true;
      resolve();
    };
    child.once('exit', over).once('close', over).once('error', over);
  });
  const late = setTimeout(() => {
    child.stdin.end();
    child.kill('SIGKILL');
  }, startPatience);
  const isReady = new Promise<void>((resolve, reject) => {
    const fail = (end: string) => {
      const command = commandLine({ file, arguments: args });
      reject(new MeasurementError(`\`${command}\` ${end}`, { lastLines: lastLines(said.text(), 20) }));
    };
    child.stdout.once('data', () => resolve());
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('close', () => fail('ended before its time'));
  }).finally(() => clearTimeout(late));
  isReady.catch(() => {}); // It may end while nobody waits for it any longer.
  child.stdin.on('error', () => {}); // EPIPE: it has ended already.
  child.stdin.write('\n');
  return {
    isReady,
    hasEnded: () => isOver,
    end: async () => {
      child.stdin.end();
      await ended;
    },
    abandon: () => {
      child.stdin.end();
      child.stdout.destroy();
      child.stderr.destroy();
      child.unref();
    },
  };
}
