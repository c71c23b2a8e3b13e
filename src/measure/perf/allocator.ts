import { readFileSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { type ElfFile, type ElfSymbol, readElf } from '../../elf/elf-file.ts';
import { type ProbedFunction, probedFunctions } from '../../model/counted-functions.ts';
import { MeasurementError } from '../../model/errors.ts';
import type { Environment, Run } from '../../system/process.ts';

import { executableOf, loadedObjects } from './loaded-objects.ts';

/** The file in which a program's allocation functions are, and where. */
export interface Allocator {
  /** The file that gets the probes: the libc, or a static executable itself. */
  readonly path: string;
  readonly machine: ElfFile['machine'];
  readonly linkage: 'dynamic' | 'static';
  /** `glibc 2.41`, `musl`, `static glibc`, `static musl`. */
  readonly libc: string;
  /** Build-id of the libc; `static` where it is part of the program and changes with it. */
  readonly libcBuild: string;
  /** Offset in the file of each function's first instruction; of functions that share one, the first is named. */
  readonly offsets: ReadonlyMap<ProbedFunction, number>;
  /** That of `free`; null where the file does not define one. */
  readonly freeOffset: number | null;
}

/** Libraries that replace libc's allocator, by the symbols that only they define. */
const foreignAllocators: readonly (readonly [symbol: string, name: string])[] = [
  ['mallocx', 'jemalloc'],
  ['je_malloc', 'jemalloc'],
  ['mi_malloc', 'mimalloc'],
  ['tc_malloc', 'tcmalloc'],
];

/**
 * Finds the allocator that a program will use, by symbol resolution: whoever defines `malloc` first. Throws a
 * {@link MeasurementError} when that is not a libc, or when it cannot be probed.
 */
export async function findAllocator(run: Run, program: string, environment: Environment): Promise<Allocator> {
  const executable = executableOf(program);
  if (executable.interpreter === null) return staticAllocator(executable);

  const objects = await loadedObjects(run, executable, environment);
  const definer = definerOf(
    'malloc',
    objects.map((path) => readElf(path)),
  );
  if (definer === undefined) {
    throw new MeasurementError(`${program} has no malloc: neither it nor a library that it loads defines one.`);
  }
  refuseForeign(program, definer, /^(libc\.so|libc-2\.|ld-musl-|libc\.musl-)/.test(basename(definer.path)));
  return {
    path: realpathSync(definer.path),
    machine: definer.machine,
    linkage: 'dynamic',
    libc: libcName(definer.path),
    libcBuild: definer.buildId ?? 'unknown',
    offsets: offsetsIn(definer, definer.dynamicSymbols),
    freeOffset: offsetOf('free', definer, definer.dynamicSymbols),
  };
}

function definerOf(name: string, objects: readonly (ElfFile | null)[]): ElfFile | undefined {
  return objects.find((elf): elf is ElfFile => elf?.dynamicSymbols.some((symbol) => defines(symbol, name)) ?? false);
}

function defines(symbol: ElfSymbol, name: string): boolean {
  return symbol.name === name && symbol.defined && symbol.isFunction;
}

function staticAllocator(executable: ElfFile): Allocator {
  if (!executable.symbols.some((symbol) => defines(symbol, 'malloc'))) {
    throw new MeasurementError(
      `${executable.path} is statically linked and its symbol table is stripped: the allocator inside it cannot be found.`,
      { remedy: 'Link it dynamically, or keep its symbols (no `-s`, no `strip`).' },
    );
  }
  refuseForeign(executable.path, executable, true);
  return {
    path: realpathSync(executable.path),
    machine: executable.machine,
    linkage: 'static',
    libc: staticLibc(executable),
    libcBuild: 'static',
    offsets: offsetsIn(executable, executable.symbols),
    freeOffset: offsetOf('free', executable, executable.symbols),
  };
}

/**
 * Symbols that only one libc's allocator has. glibc's comes as a whole; of musl's only what the program calls is linked:
 * `malloc` alone is `__simple_malloc`, with `free` beside it `__libc_malloc_impl`.
 */
const libcMarks: readonly (readonly [symbol: string, libc: string])[] = [
  ['__libc_memalign', 'static glibc'],
  ['__simple_malloc', 'static musl'],
  ['__libc_malloc_impl', 'static musl'],
  ['__malloc_replaced', 'static musl'],
];

/** Which libc a static executable carries: which calls relay to which depends on it. */
function staticLibc({ path, symbols }: ElfFile): string {
  const names = new Set(symbols.filter((one) => one.defined).map((one) => one.name));
  const libc = libcMarks.find(([symbol]) => names.has(symbol))?.[1];
  if (libc !== undefined) return libc;
  throw new MeasurementError(
    `${path} is statically linked with a libc that is neither glibc nor musl: its allocator cannot be calibrated.`,
    { remedy: 'Link it dynamically.' },
  );
}

/** Throws unless `malloc` is that of a libc: `isLibc` goes by the file's name, and a static executable has its own. */
function refuseForeign(program: string, definer: ElfFile, isLibc: boolean): void {
  const names = new Set(
    [...definer.dynamicSymbols, ...definer.symbols].filter((one) => one.defined).map((one) => one.name),
  );
  const known = foreignAllocators.find(([symbol]) => names.has(symbol))?.[1];
  if (known === undefined && isLibc) return;
  const where = definer.path === program ? 'itself' : `in ${definer.path}`;
  throw new MeasurementError(
    `${program} does not allocate through libc: its malloc is defined ${where}${known ? ` (${known})` : ''}.`,
    {
      remedy:
        'The gate counts calls of libc’s allocator only. Measure a build that is not linked with (and does not preload) another one.',
    },
  );
}

function offsetsIn(elf: ElfFile, symbols: readonly ElfSymbol[]): ReadonlyMap<ProbedFunction, number> {
  const offsets = new Map<ProbedFunction, number>();
  for (const name of probedFunctions) {
    const offset = offsetOf(name, elf, symbols);
    // glibc before 2.38 has one function under both names, `aligned_alloc` and `memalign`.
    if (offset !== null && ![...offsets.values()].includes(offset)) offsets.set(name, offset);
  }
  return offsets;
}

function offsetOf(name: string, elf: ElfFile, symbols: readonly ElfSymbol[]): number | null {
  const symbol = symbols.find((candidate) => defines(candidate, name));
  return symbol === undefined ? null : elf.fileOffset(symbol.address);
}

/** glibc carries the line `GNU C Library (Debian GLIBC 2.41-12) stable release version 2.41.` in itself. */
function libcName(path: string): string {
  const contents = readFileSync(path);
  const at = contents.indexOf('GNU C Library (');
  if (at < 0) return contents.includes('musl libc') ? 'musl' : basename(path);
  const version = /version ([\d.]+\d)/.exec(contents.toString('latin1', at, at + 200))?.[1];
  return `glibc ${version ?? 'unknown'}`;
}
