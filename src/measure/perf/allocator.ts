import { readFileSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { type ElfFile, type ElfSymbol, readElf } from '../../elf/elf-file.ts';
import { type ProbedFunction, probedFunctions } from '../../model/counted-functions.ts';
import { MeasurementError } from '../../model/errors.ts';
import type { Environment, Run } from '../../system/process.ts';
import type { AllocatorIdentity } from '../measurer.ts';
import { type ForeignAllocator, identifyForeign, isForeign } from './foreign-allocator.ts';
import { executableOf, loadedObjects } from './loaded-objects.ts';

/** Where a function begins: a file, and the offset in it of the first instruction. */
export interface Place {
  readonly path: string;
  readonly offset: number;
}

/** A program's allocation functions, and where they are. */
export interface Allocator {
  /** The file that defines `malloc`: the libc, another library, or the program itself. */
  readonly path: string;
  readonly machine: ElfFile['machine'];
  /** Of the program. */
  readonly linkage: 'dynamic' | 'static';
  /** Whether `malloc` is in the program's own file: another program has another copy of it. */
  readonly isCarried: boolean;
  /** `glibc 2.41`, `musl`, `static glibc`, `static musl`: the program's, whoever serves its allocations. */
  readonly libc: string;
  /** Build-id of the libc; `static` where it is part of the program and changes with it. */
  readonly libcBuild: string;
  /** What serves in place of the libc's own; null where that does. */
  readonly foreign: ForeignAllocator | null;
  /** Of functions that share their first instruction, the first is named. */
  readonly places: ReadonlyMap<ProbedFunction, Place>;
  /** That of `free`; null where nobody defines one. */
  readonly free: Place | null;
  /** The libraries that take functions from the libc, in the order in which they are looked up. */
  readonly preloads: readonly string[];
  /** Every file that the program starts with. */
  readonly objects: readonly string[];
  /**
   * Those of them that have an allocator beside it: libc where another serves, what is called by its own names, and
   * libraries that keep a heap to themselves, as far as their symbols tell.
   */
  readonly others: readonly string[];
}

/**
 * Finds the functions that a program will call, by symbol resolution: of each, who defines it first, as the dynamic loader
 * searches. They may be in several files: jemalloc has no `pvalloc`, so that libc's serves. Throws a
 * {@link MeasurementError} where nobody defines `malloc`, or its symbols are gone.
 */
export async function findAllocator(run: Run, program: string, environment: Environment): Promise<Allocator> {
  const executable = executableOf(program);
  if (executable.interpreter === null) return staticAllocator(executable);

  const objects = (await loadedObjects(run, executable, environment)).map((path) => readElf(path));
  const files = objects.filter((elf) => elf !== null);
  const searched = files.map((elf): Searched => ({ elf, symbols: elf.dynamicSymbols.filter(isSearched) }));
  const definer = definerOf('malloc', searched)?.elf;
  if (definer === undefined) {
    throw new MeasurementError(`${program} has no malloc: neither it nor a library that it loads defines one.`);
  }
  const libc = files.find(isLibc);
  const isCarried = definer === files[0];
  const definers = [...probedFunctions, 'free'].map((name) => definerOf(name, searched)?.elf);
  return {
    path: realpathSync(definer.path),
    machine: definer.machine,
    linkage: 'dynamic',
    isCarried,
    libc: libcName((libc ?? definer).path),
    libcBuild: (libc ?? definer).buildId ?? 'unknown',
    foreign: isLibc(definer) ? null : identifyForeign(definer, isCarried),
    places: placesIn(searched),
    free: placeOf('free', searched),
    preloads: files.filter((elf, index) => index > 0 && !isLibc(elf) && definers.includes(elf)).map(({ path }) => path),
    objects: files.map(({ path }) => realpathSync(path)),
    others: files
      .filter((elf) => elf !== definer && (elf === libc || isForeign(elf) || (elf !== files[0] && hasOwnMalloc(elf))))
      .map(({ path }) => realpathSync(path)),
  };
}

/** Exported or not; the dynamic loader's, of glibc before 2.32, serves nobody once libc is there. */
function hasOwnMalloc({ path, dynamicSymbols, symbols }: ElfFile): boolean {
  const isIt = (symbol: ElfSymbol) => defines(symbol, 'malloc');
  return !basename(path).startsWith('ld-') && (dynamicSymbols.some(isIt) || symbols.some(isIt));
}

/** By the file's name, and since it defines nothing that only another allocator does. */
export function isLibc(elf: ElfFile): boolean {
  return /^(libc\.so|libc-2\.|ld-musl-|libc\.musl-)/.test(basename(elf.path)) && !isForeign(elf);
}

/** A file in which functions are looked up, and the symbols that are searched for them. */
interface Searched {
  readonly elf: ElfFile;
  readonly symbols: readonly ElfSymbol[];
}

const searchedNames: ReadonlySet<string> = new Set([...probedFunctions, 'free']);

/** Most of a Swift library's symbols are told apart by their first letter alone: there are tens of thousands. */
function isSearched({ name }: ElfSymbol): boolean {
  return !name.startsWith('$') && searchedNames.has(name);
}

function definerOf(name: string, files: readonly Searched[]): Searched | undefined {
  return files.find(({ symbols }) => symbols.some((symbol) => defines(symbol, name)));
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
  const { libc, hasItsAllocator } = staticLibc(executable);
  const searched = [{ elf: executable, symbols: executable.symbols }];
  return {
    path: realpathSync(executable.path),
    machine: executable.machine,
    linkage: 'static',
    isCarried: true,
    libc,
    libcBuild: 'static',
    foreign: hasItsAllocator ? null : identifyForeign(executable, true),
    places: placesIn(searched),
    free: placeOf('free', searched),
    preloads: [],
    objects: [realpathSync(executable.path)],
    others: [],
  };
}

/**
 * Symbols that only one libc's allocator has. glibc's comes as a whole; of musl's only what the program calls is linked:
 * `malloc` alone is `__simple_malloc`, with `free` beside it `__libc_malloc_impl`.
 */
const allocatorMarks: readonly (readonly [symbol: string, libc: string])[] = [
  ['__libc_memalign', 'static glibc'],
  ['__simple_malloc', 'static musl'],
  ['__libc_malloc_impl', 'static musl'],
  ['__malloc_replaced', 'static musl'],
];

/** What starts a program has one libc only, whoever serves its allocations. */
const startMarks: readonly (readonly [symbol: string, libc: string])[] = [
  ['__libc_setup_tls', 'static glibc'],
  ['__libc_start_init', 'static musl'],
];

/** Which libc a static executable carries: which calls relay to which depends on it. */
function staticLibc(elf: ElfFile): { readonly libc: string; readonly hasItsAllocator: boolean } {
  const names = new Set(elf.symbols.filter((one) => one.defined).map((one) => one.name));
  const marked = (marks: typeof allocatorMarks) => marks.find(([symbol]) => names.has(symbol))?.[1];
  const own = isForeign(elf) ? undefined : marked(allocatorMarks);
  const libc = own ?? marked(startMarks);
  if (libc !== undefined) return { libc, hasItsAllocator: own !== undefined };
  throw new MeasurementError(
    `${elf.path} is statically linked with a libc that is neither glibc nor musl: its allocator cannot be calibrated.`,
    { remedy: 'Link it dynamically.' },
  );
}

function placesIn(files: readonly Searched[]): ReadonlyMap<ProbedFunction, Place> {
  const places = new Map<ProbedFunction, Place>();
  for (const name of probedFunctions) {
    const place = placeOf(name, files);
    // glibc before 2.38 has one function under both names, `aligned_alloc` and `memalign`.
    if (place !== null && ![...places.values()].some((one) => isSame(one, place))) places.set(name, place);
  }
  return places;
}

/** Where the first of these files that defines a function has it. */
function placeOf(name: string, files: readonly Searched[]): Place | null {
  const definer = definerOf(name, files);
  const symbol = definer?.symbols.find((candidate) => defines(candidate, name));
  const offset = symbol === undefined ? null : (definer?.elf.fileOffset(symbol.address) ?? null);
  return definer === undefined || offset === null ? null : { path: realpathSync(definer.elf.path), offset };
}

function isSame(one: Place, other: Place): boolean {
  return one.path === other.path && one.offset === other.offset;
}

/** Whether two programs call the very same functions. */
export function areSameFunctions(one: Allocator, other: Allocator): boolean {
  return keyOf({ ...one, others: [] }) === keyOf({ ...other, others: [] });
}

/** What is the same for the programs that call the very same functions, and may call those of the same others. */
export function keyOf({ path, places, free, others }: Allocator): string {
  return JSON.stringify([path, ...places, free, others]);
}

/** What serves the program's allocations, as fingerprints name it. */
export function identityOf({ libc, libcBuild, foreign }: Allocator): AllocatorIdentity {
  return { libc, libcBuild, ...(foreign === null ? {} : { allocator: foreign.name, allocatorBuild: foreign.build }) };
}

/** glibc carries the line `GNU C Library (Debian GLIBC 2.41-12) stable release version 2.41.` in itself. */
function libcName(path: string): string {
  const contents = readFileSync(path);
  const at = contents.indexOf('GNU C Library (');
  if (at < 0) return contents.includes('musl libc') ? 'musl' : basename(path);
  const version = /version ([\d.]+\d)/.exec(contents.toString('latin1', at, at + 200))?.[1];
  return `glibc ${version ?? 'unknown'}`;
}
