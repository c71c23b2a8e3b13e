import { spawn } from 'node:child_process';
import type { Undo } from './cleanup.ts';
import type { Environment } from './process.ts';

/**
 * Starts a program that stays in the background until its standard input ends. The function returned ends it and
 * waits for that. Our own end does the same, whatever its cause: the kernel closes the pipe, after SIGKILL too.
 * A program that cannot be started, or ends before its time, is nobody's concern.
 */
export function startBackground(file: string, args: readonly string[], environment: Environment): Undo {
  const child = spawn(file, [...args], { env: environment, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve()).once('error', () => resolve());
  });
  child.stdin.on('error', () => {}); // EPIPE: it has ended already.
  return async () => {
    child.stdin.end();
    await ended;
  };
}
