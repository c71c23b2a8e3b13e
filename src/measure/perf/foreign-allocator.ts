import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ElfFile, ElfSymbol } from '../../elf/elf-file.ts';

/** An allocator that takes the place of libc's. */
export interface ForeignAllocator {
  /** `jemalloc 5.3.0`; the file's name where nobody knows it: `libtbbmalloc_proxy.so.2`. */
  readonly name: string;
  /** Build-id of its library; `carried` where it is a part of the program. */
  readonly build: string;
  /** Whether it makes the blocks of C++'s `operator new`, which is `malloc`'s caller else. */
  readonly hasOwnNew: boolean;
}

interface KnownAllocator {
  readonly name: string;
  /** Functions that only it defines, under the names that its builds give them. */
  readonly marks: readonly string[];
  /** Null where the file does not tell it. */
  readonly version: (elf: ElfFile, contents: Buffer) => string | null;
  /** The archives that programs are linked with which carry it. */
  readonly archives: readonly string[];
  /** Beside the archive, what the linker needs for it. */
  readonly libraries: readonly string[];
}

const knownAllocators: readonly KnownAllocator[] = [
  {
    name: 'jemalloc',
    marks: ['mallocx', 'je_mallocx', 'je_malloc'],
    // 5.3.0-0-g54eaed1d8b56b1aa528be3bdd1877e59c56fa90c
    version: (_, contents) => textIn(contents, /\0(\d+\.\d+\.\d+)-\d+-g[0-9a-f]{40}\0/),
    archives: ['libjemalloc.a', 'libjemalloc_pic.a'],
    libraries: ['-lstdc++', '-lm', '-ldl'],
  },
  {
    name: 'mimalloc',
    marks: ['mi_malloc'],
    version: (elf) => mimallocVersion(constantOf(elf, 'mi_version')),
    // Swift's SDK for static Linux programs has it in its libc (musl), in the place of musl's own.
    archives: ['libmimalloc.a', 'libc.a'],
    libraries: [],
  },
  {
    name: 'tcmalloc',
    marks: ['tc_malloc', 'TCMalloc_Internal_Malloc'],
    // gperftools 2.16
    version: (_, contents) => textIn(contents, /\0gperftools (\d[\w.]*)\0/),
    archives: ['libtcmalloc_minimal.a', 'libtcmalloc.a'],
    libraries: ['-lstdc++', '-lm'],
  },
];

const everyMark = new Set(knownAllocators.flatMap(({ marks }) => marks));

/** The allocator that this file has in place of libc's. `isCarried`: the file is the program that uses it. */
export function identifyForeign(elf: ElfFile, isCarried: boolean): ForeignAllocator {
  return {
    name: nameOf(elf, isCarried),
    build: isCarried ? 'carried' : (elf.buildId ?? 'unknown'),
    hasOwnNew: namesIn(elf).has('_Znwm'),
  };
}

/** Name and version of the allocator in a file; of one that nobody knows, the file's name. */
export function nameOf(elf: ElfFile, isCarried = elf.interpreter !== null): string {
  const known = knownIn(elf);
  const version = known?.version(elf, readFileSync(elf.path)) ?? null;
  const name = known?.name ?? (isCarried ? 'an unknown allocator' : basename(elf.path));
  return version === null ? name : `${name} ${version}`;
}

/** `jemalloc 5.3.0 (/usr/lib/libjemalloc.so.2)` */
export function describeForeign(elf: ElfFile): string {
  return `${nameOf(elf)} (${elf.path})`;
}

/** Whether a file defines what only an allocator does that is not libc's. */
export function isForeign(elf: ElfFile): boolean {
  // Swift's names, which are most, begin with `$`, C++'s with `_Z`.
  const isMark = ({ name, defined }: ElfSymbol) =>
    defined && !name.startsWith('$') && !name.startsWith('_') && everyMark.has(name);
  return elf.dynamicSymbols.some(isMark) || elf.symbols.some(isMark);
}

function namesIn({ dynamicSymbols, symbols }: ElfFile): ReadonlySet<string> {
  return new Set([...dynamicSymbols, ...symbols].filter(({ defined }) => defined).map(({ name }) => name));
}

function knownIn(elf: ElfFile): KnownAllocator | undefined {
  const names = namesIn(elf);
  return knownAllocators.find(({ marks }) => marks.some((mark) => names.has(mark)));
}

/** The archives that a program may carry the allocator of, each with the libraries that it needs; none of an unknown one. */
export function archivesOf(
  elf: ElfFile,
): readonly { readonly archive: string; readonly libraries: readonly string[] }[] {
  const { archives = [], libraries = [] } = knownIn(elf) ?? {};
  return archives.map((archive) => ({ archive, libraries }));
}

function textIn(contents: Buffer, pattern: RegExp): string | null {
  return pattern.exec(contents.toString('latin1'))?.[1] ?? null;
}

/** `301` is 3.0.1 (`MI_MALLOC_VERSION` in mimalloc.h: a digit for each part). */
function mimallocVersion(number: number | null): string | null {
  if (number === null) return null;
  return number >= 100 && number < 1000 ? [...String(number)].join('.') : String(number);
}

/** What a function returns that does nothing else; null where it does, or is not there. */
function constantOf(elf: ElfFile, name: string): number | null {
  const isIt = (symbol: ElfSymbol) => symbol.name === name && symbol.defined && symbol.isFunction;
  const symbol = [...elf.dynamicSymbols, ...elf.symbols].find(isIt);
  if (symbol === undefined || symbol.size < 6 || symbol.size > 16) return null;
  const code = elf.code(symbol.address, symbol.address + symbol.size);
  if (elf.machine === 'x86_64') {
    const at = code.readUInt32BE(0) === endbr64 ? 4 : 0;
    const returns = code.length === at + 6 && code[at] === 0xb8 && code[at + 5] === 0xc3; // mov $N,%eax; ret
    return returns ? code.readUInt32LE(at + 1) : null;
  }
  const [move = 0, last = 0] = [8, 4].map((fromEnd) => code.readUInt32LE(code.length - fromEnd));
  return (move & 0xffe0001f) >>> 0 === 0x52800000 && last === 0xd65f03c0 ? (move >>> 5) & 0xffff : null; // mov w0,#N; ret
}

const endbr64 = 0xf30f1efa;
