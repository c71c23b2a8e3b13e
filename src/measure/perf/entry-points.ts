import { type ElfFile, readElf } from '../../elf/elf-file.ts';
import { type DirectFunction, directFunctions, type EntryPoint } from '../../model/direct-functions.ts';
import type { Allocator, Place } from './allocator.ts';
import { isForeign, nameOf } from './foreign-allocator.ts';

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
  /** Whether it is in the program's own file, where nobody else can call it. */
  readonly isCarried: boolean;
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
    const isOfLibc = path !== allocator.path && !isForeign(elf);
    const name = isOfLibc ? allocator.libc : nameOf(elf, isCarried);
    for (const { name: countedAs, entries } of rowsFor(elf, path === allocator.path)) {
      for (const entry of entries) {
        const place = placeOf(elf, path, entry.symbol, isCarried);
        if (place === null || taken.has(keyOf(place))) continue;
        if (entry.needs !== undefined && placeOf(elf, path, entry.needs, isCarried) === null) continue;
        taken.add(keyOf(place));
        const kind = `direct ${found.length}` as const;
        found.push({ kind, countedAs, entry, ...place, allocator: name, isOfLibc, isCarried });
      }
    }
  }
  return found;
}

/** Where a file has a function. Of a library only what it exports can be called by others. */
export function placeOf(elf: ElfFile, path: string, name: string, isCarried: boolean): Place | null {
  const symbols = isCarried ? [...elf.symbols, ...elf.dynamicSymbols] : elf.dynamicSymbols;
  const symbol = symbols.find((one) => one.name === name && one.defined && one.isFunction);
  const offset = symbol === undefined ? null : elf.fileOffset(symbol.address);
  return offset === null ? null : { path, offset };
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
