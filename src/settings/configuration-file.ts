import type { z } from 'zod';
import type { OptionalFunction } from '../model/counted-functions.ts';
import { UsageError } from '../model/errors.ts';
import { findTwin } from './benchmark-name.ts';
import { type BenchmarkEntry, configurationSchema, noOverrides, type Overrides } from './configuration-schema.ts';
import { quoted } from './parsers.ts';
import { readYaml, type YamlDocument } from './yaml-document.ts';

/** The configuration file: its benchmarks in the file's order, and what holds for all of them. */
export interface ConfigFile {
  /** As it is shown in messages. */
  readonly path: string;
  readonly benchmarks: readonly (BenchmarkEntry & { readonly name: string })[];
  /** Where it says what a benchmark runs, `path:line:column`, by the benchmark's name. */
  readonly places: Readonly<Record<string, string>>;
  readonly defaults: Overrides;
  /** What the total includes besides malloc, calloc, posix_memalign and realloc(NULL). */
  readonly totalIncludes: readonly OptionalFunction[];
}

const mostProblems = 10;

/**
 * Reads the text of a configuration file; an empty one is one without benchmarks.
 *
 * @throws UsageError with a line `path:line:column: key: what is wrong and what to write` for each problem, in
 * the file's order, ten at most.
 */
export function parseConfigFile(text: string, path: string): ConfigFile {
  const document = readYaml(text, path);
  const result = configurationSchema.safeParse(document.value ?? {});
  if (!result.success) throw new UsageError(problemLines(result.error.issues, document, path).join('\n'));
  const { benchmarks = {}, defaults = noOverrides, 'total-includes': totalIncludes = [] } = result.data;
  const twin = findTwin(Object.keys(benchmarks));
  if (twin !== null) {
    const { line, col } = document.placeOf(['benchmarks', twin.second], 'key');
    throw new UsageError(
      `${path}:${line}:${col}: ${keyPath(['benchmarks', twin.second])}: differs from ${quoted(twin.first)} in upper and ` +
        'lower case only, and both become names of files; rename one',
    );
  }
  const placeOf = (name: string, { kind }: BenchmarkEntry) => {
    const { line, col } = document.placeOf(['benchmarks', name, kind], 'value');
    return `${path}:${line}:${col}`;
  };
  return {
    path,
    benchmarks: Object.entries(benchmarks).map(([name, entry]) => ({ name, ...entry })),
    places: Object.fromEntries(Object.entries(benchmarks).map(([name, entry]) => [name, placeOf(name, entry)])),
    defaults,
    totalIncludes,
  };
}

function problemLines(issues: readonly z.core.$ZodIssue[], document: YamlDocument, path: string): readonly string[] {
  const lines = issues
    .flatMap((issue) => {
      if (issue.code === 'unrecognized_keys') {
        const messages = issue.message.split('\n');
        return issue.keys.map((key, index) => ({
          place: document.placeOf([...issue.path, key], 'key'),
          where: issue.path,
          message: messages[index] ?? issue.message,
        }));
      }
      if (issue.code === 'invalid_key') {
        const message = issue.issues[0]?.message ?? issue.message;
        return [{ place: document.placeOf(issue.path, 'key'), where: issue.path.slice(0, -1), message }];
      }
      return [{ place: document.placeOf(issue.path, 'value'), where: issue.path, message: issue.message }];
    })
    .sort(({ place: a }, { place: b }) => a.line - b.line || a.col - b.col)
    .map(({ place: { line, col }, where, message }) => {
      const key = where.length === 0 ? '' : `${keyPath(where)}: `;
      return `${path}:${line}:${col}: ${key}${message}`;
    });
  if (lines.length <= mostProblems) return lines;
  return [...lines.slice(0, mostProblems), `${path}: and ${lines.length - mostProblems} more`];
}

/** `benchmarks.http.arguments[1]`; a key that is not a plain word is quoted. */
function keyPath(path: readonly PropertyKey[]): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      const key = String(step);
      return `.${/^[\w-]{1,100}$/.test(key) ? key : quoted(key)}`;
    })
    .join('')
    .replace(/^\./, '');
}
