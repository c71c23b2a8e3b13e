/**
 * Where progress goes. The Action writes workflow commands, the command line writes to a terminal, tests
 * collect; nothing below the doors writes to standard output itself.
 */
export interface Logger {
  /** A line of progress. Foreign text in it is made harmless by the logger, not by the caller. */
  info(line: string): void;
  /** Something the user should see although the result stands. */
  warning(line: string): void;
  /** Output of a child process, as it comes: never interpreted, never a workflow command. */
  output(chunk: Buffer): void;
  /** Where the work of a group has come to, `run 3 of 5`: replaced by the next, and shown only where somebody waits. */
  progress(line: string): void;
  /** Runs `work`, a step of the whole, with its lines folded under a title. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
}
