import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MeasurementError } from '../model/errors.ts';
import type { Invocation } from '../system/process.ts';

/**
 * The compiler of the calibration program for an allocator: one that links with its libc. `searchPath` is a PATH. Throws
 * a {@link MeasurementError} when there is none.
 */
export function compilerFor(allocator: string, libc: string, searchPath: string): string {
  if (!libc.endsWith('musl')) return anyCompiler(searchPath);
  const [musl] = existing(['musl-gcc'], searchPath);
  if (musl !== undefined) return musl;
  const what = libc === 'musl' ? 'is musl’s' : 'is statically linked with musl';
  throw new MeasurementError(`There is no musl-gcc to calibrate with, and ${allocator} ${what}.`, {
    remedy: 'Install the package musl-tools, or link the program with glibc.',
  });
}

/**
 * The clang beside the real `swift` (which may be a link), else the first C compiler on the PATH. Throws a
 * {@link MeasurementError} when there is none.
 */
export function anyCompiler(searchPath: string): string {
  const [found] = [...besideSwift('clang', searchPath), ...existing(['clang', 'cc', 'gcc'], searchPath)];
  if (found !== undefined) return found;
  throw new MeasurementError(
    'There is no C compiler to make launcher and calibration program with: neither clang beside swift, nor clang, cc or gcc on PATH.',
    { remedy: 'Install the package clang or gcc.' },
  );
}

/**
 * How C files in one folder are compiled together: a compiler takes longer to start, and to read the headers, than for what
 * they say. `options` name the output, by an absolute path.
 */
export function compileAsOne(
  compiler: string,
  folder: string,
  files: readonly string[],
  options: readonly string[],
): Invocation {
  const input = files.map((file) => `#include "${file}"\n`).join('');
  return { file: compiler, arguments: [...options, '-x', 'c', '-'], directory: folder, input };
}

/** The Swift compiler beside the real `swift`; null where there is none. */
export function swiftCompiler(searchPath: string): string | null {
  return besideSwift('swiftc', searchPath)[0] ?? null;
}

function besideSwift(name: string, searchPath: string): readonly string[] {
  const [swift] = existing(['swift'], searchPath);
  return swift === undefined ? [] : [join(dirname(realpathSync(swift)), name)].filter(existsSync);
}

/** The paths of these programs that exist, by name first, and then in the order of the PATH. */
function existing(names: readonly string[], searchPath: string): readonly string[] {
  const folders = searchPath.split(':').filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter((path) => existsSync(path));
}
