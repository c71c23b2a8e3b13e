import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { parseProgramReport, parseStarted } from './parse-program-report.ts';
import { lostReport, type ProgramReport } from './program-end.ts';

/** The gate's end of the channel to a launcher. While it is open the program lives, and no longer. */
export interface LauncherChannel {
  /** The program's process id as soon as it runs; null when it never did. */
  readonly started: Promise<number | null>;
  /** How the program ended; `lost` when the channel closed before that was said. */
  readonly report: Promise<ProgramReport>;
  /** Has the launcher send this signal to the program. */
  signal(number: number): void;
  /** Ends every process below the launcher at once. */
  close(): void;
}

/** More than the launcher ever writes; what comes after it is not the launcher's. */
const longestText = 64 * 1024;

/** Opens the channel on a socket whose other end the launcher inherits (`stdio: [… , 'pipe']` of a child process). */
export function openLauncherChannel(socket: Duplex): LauncherChannel {
  const key = randomBytes(16).toString('hex');
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString('latin1')).slice(0, longestText);
  });
  // A launcher that is gone resets the connection: what matters is that nothing more comes.
  socket.on('error', () => {});
  /** What can be read of the text as soon as it can, or what is left to say once the launcher is gone. */
  const first = <Value>(read: (text: string) => Value | null, otherwise: Value) =>
    new Promise<Value>((resolve) => {
      socket.on('data', () => {
        const value = read(text);
        if (value !== null) resolve(value);
      });
      for (const gone of ['end', 'close']) socket.on(gone, () => resolve(otherwise));
    });
  const started = first<number | null>((words) => parseStarted(words, key), null);
  const report = first((words) => parseProgramReport(words, key), lostReport);
  socket.write(`${key}\n`);
  return {
    started,
    report,
    signal: (number) => void socket.write(Buffer.of(number)),
    close: () => void socket.destroy(),
  };
}
