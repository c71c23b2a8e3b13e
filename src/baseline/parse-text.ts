import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { wordIssue } from './issue-text.ts';
import { findJsonProblem } from './json-text.ts';
import { type Baseline, baselineFormatVersion, baselineSchema } from './schema.ts';

/** Largest baseline file that is read, in bytes. */
export const largestBaselineBytes = 8 * 1024 * 1024;

const mend = 'Restore the file from git, or delete it and accept a new baseline.';

/**
 * Reads the text of a baseline file; `path` is how messages call it.
 *
 * @throws UsageError that names the file, the line or key, and how to mend it.
 */
export function parseBaseline(text: string, path: string): Baseline {
  if (Buffer.byteLength(text) > largestBaselineBytes) throw tooLarge(path, Buffer.byteLength(text));

  // A text cannot go over several lines in JSON, so this is never inside one.
  const conflict = /^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$/m.exec(text);
  if (conflict !== null) {
    const line = text.slice(0, conflict.index).split('\n').length;
    throw new UsageError(
      `${path}:${line}: git's conflict markers are in the file. Take the base branch's side of it, and accept the ` +
        'new numbers once the gate has measured the merged code.',
    );
  }
  const wrong = findJsonProblem(text);
  if (wrong !== null) {
    throw new UsageError(`${path}:${wrong.line}:${wrong.column}: ${wrong.sentence}. ${mend}`);
  }
  const value: unknown = JSON.parse(text);
  refuseOtherFormats(value, path);

  const result = baselineSchema.safeParse(value, { reportInput: true });
  if (!result.success) {
    const [first, ...others] = result.error.issues.map(wordIssue);
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    throw new UsageError(`${path}: ${first}${more}. ${mend}`);
  }
  if (result.data.fingerprint === null && Object.keys(result.data.benchmarks).length > 0) {
    throw new UsageError(`${path}: fingerprint is null; benchmarks were measured, so it must be an object. ${mend}`);
  }
  for (const [name, { measurement }] of Object.entries(result.data.benchmarks)) {
    if (measurement.unit === 'iteration' && measurement.from.iterations >= measurement.to.iterations) {
      throw new UsageError(
        `${path}: benchmarks.${JSON.stringify(name)}.measurement.to.iterations is ${measurement.to.iterations}; it must ` +
          `be larger than from.iterations, which is ${measurement.from.iterations}. ${mend}`,
      );
    }
  }
  return result.data;
}

/** The error for a baseline file of so many bytes. */
export function tooLarge(path: string, bytes: number): UsageError {
  return new UsageError(
    `${path}: the file has ${Math.ceil(bytes / 1024 / 1024)} MiB, and a baseline at most ` +
      `${largestBaselineBytes / 1024 / 1024}. ${mend}`,
  );
}

const versioned = z.looseObject({ formatVersion: z.int() });

function refuseOtherFormats(value: unknown, path: string): void {
  const found = versioned.safeParse(value);
  if (!found.success) {
    throw new UsageError(`${path}: not a baseline: it has no formatVersion, a whole number. ${mend}`);
  }
  const { formatVersion } = found.data;
  if (formatVersion > baselineFormatVersion) {
    throw new UsageError(
      `${path}: written by a newer version of the gate (formatVersion is ${formatVersion}, this version reads ` +
        `${baselineFormatVersion}): update the action.`,
    );
  }
  if (formatVersion < baselineFormatVersion) {
    throw new UsageError(`${path}: formatVersion is ${formatVersion}, which never was a format. ${mend}`);
  }
}
