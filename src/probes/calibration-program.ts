import { existsSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MeasurementError } from '../errors.ts';
import { type Environment, type Run, succeed } from '../system/process.ts';
import { type Allocator, findAllocator } from './allocator.ts';

/** The compiled calibration program, and the allocator that it uses. */
export interface CalibrationProgram {
  readonly path: string;
  readonly allocator: Allocator;
}

/**
 * Compiles the calibration program in `folder` with the toolchain's own clang, linked as the allocator to be
 * probed is. Throws a {@link MeasurementError} when there is no compiler, or when the program loads another libc
 * than the one that is probed.
 */
export async function compileCalibrationProgram(
  run: Run,
  allocator: Allocator,
  folder: string,
  environment: Environment,
): Promise<CalibrationProgram> {
  const source = join(folder, 'calibration.c');
  const path = join(folder, `calibration-${allocator.linkage}`);
  await writeFile(source, calibrationProgram);
  const options = ['-O0', '-fno-builtin', '-pthread', ...(allocator.linkage === 'static' ? ['-static'] : [])];
  await succeed(run, 'compiling the calibration program', {
    file: compilerFor(allocator, environment.PATH ?? ''),
    arguments: [...options, '-o', path, source],
  });
  const used = await findAllocator(run, path, {});
  const fits = allocator.linkage === 'dynamic' ? used.path === allocator.path : used.libc === allocator.libc;
  if (!fits) {
    const [its, theirs] = allocator.linkage === 'dynamic' ? [used.path, allocator.path] : [used.libc, allocator.libc];
    throw new MeasurementError(
      `The calibration program uses ${its}, the measured program ${theirs}: its counts cannot be checked.`,
    );
  }
  return { path, allocator: used };
}

/** The compiler that links with the libc to be probed; throws a {@link MeasurementError} when there is none. */
function compilerFor({ path, libc }: Allocator, searchPath: string): string {
  const folders = searchPath.split(':').filter((folder) => folder !== '');
  if (libc !== 'static musl') return anyCompiler(folders);
  const musl = folders.map((folder) => join(folder, 'musl-gcc')).find((candidate) => existsSync(candidate));
  if (musl !== undefined) return musl;
  throw new MeasurementError(`There is no musl-gcc to calibrate with, and ${path} is statically linked with musl.`, {
    remedy: 'Install the package musl-tools, or link the program dynamically.',
  });
}

/** The clang beside the real `swift` (which may be a link), else the first C compiler on PATH. */
function anyCompiler(folders: readonly string[]): string {
  const swift = folders.map((folder) => join(folder, 'swift')).find((path) => existsSync(path));
  const beside = swift === undefined ? [] : [join(dirname(realpathSync(swift)), 'clang')];
  const onPath = ['clang', 'cc', 'gcc'].flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...beside, ...onPath].find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new MeasurementError(
    'There is no C compiler to calibrate with: neither clang beside swift, nor clang, cc or gcc on PATH.',
  );
}

/** The blocks that each thread of the calibration program allocates and frees. */
export const blocksOfThread = 6;

/**
 * A C program that makes exactly as many calls of each kind as its arguments say, in the order of `callKinds`; then
 * as many of `free(NULL)` and of `realloc(p, 0)`, and starts as many threads. It frees every block once, and is
 * carried as source so that it is compiled against the allocator that will be probed.
 */
const calibrationProgram = `
#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>

static void *volatile sink;

static void keep(void *block) {
  sink = block;
  free(block);
}

static void *fill_cache(void *context) {
  void *blocks[${blocksOfThread}];
  for (int i = 0; i < ${blocksOfThread}; i++) blocks[i] = malloc(24 << i % 3);
  for (int i = 0; i < ${blocksOfThread}; i++) keep(blocks[i]);
  return context;
}

int main(int argc, char **argv) {
  static const size_t small[] = {8, 16}, large[] = {32, 64, 4096};
  static const size_t sizes[] = {24, 100, 5000, 300000, 48};
  void *block = malloc(16);
  for (int kind = 0; kind + 1 < argc; kind++) {
    long calls = atol(argv[kind + 1]);
    for (long i = 0; i < calls; i++) {
      void *aligned = 0;
      pthread_t thread;
      switch (kind) {
        case 0: keep(malloc(24)); break;
        case 1: keep(calloc(3, 8)); break;
        case 2: if (posix_memalign(&aligned, small[i % 2], 24)) abort(); keep(aligned); break;
        case 3: if (posix_memalign(&aligned, large[i % 3], 24)) abort(); keep(aligned); break;
        case 4: keep(realloc(NULL, 24)); break;
        case 5: block = realloc(block, sizes[i % 5]); break;
        case 6: keep(aligned_alloc(small[i % 2], 48)); break;
        case 7: keep(aligned_alloc(large[i % 3], 4096)); break;
        case 8: keep(memalign(small[i % 2], 24)); break;
        case 9: keep(memalign(large[i % 3], 24)); break;
        case 10: free(NULL); break;
        case 11: keep(realloc(malloc(24), 0)); break;
        case 12: if (pthread_create(&thread, 0, fill_cache, 0) || pthread_join(thread, 0)) abort(); break;
      }
    }
  }
  keep(block);
  return 0;
}
`;
