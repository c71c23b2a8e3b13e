import type { Cleanup } from './cleanup.ts';
import type { Run } from './process.ts';
import { endDescendants } from './processes.ts';

const exitStatus = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGPIPE: 141 } as const;

/** A program's run from start to end; a signal ends it early. */
export interface Lifetime {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** Does the work and puts everything back, whether it succeeds or throws. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Handles SIGINT, SIGTERM and SIGHUP for the whole program: the processes that it started are ended, everything
 * is put back, and it exits with 128 + the signal's number. A cancelled job has 7.5 s for that (facts 23). Node has no
 * SIGPIPE: who reads the output (`gate | head`) has gone where writing it fails.
 */
export function createLifetime(
  cleanup: Cleanup,
  outputs: readonly NodeJS.EventEmitter[] = [process.stdout, process.stderr],
): Lifetime {
  const controller = new AbortController();
  const end = async (name: keyof typeof exitStatus): Promise<void> => {
    if (controller.signal.aborted) return;
    controller.abort();
    await endDescendants();
    await cleanup.undoAll();
    process.exit(exitStatus[name]);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void end(name));
  for (const output of outputs) {
    // What else goes wrong with it, as on a full disk, leaves the work as it is.
    output.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'EPIPE') void end('SIGPIPE');
    });
  }
  return {
    signal: controller.signal,
    during: async (work) => {
      try {
        return await work();
      } finally {
        await cleanup.undoAll();
      }
    },
  };
}

/** Waits until all of this has ended, whatever came of it; after a signal for nothing, since it may never end then. */
export async function settled(work: readonly Promise<unknown>[], signal: AbortSignal | undefined): Promise<void> {
  const aborted = new Promise<void>((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([Promise.allSettled(work), aborted]);
}

/** A {@link Run} that starts nothing more, and never comes back, once the signal is aborted: the end is near. */
export function interruptible(run: Run, signal: AbortSignal): Run {
  return async (invocation) => (signal.aborted ? never() : beforeSignal(run(invocation), signal));
}

/** The same of any work: what becomes of it after the signal, such as that the cleanup ends it, is nobody's error. */
export async function beforeSignal<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await work;
  } finally {
    if (signal?.aborted) await never();
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
