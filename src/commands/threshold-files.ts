import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative } from 'node:path';
import type { ThresholdSource } from '../baseline/imported.ts';
import { type ForeignThreshold, largestThresholdBytes, parseThresholds } from '../baseline/threshold-file.ts';
import { UsageError } from '../errors.ts';

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
