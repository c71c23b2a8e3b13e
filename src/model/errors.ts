import { z } from 'zod';
import type { Immutable } from './immutable.ts';

/**
 * The ways the gate can end without a verdict. A verdict (also a red one) is never an error; everything else
 * that is thrown and not one of these is a bug of ours.
 */

/** The user's input or configuration is wrong: names what, where, and the accepted form. Exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Counts could not be had: build broke, program crashed, probes refused. Exit status 3. */
export class MeasurementError extends Error {
  override readonly name = 'MeasurementError';
  /** What the user can do about it, one sentence. */
  readonly remedy: string | undefined;
  /** The last useful lines of the tool that failed; foreign text, to be escaped where it is shown. */
  readonly lastLines: readonly string[];

  constructor(message: string, details: { remedy?: string; lastLines?: readonly string[]; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.remedy = details.remedy;
    this.lastLines = details.lastLines ?? [];
  }
}

/** A verdict exists but could not be delivered (comment refused, upload failed). Becomes a warning. */
export class ReportingError extends Error {
  override readonly name = 'ReportingError';
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Why something could not be measured. `lastLines` is the failing tool's own output. */
export const failureSchema = z.strictObject({
  message: z.string().max(10_000),
  remedy: z.string().max(10_000).nullable(),
  lastLines: z.array(z.string().max(4000)).max(50),
});
export type Failure = Immutable<z.infer<typeof failureSchema>>;

/** The first line of an error's message, at most 1,000 characters: what is said of it within another sentence. */
export function briefly(error: unknown): string {
  return (messageOf(error).split('\n')[0] ?? '').slice(0, 1000);
}

/** A write that the system refused for want of room, as a failure to measure; null for every other error. */
function fullDisk(error: unknown): MeasurementError | null {
  // Error: ENOSPC: no space left on device, write
  if (!(error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT'))) return null;
  return new MeasurementError(`A disk is full (${error.message}).`, {
    remedy: 'Make room where the package is, or set `TMPDIR` to a folder on another disk.',
    cause: error,
  });
}

/** An error as a report tells it, within the report's bounds. */
export function failureOf(thrown: unknown): Failure {
  const error = fullDisk(thrown) ?? thrown;
  const { remedy = null, lastLines = [] } = error instanceof MeasurementError ? error : {};
  return {
    message: messageOf(error).slice(0, 10_000),
    remedy,
    lastLines: lastLines.slice(-50).map((line) => line.slice(0, 4000)),
  };
}
