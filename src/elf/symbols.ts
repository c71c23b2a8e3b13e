import { basename } from 'node:path';
import { type ElfFile, readElf } from './elf-file.ts';
import { type PlacedFunction, readMachO } from './mach-o.ts';
import { type MemoryMap, placeIn } from './memory-map.ts';

/** What lies at an address; `symbol` is null where the file's symbol tables have none. */
export interface Located {
  readonly symbol: string | null;
  /** Other names of the same function. */
  readonly aliases: readonly string[];
  readonly library: string;
}

/** Names for the addresses of a recording. */
export interface Symbols {
  /** What lies at an address of a thread's process; null outside of everything that is mapped executable. */
  at(address: bigint, thread: number): Located | null;
  /** The file that defines a function of this name; null when none does. */
  libraryOf(symbol: string): string | null;
}

/** Tells a file's functions; a program's files are the same in each of its runs, and are read once. */
export type SymbolTables = (path: string) => SymbolTable | null;

export function createSymbolTables(): SymbolTables {
  return remember((path: string) => readSymbolTable(path));
}

/** Symbols by the memory maps of a recording; each address is looked up once. */
export function createSymbols(
  threads: ReadonlyMap<number, readonly MemoryMap[]>,
  tableOf: SymbolTables = createSymbolTables(),
): Symbols {
  const locate = (address: bigint, thread: number): Located | null => {
    const place = placeIn(threads.get(thread), address);
    if (place === null) return null;
    const [first, ...others] = tableOf(place.path)?.at(place.offset) ?? [];
    return { symbol: first ?? null, aliases: others, library: basename(place.path) };
  };
  const located = remember((key: string) => {
    const [thread = '', address = ''] = key.split(':');
    return locate(BigInt(address), Number(thread));
  });
  const paths = [...new Set([...threads.values()].flatMap((maps) => maps.map(({ path }) => path)))];
  const definer = remember((symbol: string) => paths.find((path) => tableOf(path)?.names.has(symbol)));
  return {
    at: (address, thread) => located(`${thread}:${address}`),
    libraryOf: (symbol) => {
      const path = definer(symbol);
      return path === undefined ? null : basename(path);
    },
  };
}

/** Asks once for each key; what is not found (null) is asked again. */
function remember<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key) ?? find(key);
    known.set(key, found);
    return found;
  };
}

/** The functions of one file, sorted by their place in it. */
class SymbolTable {
  readonly #functions: readonly PlacedFunction[];
  readonly names: ReadonlySet<string>;

  constructor(functions: readonly PlacedFunction[]) {
    this.#functions = functions.filter(({ offset }) => offset >= 0).sort((a, b) => a.offset - b.offset);
    this.names = new Set(functions.map(({ name }) => name));
  }

  /** All names of the function that covers this offset in the file. */
  at(offset: number): readonly string[] {
    let low = 0;
    let high = this.#functions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#functions[middle]?.offset ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const start = this.#functions[low - 1]?.offset;
    const found = new Set<string>();
    for (let index = low - 1; index >= 0 && this.#functions[index]?.offset === start; index -= 1) {
      const candidate = this.#functions[index];
      if (candidate !== undefined && offset < candidate.offset + Math.max(candidate.size, 1)) found.add(candidate.name);
    }
    return [...found];
  }
}

/** `.symtab` has everything; it is stripped from most libraries, whose exported functions remain. */
function functionsOf(elf: ElfFile): readonly PlacedFunction[] {
  return [...elf.symbols, ...elf.dynamicSymbols]
    .filter(({ defined, isFunction }) => defined && isFunction)
    .map(({ name, address, size }) => ({ name, size, offset: elf.fileOffset(address) ?? -1 }));
}

function readSymbolTable(path: string): SymbolTable | null {
  try {
    const elf = readElf(path);
    const functions = elf === null ? readMachO(path) : functionsOf(elf);
    return functions === null ? null : new SymbolTable(functions);
  } catch {
    return null; // `[vdso]`, or a file that is gone: no names from it.
  }
}
