import { posix } from 'node:path';
import type { Limit } from '../model/limit.ts';
import { nearest } from './nearest.ts';

/** What a small parser found: the value, or a sentence that says what is wrong and what to write instead. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** Reads a text that somebody wrote. */
export type Parser<T> = (text: string) => Parsed<T>;

/** The text was understood. */
export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** The text was not understood; `sentence` names it and the accepted form. */
export function problem(sentence: string): Parsed<never> {
  return { ok: false, problem: sentence };
}

const shownCharacters = 80;

/** The text as a message quotes it: in double quotes, invisible characters escaped, cut after 80 characters. */
export function quoted(text: string): string {
  const characters = [...text.slice(0, 2 * shownCharacters + 2)];
  const isCut = characters.length > shownCharacters;
  const visible = JSON.stringify(characters.slice(0, shownCharacters).join('')).replaceAll(
    // Control, formatting (bidi overrides among them) and line separating characters that JSON leaves as they are.
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  return isCut ? `${visible}…` : visible;
}

/** A parser that reads an empty text as null: not given. */
export function optional<T>(parse: Parser<T>): Parser<T | null> {
  return (text) => (text === '' ? parsed(null) : parse(text));
}

/** A parser of one line of at most so many characters, without control characters. */
export function line(longest: number): Parser<string> {
  return (text) => {
    if (/\p{Cc}/u.test(text)) return problem(`${quoted(text)} has control characters; write one line of plain text`);
    if ([...text].length > longest) return problem(`${quoted(text)} is too long; write at most ${longest} characters`);
    return parsed(text);
  };
}

/** The lines of a text that have more than white space in them, without what is around them. */
export function filledLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** A parser that accepts exactly these words, and suggests the nearest one for a typo. */
export function oneOf<const T extends string>(words: readonly T[]): Parser<T> {
  const alternatives = words.join(', ').replace(/, ([^,]*)$/, ' or $1');
  return (text) => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return parsed(found);
    const suggestion = nearest(text, words);
    if (suggestion === null) return problem(`${quoted(text)} is unknown; write ${alternatives}`);
    return problem(`${quoted(text)} is unknown; did you mean ${suggestion}? Accepted: ${alternatives}`);
  };
}

/** A parser of such words, separated by commas or white space, none of them twice. */
export function severalOf<const T extends string>(words: readonly T[]): Parser<readonly T[]> {
  const parse = oneOf(words);
  return (text) => {
    const found: T[] = [];
    for (const word of text.split(/[\s,]+/).filter((one) => one !== '')) {
      const result = parse(word);
      if (!result.ok) return result;
      if (found.includes(result.value)) return problem(`${quoted(word)} is there twice; name it once`);
      found.push(result.value);
    }
    return parsed(found);
  };
}

/** A parser of decimal digits (no sign, exponent or separator) with a value from `least` to `most`, inclusive. */
export function wholeNumber(least: number, most: number): Parser<number> {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return parsed(value);
    return problem(`${quoted(text)} is not ${wholeNumberForm(least, most)}`);
  };
}

/** The accepted form of a {@link wholeNumber} in words. */
export function wholeNumberForm(least: number, most: number): string {
  return `a whole number from ${least} to ${most}`;
}

/** Reads `20` or `0.5` (allocations per iteration may be fractions); nothing negative, no exponent. */
export function parseDecimal(text: string): Parsed<number> {
  const value = decimal(text);
  return value === undefined ? problem(`${quoted(text)} is not a number; write 20 or 0.5`) : parsed(value);
}

/** Reads `20` (allocations), `1%` or `0.5%` (of the baseline), or both in either order: `20, 1%`. */
export function parseLimit(text: string): Parsed<Limit> {
  let absolute: number | undefined;
  let percent: number | undefined;
  for (const part of text.split(',').map((piece) => piece.trim())) {
    if (part.endsWith('%') && percent === undefined) {
      percent = decimal(part.slice(0, -1));
      if (percent === undefined) return notALimit(text);
    } else if (absolute === undefined) {
      absolute = decimal(part);
      if (absolute === undefined) return notALimit(text);
    } else {
      return notALimit(text);
    }
  }
  return parsed({ absolute: absolute ?? 0, percent: percent ?? 0 });
}

function notALimit(text: string): Parsed<never> {
  return problem(`${quoted(text)} is not a limit; write 20, 1% or "20, 1%"`);
}

function decimal(text: string): number | undefined {
  return /^\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}

const secondsPerUnit: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3600],
]);

const longestSeconds = 24 * 3600;

/** Reads a time limit, `90s`, `10m` or `1h`, up to 24 hours. The value is in seconds. */
export function parseTimeLimit(text: string): Parsed<number> {
  if (/^\d+$/.test(text)) return problem(`${quoted(text)} has no unit; write ${text}s, ${text}m or ${text}h`);
  const [, digits = '', unit = ''] = /^(\d{1,9})([smh])$/.exec(text) ?? [];
  const perUnit = secondsPerUnit.get(unit);
  if (perUnit === undefined) return problem(`${quoted(text)} is not a time; write 90s, 10m or 1h`);
  const seconds = Number(digits) * perUnit;
  if (seconds === 0) return problem(`${quoted(text)} leaves no time to run; write 90s, 10m or 1h`);
  if (seconds > longestSeconds) return problem(`${quoted(text)} is longer than a day; write at most 24h`);
  return parsed(seconds);
}

const millisecondsPerUnit: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
]);

const longestWait = 10 * 60_000;

/** Reads how long to wait, `0s`, `500ms`, `2s` or `1m`, up to ten minutes. The value is in milliseconds. */
export function parseWait(text: string): Parsed<number> {
  if (/^\d+$/.test(text)) return problem(`${quoted(text)} has no unit; write ${text}ms, ${text}s or ${text}m`);
  const [, digits = '', unit = ''] = /^(\d{1,9})(ms|s|m)$/.exec(text) ?? [];
  const perUnit = millisecondsPerUnit.get(unit);
  if (perUnit === undefined) return problem(`${quoted(text)} is not a time; write 500ms, 2s or 1m`);
  const milliseconds = Number(digits) * perUnit;
  if (milliseconds > longestWait) return problem(`${quoted(text)} is longer than ten minutes; write at most 10m`);
  return parsed(milliseconds);
}

/**
 * Reads a path that is relative to the repository and stays inside it. The value is normalized: `/` between
 * folders, no `./`, no trailing `/`, `.` for the repository itself. Symbolic links are not followed here: they
 * are checked where the path is opened.
 */
export function parseRepositoryPath(text: string): Parsed<string> {
  const accepted = 'write a path inside the repository and relative to it, such as examples/server';
  if (text === '') return problem(`the path is empty; ${accepted}`);
  if (/\p{Cc}/u.test(text)) return problem(`${quoted(text)} has control characters; ${accepted}`);
  if (text.includes('\\')) return problem(`${quoted(text)} has a backslash; ${accepted}`);
  if (text.startsWith('/') || text.startsWith('~')) return problem(`${quoted(text)} is an absolute path; ${accepted}`);
  const normalized = posix.normalize(text).replace(/\/$/, '');
  if (normalized === '..' || normalized.startsWith('../')) {
    return problem(`${quoted(text)} is outside the repository; ${accepted}`);
  }
  return parsed(normalized);
}

/** Reads one such path on each line, each folder once; white space around them and empty lines are dropped. */
export function parseRepositoryPaths(text: string): Parsed<readonly string[]> {
  const paths: string[] = [];
  for (const line of filledLines(text)) {
    const path = parseRepositoryPath(line);
    if (!path.ok) return path;
    if (paths.includes(path.value)) return problem(`${quoted(line)} is there twice; write each folder once`);
    paths.push(path.value);
  }
  return parsed(paths);
}

/** What the gate decides itself: another value would measure something else than the report says. */
const ownArguments = ['-c', '--configuration', '--package-path', '--product', '--target', '--show-bin-path'];

/** Reads further arguments of `swift build`, one on each line; white space around them and empty lines are dropped. */
export function parseBuildArguments(text: string): Parsed<readonly string[]> {
  const found = filledLines(text);
  for (const argument of found) {
    if (/\p{Cc}/u.test(argument)) return problem(`${quoted(argument)} has control characters`);
    const option = argument.split('=')[0] ?? '';
    if (ownArguments.includes(option))
      return problem(`${option} is set by the gate itself, which builds -c release; leave it out`);
    if (/^--?[A-Za-z][\w-]*\s/.test(argument)) {
      return problem(
        `${quoted(argument)} would be one argument with a space in it; write each argument on a line of its own`,
      );
    }
  }
  return parsed(found);
}

/** Reads the name of an environment variable. */
export function parseVariable(text: string): Parsed<string> {
  if (/^[A-Za-z_]\w{0,199}$/.test(text)) return parsed(text);
  return problem(
    `${quoted(text)} is not the name of an environment variable; write letters, digits and _, such as MODE`,
  );
}

/** Reads variables for the build, `NAME=value`, one on each line. */
export function parseBuildEnvironment(text: string): Parsed<Readonly<Record<string, string>>> {
  const variables = new Map<string, string>();
  for (const line of filledLines(text)) {
    const end = line.indexOf('=');
    if (end < 0) return problem(`${quoted(line)} has no value; write NAME=value, each variable on a line of its own`);
    const name = parseVariable(line.slice(0, end));
    if (!name.ok) return name;
    if (variables.has(name.value)) return problem(`${name.value} is there twice; write each variable once`);
    if (/TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL/i.test(name.value)) {
      return problem(
        `${name.value} is called like a secret, and what is given here stands in the baseline and in the report; leave it out`,
      );
    }
    const value = line.slice(end + 1);
    if (/\p{Cc}/u.test(value)) return problem(`the value of ${name.value} has control characters`);
    variables.set(name.value, value);
  }
  return parsed(Object.fromEntries(variables));
}

/** Reads `true` or `false`, and nothing else. */
export function parseBoolean(text: string): Parsed<boolean> {
  if (text === 'true' || text === 'false') return parsed(text === 'true');
  return problem(`${quoted(text)} is neither true nor false`);
}

/** Reads the name of a workflow file, as it is called in `.github/workflows`. */
export function parseWorkflowFile(given: string): Parsed<string> {
  if (/^[^/\\\p{Cc}]{1,200}\.ya?ml$/u.test(given)) return parsed(given);
  return problem(`${quoted(given)} is not the file name of a workflow; write allocations.yml, without its folder`);
}
