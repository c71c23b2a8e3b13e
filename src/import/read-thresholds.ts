import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative } from 'node:path';
import { findJsonProblem, type Place, visitKeys } from '../baseline/json-text.ts';
import type { ThresholdSource } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';

/** Largest threshold file that is read, in bytes. */
const largestThresholdBytes = 1024 * 1024;

/** A threshold as another tool's file has it. */
export interface ForeignThreshold {
  /** What the other tool calls the benchmark. */
  readonly name: string;
  readonly total: number;
  readonly file: string;
  /** Line and column of its key. */
  readonly place: Place;
}

/** What to read, and for which Swift where a folder has thresholds for several. */
export interface ThresholdRequest {
  readonly from: ThresholdSource;
  /** Files and folders, relative to the working directory. */
  readonly paths: readonly string[];
  /** `6.2`, `nightly-main`: how both tools name what belongs to a version. */
  readonly swift: string;
  /** Absolute path of the folder that the files' paths are shown relative to. */
  readonly repository: string;
}

const mostFiles = 2000;

/** Reads all thresholds of these files and folders. Throws a {@link UsageError} for the first thing that is wrong. */
export async function readThresholds(request: ThresholdRequest): Promise<readonly ForeignThreshold[]> {
  const thresholds: ForeignThreshold[] = [];
  const files = (await Promise.all(request.paths.map((path) => filesAt(path, request)))).flat();
  if (files.length > mostFiles) throw new UsageError(`These are ${files.length} files; at most ${mostFiles} are read.`);
  for (const file of files) {
    thresholds.push(...parseThresholds(await readText(file), shownPath(file, request), request.from));
  }
  if (thresholds.length > 0) return thresholds;
  throw new UsageError(`${request.paths.join(', ')}: no file says anything of mallocCountTotal.`);
}

/** The file itself, or the files of a folder: its own, or those for the version of Swift. */
async function filesAt(path: string, { from, swift }: ThresholdRequest): Promise<readonly string[]> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`${path}: there is no such file or folder.`);
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).sort();
  if (from === 'swift-nio') {
    if (names.includes(`${swift}.json`)) return [join(path, `${swift}.json`)];
    throw new UsageError(`${path}: has no ${swift}.json, of the environment's Swift; ${whatIsThere(names)}.`);
  }
  const own = names.filter((name) => name.endsWith('.p90.json'));
  if (own.length > 0) return own.map((name) => join(path, name));
  if (names.includes(swift)) {
    const nested = (await readdir(join(path, swift))).filter((name) => name.endsWith('.p90.json')).sort();
    if (nested.length > 0) return nested.map((name) => join(path, swift, name));
  }
  const place = `neither in it nor in ${join(path, swift)}`;
  throw new UsageError(`${path}: there is no TARGET.BENCHMARK.p90.json, ${place}; ${whatIsThere(names)}.`);
}

function whatIsThere(names: readonly string[]): string {
  if (names.length === 0) return 'it is empty';
  const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
  return `it has ${names.slice(0, 10).join(', ')}${more}: name the one to import`;
}

async function readText(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > largestThresholdBytes) {
    throw new UsageError(
      `${file}: has ${Math.ceil(size / 1024 / 1024)} MiB, and a threshold file at most ${largestThresholdBytes / 1024 / 1024}.`,
    );
  }
  const bytes = await readFile(file);
  if (!isUtf8(bytes)) throw new UsageError(`${file}: not a text in UTF-8, so not a threshold file.`);
  return bytes.toString('utf8');
}

/** As it is in the repository; a file elsewhere is known by its name alone, since its folder is one machine's. */
function shownPath(file: string, { repository }: ThresholdRequest): string {
  const path = relative(repository, file);
  return path.startsWith('..') || isAbsolute(path) ? basename(file) : path;
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
  visitKeys(text, ([key, ...deeper], place) => {
    if (key !== undefined && deeper.length === 0) places.set(key, place());
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
