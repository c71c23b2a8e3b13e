import { z } from 'zod';
import {
  type Baseline,
  baselineFormatVersion,
  baselineSchema,
  baselineSchemaUrl,
  largestBaselineBytes,
} from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import { baselineSchema1 } from '../model/version-1.ts';
import { formatBaseline } from './format-text.ts';
import { findJsonProblem, visitKeys } from './json-text.ts';

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
  const schema = versionOf(value, path) === 1 ? baselineSchema1 : baselineSchema;
  const result = schema.safeParse(value, { reportInput: true });
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

/**
 * Reads the text of a baseline that the gate has made ready: it must be byte for byte what {@link formatBaseline}
 * makes of the numbers in it, so that the file that is committed is the one that was shown.
 *
 * @throws UsageError as {@link parseBaseline}, and where the text is another.
 */
export function parseCanonicalBaseline(text: string, path: string): Baseline {
  const baseline = parseBaseline(text, path);
  if (formatBaseline({ ...baseline, $schema: baselineSchemaUrl }) === text) return baseline;
  throw new UsageError(`${path}: not as the gate writes a baseline: measure again, and accept that report.`);
}

/** The error for a baseline file of so many bytes. */
export function tooLarge(path: string, bytes: number): UsageError {
  return new UsageError(
    `${path}: the file has ${Math.ceil(bytes / 1024 / 1024)} MiB, and a baseline at most ` +
      `${largestBaselineBytes / 1024 / 1024}. ${mend}`,
  );
}

const versioned = z.looseObject({ formatVersion: z.int() });

/** The version of a file's format, one that this version of the gate reads. */
function versionOf(value: unknown, path: string): number {
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
  if (formatVersion < 1) {
    throw new UsageError(`${path}: formatVersion is ${formatVersion}, which never was a format. ${mend}`);
  }
  return formatVersion;
}

/** One problem of a baseline file as `KEY is VALUE; it must be …`, without a full stop. */
function wordIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return `${keyPath([...issue.path, ...issue.keys.slice(0, 1)])} is an unknown key`;
  }
  const key = keyPath(issue.path);
  if (issue.code === 'invalid_key') return `${key} is empty or too long for a name`;
  if (issue.input === undefined && issue.code === 'invalid_type') return `${key} is missing`;
  if (typeof issue.input === 'object' && issue.input !== null) return `${key} must be ${demandOf(issue)}`;
  return `${key} is ${shown(issue.input)}; it must be ${demandOf(issue)}`;
}

function demandOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return demands.get(issue.expected) ?? issue.expected;
    case 'too_small':
      if (issue.origin === 'string') return 'a text that is not empty';
      return `${issue.inclusive === false ? Number(issue.minimum) + 1 : issue.minimum} or more`;
    case 'too_big':
      if (issue.origin === 'string') return `a text of at most ${issue.maximum} characters`;
      if (issue.origin === 'array') return `a list of at most ${issue.maximum} entries`;
      return `${issue.maximum} or less`;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'invalid_union': {
      const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
      return options.map((option) => JSON.stringify(option)).join(' or ');
    }
    default:
      return `something else: ${issue.message}`;
  }
}

const demands: ReadonlyMap<string, string> = new Map([
  ['int', 'a whole number'],
  ['number', 'a number'],
  ['string', 'a text'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['record', 'an object'],
]);

function shown(input: unknown): string {
  const text = JSON.stringify(input) ?? 'missing';
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}

/** `benchmarks."http".measurement.counts.malloc`, `sites[3]`: keys that people chose are quoted. */
function keyPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  const [first] = path;
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const key = String(step);
      const chosen = index === 1 && (first === 'benchmarks' || first === 'dependencies');
      return chosen || !/^[$\w]{1,100}$/.test(key) ? `.${JSON.stringify(key.slice(0, 100))}` : `.${key}`;
    })
    .join('')
    .slice(1);
}

/**
 * The line (from 1) on which each benchmark, or the imported threshold that stands for it, begins in the text of a
 * baseline file, however it is formatted: the line of its name. Of a text that is no JSON, those before the problem.
 */
export function benchmarkLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  visitKeys(text, (path, place) => {
    const [first, name, ...deeper] = path;
    if ((first !== 'benchmarks' && first !== 'imported') || name === undefined || deeper.length > 0) return;
    if (first === 'benchmarks' || !lines.has(name)) lines.set(name, place().line);
  });
  return lines;
}
