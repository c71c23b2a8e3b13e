import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** A function or object of an ELF symbol table. */
export interface ElfSymbol {
  readonly name: string;
  /** Virtual address in the file's own numbering. */
  readonly address: number;
  readonly size: number;
  /** Defined here, and not merely wanted. */
  readonly defined: boolean;
  /** A function (also an indirect one), no data. */
  readonly isFunction: boolean;
  /** Takes the place of one that is nowhere else. */
  readonly isWeak: boolean;
}

/** A section of an ELF file. */
export interface ElfSection {
  /** Virtual address in the file's own numbering; 0 where it is not loaded. */
  readonly address: number;
  readonly bytes: Buffer;
}

/** What the gate needs to know of an ELF file (64 bits, little endian). */
export interface ElfFile {
  readonly path: string;
  readonly machine: 'x86_64' | 'aarch64';
  /** The dynamic loader it asks for; null for libraries and static executables. */
  readonly interpreter: string | null;
  /** Whether it has a dynamic section: static executables have none (static-pie ones do, but no loader). */
  readonly hasDynamicSection: boolean;
  /** GNU build-id in hexadecimal; null when it was built without. */
  readonly buildId: string | null;
  /** Virtual address at which it starts; 0 for a library. */
  readonly entry: number;
  /** `.dynsym`: what the dynamic loader sees. */
  readonly dynamicSymbols: readonly ElfSymbol[];
  /** `.symtab`: everything, unless stripped. */
  readonly symbols: readonly ElfSymbol[];
  /** The place in the file of a virtual address, as uprobes want it; null outside of all executable segments. */
  fileOffset(address: number): number | null;
  /** The virtual address of a place in the file; null outside of all executable segments. */
  addressAt(offset: number): number | null;
  /** Whether it has a section of this name, compressed or not. Throws like `readElf`. */
  hasSection(name: string): boolean;
  /** Reads a section by its name; null when there is none, or one that is compressed. Throws like `readElf`. */
  section(name: string): ElfSection | null;
  /** Reads the code between two virtual addresses, as far as the segment of one of them has it. Throws like `readElf`. */
  code(start: number, end: number): Buffer;
}

const machines: ReadonlyMap<number, 'x86_64' | 'aarch64'> = new Map([
  [62, 'x86_64'],
  [183, 'aarch64'],
]);

/**
 * Reads an ELF file (System V ABI, elf(5)): headers and symbol tables only, so that a library of 100 MB costs
 * little. Returns null when it is no ELF file of a supported kind; throws when it cannot be read or is torn.
 */
export function readElf(path: string): ElfFile | null {
  return withFile(path, (read, size) => parseElf(path, read, size));
}

type Read = (offset: number, length: number) => Buffer;

/** Opens a plain file for a while; `read` throws a `RangeError` for what is not all in it. */
export function withFile<T>(path: string, use: (read: Read, size: number) => T): T {
  // Measured programs say where their libraries are: what is no file is not opened, and no FIFO is waited for.
  if (!statSync(path).isFile()) throw new RangeError(`${path}: not a file`);
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const size = fstatSync(file).size;
    const read: Read = (offset, length) => {
      if (offset < 0 || length < 0 || offset + length > size) throw new RangeError(`${path}: torn file`);
      const buffer = Buffer.alloc(length);
      readSync(file, buffer, 0, length, offset);
      return buffer;
    };
    return use(read, size);
  } finally {
    closeSync(file);
  }
}

function parseElf(path: string, read: Read, size: number): ElfFile | null {
  if (size < 64) return null;
  const header = read(0, 64);
  const isElf = header.readUInt32BE(0) === 0x7f454c46 && header[4] === 2 && header[5] === 1;
  const machine = isElf ? machines.get(header.readUInt16LE(18)) : undefined;
  if (machine === undefined) return null;

  const segments = table(read, word(header, 32), header.readUInt16LE(54), header.readUInt16LE(56)).map(parseSegment);
  const sections = table(read, word(header, 40), header.readUInt16LE(58), header.readUInt16LE(60)).map(parseSection);
  const symbolsOf = (type: number): readonly ElfSymbol[] => {
    const section = sections.find((candidate) => candidate.type === type);
    const strings = section && sections[section.link];
    if (section === undefined || strings === undefined) return [];
    return parseSymbols(read(section.offset, section.size), read(strings.offset, strings.size));
  };
  const interpreter = segments.find(({ type }) => type === PT_INTERP);
  const notes = segments.filter(({ type }) => type === PT_NOTE);
  const executable = segments.filter(({ type, flags }) => type === PT_LOAD && (flags & PF_X) !== 0);
  const sectionNames = sections[header.readUInt16LE(62)];

  return {
    path,
    machine,
    interpreter: interpreter ? cString(read(interpreter.offset, interpreter.size), 0) : null,
    hasDynamicSection: segments.some(({ type }) => type === PT_DYNAMIC),
    buildId:
      notes.map(({ offset, size: length }) => findBuildId(read(offset, length))).find((id) => id !== null) ?? null,
    entry: word(header, 24),
    dynamicSymbols: symbolsOf(SHT_DYNSYM),
    symbols: symbolsOf(SHT_SYMTAB),
    fileOffset(address) {
      const segment = executable.find((one) => address >= one.address && address < one.address + one.size);
      return segment ? address - segment.address + segment.offset : null;
    },
    addressAt(offset) {
      const segment = executable.find((one) => offset >= one.offset && offset < one.offset + one.size);
      return segment ? offset - segment.offset + segment.address : null;
    },
    hasSection: (name) =>
      withFile(path, (again) => {
        const names = sectionNames ? again(sectionNames.offset, sectionNames.size) : Buffer.alloc(0);
        return sections.some((one) => one.type !== SHT_NOBITS && cString(names, one.name) === name);
      }),
    section(name) {
      return withFile(path, (again) => {
        const names = sectionNames ? again(sectionNames.offset, sectionNames.size) : Buffer.alloc(0);
        const section = sections.find((one) => cString(names, one.name) === name);
        if (section === undefined || section.type === SHT_NOBITS || (section.flags & SHF_COMPRESSED) !== 0) return null;
        return { address: section.address, bytes: again(section.offset, section.size) };
      });
    },
    code(start, end) {
      const segment =
        executable.find((one) => end > one.address && end <= one.address + one.size) ??
        executable.find((one) => start >= one.address && start < one.address + one.size);
      if (segment === undefined) throw new RangeError(`${path}: no code before 0x${end.toString(16)}`);
      const first = Math.max(start, segment.address);
      const length = Math.min(end, segment.address + segment.size) - first;
      return withFile(path, (again) => again(first - segment.address + segment.offset, length));
    },
  };
}

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const PT_INTERP = 3;
const PT_NOTE = 4;
const PF_X = 1;
const SHT_SYMTAB = 2;
const SHT_NOBITS = 8;
const SHT_DYNSYM = 11;
const SHF_COMPRESSED = 0x800;

/** Of 64 bits; a BigInt for each of a hundred thousand symbols would be half of what reading them takes. */
function word(buffer: Buffer, offset: number): number {
  return buffer.readUInt32LE(offset) + buffer.readUInt32LE(offset + 4) * 2 ** 32;
}

function table(read: Read, offset: number, entrySize: number, count: number): readonly Buffer[] {
  if (count === 0) return [];
  const whole = read(offset, entrySize * count);
  return Array.from({ length: count }, (_, index) => whole.subarray(index * entrySize, (index + 1) * entrySize));
}

function parseSegment(entry: Buffer) {
  return {
    type: entry.readUInt32LE(0),
    flags: entry.readUInt32LE(4),
    offset: word(entry, 8),
    address: word(entry, 16),
    size: word(entry, 32),
  };
}

function parseSection(entry: Buffer) {
  return {
    name: entry.readUInt32LE(0),
    type: entry.readUInt32LE(4),
    flags: entry.readUInt32LE(8),
    address: word(entry, 16),
    offset: word(entry, 24),
    size: word(entry, 32),
    link: entry.readUInt32LE(40),
  };
}

function parseSymbols(entries: Buffer, strings: Buffer): readonly ElfSymbol[] {
  const symbols: ElfSymbol[] = [];
  for (let at = 0; at + 24 <= entries.length; at += 24) {
    const name = cString(strings, entries.readUInt32LE(at));
    if (name === '') continue;
    const information = entries[at + 4] ?? 0;
    const type = information & 0xf;
    symbols.push({
      name,
      address: word(entries, at + 8),
      size: word(entries, at + 16),
      defined: entries.readUInt16LE(at + 6) !== 0,
      isFunction: type === 2 /* STT_FUNC */ || type === 10 /* STT_GNU_IFUNC */,
      isWeak: information >> 4 === 2 /* STB_WEAK */,
    });
  }
  return symbols;
}

/** A note is: name size, description size, type, name (padded to 4), description. Build-id is type 3 of `GNU`. */
function findBuildId(notes: Buffer): string | null {
  // `>>> 0`: in a broken file a length of more than 2³¹ must lead past the end, not back.
  const padded = (length: number) => ((length + 3) & ~3) >>> 0;
  for (let at = 0; at + 12 <= notes.length; ) {
    const nameSize = notes.readUInt32LE(at);
    const descriptionSize = notes.readUInt32LE(at + 4);
    const description = at + 12 + padded(nameSize);
    if (notes.readUInt32LE(at + 8) === 3 && cString(notes, at + 12) === 'GNU') {
      return notes.subarray(description, description + descriptionSize).toString('hex');
    }
    at = description + padded(descriptionSize);
  }
  return null;
}

function cString(buffer: Buffer, offset: number): string {
  const end = buffer.indexOf(0, offset);
  return buffer.toString('utf8', offset, end < 0 ? buffer.length : end);
}
