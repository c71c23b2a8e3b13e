import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { Socket } from 'node:net';

/**
 * Standard output and standard error of a child process in one pipe, which keeps their order. It is a named one:
 * a shell's `2>&1` would do too, were it not that dash drops variables such as `INPUT_FAIL-ON`.
 */
export class Output {
  /** The descriptor to hand to the child for both of its streams. */
  readonly writeEnd: number;
  /** Resolves when every process that could write is gone. */
  readonly ended: Promise<void>;
  #text = '';
  #stopped = false;
  readonly #readEnd: Socket;
  readonly #waiting = new Set<{ pattern: RegExp; settle: () => void; reject: (error: Error) => void }>();

  /** `path` is where the pipe is made. */
  constructor(path: string) {
    execFileSync('mkfifo', [path]);
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    this.#readEnd = new Socket({ fd: descriptor, readable: true, writable: false });
    this.writeEnd = openSync(path, 'w');
    this.#readEnd.setEncoding('utf8').on('data', (chunk) => this.#grow(String(chunk)));
    this.ended = new Promise((settle) => this.#readEnd.once('end', settle));
  }

  /** What was written so far. */
  get text(): string {
    return this.#text;
  }

  /** Leaves the write end to the child alone; to be called once it has it. */
  started(): void {
    closeSync(this.writeEnd);
  }

  /** Resolves as soon as the text matches; rejects if it ends without that. */
  waitFor(pattern: RegExp): Promise<void> {
    if (pattern.test(this.#text)) return Promise.resolve();
    if (this.#stopped) return Promise.reject(this.#without(pattern));
    return new Promise((settle, reject) => this.#waiting.add({ pattern, settle, reject }));
  }

  /** Reads no further. */
  stop(): void {
    this.#stopped = true;
    this.#readEnd.destroy();
    for (const { pattern, reject } of this.#waiting) reject(this.#without(pattern));
    this.#waiting.clear();
  }

  #grow(chunk: string): void {
    this.#text += chunk;
    for (const waiting of this.#waiting) {
      if (!waiting.pattern.test(this.#text)) continue;
      this.#waiting.delete(waiting);
      waiting.settle();
    }
  }

  #without(pattern: RegExp): Error {
    return new Error(`the step ended without ${String(pattern)} in its output:\n${this.#text}`);
  }
}
