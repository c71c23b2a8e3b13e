import { UsageError } from '../errors.ts';
import type { ThresholdSource } from './imported.ts';
import { findJsonProblem, visitKeys } from './json-text.ts';

/** Largest threshold file that is read, in bytes. */
export const largestThresholdBytes = 1024 * 1024;

/** Where something stands in a file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A threshold as another tool's file has it. */
export interface ForeignThreshold {
  /** What the other tool calls the benchmark. */
  readonly name: string;
  readonly total: number;
  readonly file: string;
  /** Line and column of its key. */
  readonly place: Place;
}

/**
 * Reads the text of a threshold file; `path` is its path as messages show it. Empty where a file of package-benchmark
 * says nothing of allocations.
 *
 * @throws UsageError `path:line:column: what is wrong` for the first thing that is.
 */
export function parseThresholds(text: string, path: string, from: ThresholdSource): readonly ForeignThreshold[] {
  const numbers = readNumbers(text, path);
  return from === 'swift-nio' ? allOf(numbers, path) : totalOf(numbers, path);
}

/**
 * One file for a version of Swift, a number for each test: `{ "1000_addHandlers": 46050, … }`. A test passes with at
 * most this many allocations
 * (https://github.com/apple/swift-nio/blob/main/IntegrationTests/tests_04_performance/test_01_allocation_counts.sh).
 */
function allOf(numbers: Numbers, path: string): readonly ForeignThreshold[] {
  if (numbers.size === 0) throw new UsageError(`${path}: holds no threshold, such as { "1000_requests": 27350 }.`);
  return [...numbers].map(([name, { value, place }]) => {
    refuseNegative(name, value, path, place);
    return { name, total: value, file: path, place };
  });
}

const fileSuffix = '.p90.json';
const metric = 'mallocCountTotal';

/**
 * One file for a benchmark, TARGET.BENCHMARK.p90.json, a number for each metric: `{ "mallocCountTotal": 1012, … }`
 * (https://github.com/ordo-one/package-benchmark/blob/main/Plugins/BenchmarkTool/BenchmarkTool%2BReadP90AbsoluteThresholds.swift).
 */
function totalOf(numbers: Numbers, path: string): readonly ForeignThreshold[] {
  const fileName = path.split('/').at(-1) ?? '';
  if (!/^[^.]+\..+\.p90\.json$/.test(fileName)) {
    throw new UsageError(`${path}: a threshold file of package-benchmark is called TARGET.BENCHMARK${fileSuffix}.`);
  }
  const found = numbers.get(metric);
  if (found === undefined) return [];
  refuseNegative(metric, found.value, path, found.place);
  return [{ name: fileName.slice(0, -fileSuffix.length), total: found.value, file: path, place: found.place }];
}

type Numbers = ReadonlyMap<string, { readonly value: number; readonly place: Place }>;

/** The numbers of a flat object, which both formats are. */
function readNumbers(text: string, path: string): Numbers {
  const wrong = findJsonProblem(text);
  if (wrong !== null) throw new UsageError(`${path}:${wrong.line}:${wrong.column}: ${wrong.sentence}.`);
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`${path}:1:1: not an object; a threshold file is { "NAME": NUMBER, … }.`);
  }
  const places = keyPlaces(text);
  const first = { line: 1, column: 1 };
  return new Map(
    Object.entries(value).map(([name, number]: [string, unknown]) => {
      const place = places.get(name) ?? first;
      if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw notANumber(name, number, path, place);
      return [name, { value: number, place }];
    }),
  );
}

/** Where the keys of the outermost object stand. */
function keyPlaces(text: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let line = 1;
  let start = 0;
  visitKeys(text, ([key, ...deeper], offset) => {
    if (key === undefined || deeper.length > 0) return;
    for (let end = text.indexOf('\n', start); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
      line += 1;
      start = end + 1;
    }
    places.set(key, { line, column: offset - start + 1 });
  });
  return places;
}

function refuseNegative(name: string, value: number, path: string, place: Place): void {
  if (value < 0) throw notANumber(name, value, path, place);
}

function notANumber(name: string, value: unknown, path: string, { line, column }: Place): UsageError {
  const shown = JSON.stringify(value);
  return new UsageError(
    `${path}:${line}:${column}: ${JSON.stringify(name.slice(0, 100))} is ${shown.length <= 80 ? shown : `${shown.slice(0, 80)}…`}; ` +
      'it must be a whole number of allocations, 0 or more.',
  );
}
