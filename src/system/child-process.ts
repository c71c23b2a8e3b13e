import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { constants } from 'node:os';
import { Duplex } from 'node:stream';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { MeasurementError, messageOf } from '../model/errors.ts';
import { killTree } from './processes.ts';

/** How to start a child, and who hears it. */
export interface ChildStart {
  readonly file: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Null for an empty standard input. */
  readonly input: string | null;
  readonly onStdout: (chunk: Buffer) => void;
  readonly onStderr: (chunk: Buffer) => void;
  /** Null where descriptor 3 stays closed. */
  readonly onChannel: ((channel: Duplex) => void) | null;
  /** Null: it may take as long as it wants. */
  readonly killAfterMilliseconds: number | null;
}

/** How it ended. */
export interface ChildEnd {
  readonly exitCode: number | null;
  readonly signal?: number;
}

/**
 * Starts a child, hands on what it writes as it comes, and waits until it has ended: not for those that it left behind,
 * which may hold its output open for ever. Returns its exit status, null where a signal ended it, which is then there by
 * its number; and as shells do 127 for a program that does not exist, 126 for one that cannot be executed. Throws a
 * {@link MeasurementError} where nothing can be started at all.
 */
export async function runChild(start: ChildStart): Promise<ChildEnd> {
  const child = spawned(start);
  const overdue =
    start.killAfterMilliseconds === null
      ? undefined
      : setTimeout(() => killTree(child.pid), start.killAfterMilliseconds);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const hearing = hear(child, start);
  try {
    await once(child, 'exit');
    await Promise.race([closed, hearing.untilQuiet()]);
    const { exitCode, signalCode } = child;
    return signalCode === null ? { exitCode } : { exitCode, signal: constants.signals[signalCode] };
  } catch (error) {
    return { exitCode: statusOfRefusal(start, error) };
  } finally {
    clearTimeout(overdue);
    for (const stream of child.stdio) stream?.destroy();
  }
}

function spawned({ file, arguments: given, directory, environment, input, onChannel }: ChildStart): ChildProcess {
  // Node says of a missing folder that the program is missing.
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new MeasurementError(`${file} could not be started: there is no folder ${directory}.`);
  }
  try {
    return spawn(file, [...given], {
      cwd: directory,
      env: environment,
      stdio: [input === null ? 'ignore' : 'pipe', 'pipe', 'pipe', ...(onChannel === null ? [] : (['pipe'] as const))],
    });
  } catch (error) {
    throw new MeasurementError(`${file} could not be started: ${messageOf(error)}`, { cause: error });
  }
}

function hear(child: ChildProcess, { input, onStdout, onStderr, onChannel }: ChildStart) {
  let chunks = 0;
  const pipe = (stream: NodeJS.ReadableStream | null, listen: (chunk: Buffer) => void) => {
    stream?.on('data', (chunk: Buffer) => {
      chunks += 1;
      listen(chunk);
    });
    stream?.on('error', () => {}); // Nothing more comes; the child's end says what there is to say.
  };
  pipe(child.stdout, onStdout);
  pipe(child.stderr, onStderr);
  const channel = child.stdio[3];
  if (channel instanceof Duplex) {
    pipe(channel, () => {});
    onChannel?.(channel);
  }
  child.stdin?.on('error', () => {}); // EPIPE: it ended before it had read all.
  child.stdin?.end(input ?? '');
  return {
    /** What a child wrote before its end lies in the pipes: each turn of the event loop empties them. */
    untilQuiet: async (): Promise<void> => {
      for (let turn = 0, quiet = 0; turn < 40 && quiet < 2; turn += 1) {
        const before = chunks;
        await sleep(25);
        await nextTurn();
        quiet = chunks === before ? quiet + 1 : 0;
      }
    },
  };
}

/** errno(3) of `execve`, as shells answer it. */
function statusOfRefusal({ file }: ChildStart, error: unknown): number {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 127;
  if (code === 'EACCES' || code === 'ENOEXEC' || code === 'EISDIR') return 126;
  throw new MeasurementError(`${file} could not be started: ${messageOf(error)}`, { cause: error });
}
