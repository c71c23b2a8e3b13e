import { MeasurementError, messageOf } from '../errors.ts';
import type { Failure } from '../report/schema.ts';

/** The first line of an error's message, at most 1,000 characters: what is said of it within another sentence. */
export function briefly(error: unknown): string {
  return (messageOf(error).split('\n')[0] ?? '').slice(0, 1000);
}

/** An error as a report tells it, within the report's bounds. */
export function failureOf(error: unknown): Failure {
  const { remedy = null, lastLines = [] } = error instanceof MeasurementError ? error : {};
  return {
    message: messageOf(error).slice(0, 10_000),
    remedy,
    lastLines: lastLines.slice(-50).map((line) => line.slice(0, 4000)),
  };
}
