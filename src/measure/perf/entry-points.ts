import { type ElfFile, type ElfSymbol, readElf } from '../../elf/elf-file.ts';
import { type DirectFunction, directFunctions, type EntryPoint } from '../../model/direct-functions.ts';
import { type Allocator, isLibc, type Place } from './allocator.ts';
import { isForeign, nameOf } from './foreign-allocator.ts';

/** Whether others can call a function, and how. */
export type Reach =
  /** By its name, as a library exports it. */
  | { readonly by: 'name' }
  /** Only from the program's own file, which it is linked into. */
  | { readonly by: 'linking' }
  /** Only by where it is, `address` bytes behind where its library is: that keeps it to itself. */
  | { readonly by: 'address'; readonly address: number };

/** How a calibration calls an entry point: its own name among the kinds of calls. */
export type DirectKind = `direct ${number}`;

/** A function that a program with this allocator may call directly. */
export interface FoundEntryPoint extends Place {
  readonly kind: DirectKind;
  readonly countedAs: DirectFunction;
  readonly entry: EntryPoint;
  /** `mimalloc 3.0.1` */
  readonly allocator: string;
  readonly isOfLibc: boolean;
  readonly reach: Reach;
  /** How what it needs is called; null where it needs nothing. */
  readonly neededReach: Reach | null;
}

/**
 * The entry points of an allocator that is not libc's, and of those beside it, each function once: none of those that are
 * counted in any case under another name, as mimalloc's `mi_malloc`, which is its `malloc`. Throws like `readElf`.
 */
export function findEntryPoints(allocator: Allocator): readonly FoundEntryPoint[] {
  const taken = new Set([...allocator.places.values()].map(keyOf));
  const found: FoundEntryPoint[] = [];
  const definer = allocator.foreign === null ? [] : [allocator.path];
  for (const path of [...definer, ...allocator.others]) {
    const elf = readElf(path);
    if (elf === null) continue;
    const isCarried = path === allocator.objects[0];
    const isOfLibc = path !== allocator.path && isLibc(elf);
    const name = isOfLibc ? allocator.libc : nameOf(elf, isCarried);
    for (const { name: countedAs, entries } of rowsFor(elf, path === allocator.path)) {
      for (const entry of entries) {
        const place = placeOf(elf, path, entry.symbol, isCarried);
        if (place === null || taken.has(keyOf(place))) continue;
        const needed = entry.needs === undefined ? null : placeOf(elf, path, entry.needs, isCarried);
        if (entry.needs !== undefined && needed === null) continue;
        taken.add(keyOf(place));
        const kind = `direct ${found.length}` as const;
        const neededReach = needed?.reach ?? null;
        found.push({ kind, countedAs, entry, ...place, neededReach, allocator: name, isOfLibc });
      }
    }
  }
  return found;
}

/** Where a file has a function, and how others call it. */
export function placeOf(
  elf: ElfFile,
  path: string,
  name: string,
  isCarried: boolean,
): (Place & { readonly reach: Reach }) | null {
  const isIt = (one: ElfSymbol) => one.name === name && one.defined && one.isFunction;
  const exported = elf.dynamicSymbols.find(isIt);
  const symbol = (isCarried ? undefined : exported) ?? elf.symbols.find(isIt) ?? exported;
  const offset = symbol === undefined ? null : elf.fileOffset(symbol.address);
  if (symbol === undefined || offset === null) return null;
  if (isCarried) return { path, offset, reach: { by: 'linking' } };
  const reach: Reach = symbol === exported ? { by: 'name' } : { by: 'address', address: symbol.address };
  return { path, offset, reach };
}

/** What of the table a file may have: `malloc` and its like are another allocator's unless they are the program's. */
function rowsFor(elf: ElfFile, isDefiner: boolean): typeof directFunctions {
  const others = directFunctions.filter(({ name }) => name === 'other_malloc');
  const own = directFunctions.filter((row) => !others.includes(row));
  if (isDefiner) return own;
  return isForeign(elf) ? [...others, ...own] : others;
}

function keyOf({ path, offset }: Place): string {
  return `${offset} ${path}`;
}
