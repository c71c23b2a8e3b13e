import { withFile } from './elf-file.ts';

/** A function of a Mach-O file: its name as in C, and its place in the file. */
export interface PlacedFunction {
  readonly name: string;
  readonly offset: number;
  /** Up to the next one, since Mach-O says no sizes. */
  readonly size: number;
}

/**
 * The functions of a Mach-O file of one 64-bit machine (mach-o/loader.h, mach-o/nlist.h), by their place. Returns null when
 * it is none; throws a `RangeError` when it is torn.
 */
export function readMachO(path: string): readonly PlacedFunction[] | null {
  return withFile(path, (read, size) => {
    if (size < headerBytes || read(0, 4).readUInt32LE(0) !== MH_MAGIC_64) return null;
    const commands = read(headerBytes, read(0, headerBytes).readUInt32LE(20));
    const code: (Code | null)[] = []; // A symbol says its section by number, from 1 on.
    let symbols: readonly Omit<PlacedFunction, 'size'>[] = [];
    for (let at = 0; at + 8 <= commands.length; ) {
      const length = commands.readUInt32LE(at + 4);
      if (length < 8 || at + length > commands.length) throw new RangeError(`${path}: torn Mach-O file`);
      const command = commands.subarray(at, at + length);
      if (command.readUInt32LE(0) === LC_SEGMENT_64) code.push(...sectionsOf(command));
      if (command.readUInt32LE(0) === LC_SYMTAB) symbols = symbolsOf(command, read, code);
      at += length;
    }
    const sorted = symbols.toSorted((one, other) => one.offset - other.offset);
    return sorted.map((symbol, index) => ({ ...symbol, size: endOf(sorted, index, code) - symbol.offset }));
  });
}

/** A section with instructions: its address, and its place in the file. */
interface Code {
  readonly address: number;
  readonly offset: number;
  readonly size: number;
}

const MH_MAGIC_64 = 0xfeedfacf;
const LC_SYMTAB = 0x2;
const LC_SEGMENT_64 = 0x19;
const S_ATTR_PURE_INSTRUCTIONS = 0x80000000;
const N_STAB_OR_TYPE = 0xee;
const N_SECT = 0xe;
const headerBytes = 32;
const segmentBytes = 72;
const sectionBytes = 80;
const symbolBytes = 16;

function sectionsOf(segment: Buffer): readonly (Code | null)[] {
  const count = Math.min(segment.readUInt32LE(64), Math.floor((segment.length - segmentBytes) / sectionBytes));
  return Array.from({ length: count }, (_, index) => {
    const section = segment.subarray(segmentBytes + index * sectionBytes);
    if ((section.readUInt32LE(64) & S_ATTR_PURE_INSTRUCTIONS) === 0) return null;
    const [address, size] = [Number(section.readBigUInt64LE(32)), Number(section.readBigUInt64LE(40))];
    return { address, size, offset: section.readUInt32LE(48) };
  });
}

function symbolsOf(
  command: Buffer,
  read: (offset: number, length: number) => Buffer,
  code: readonly (Code | null)[],
): readonly Omit<PlacedFunction, 'size'>[] {
  const table = read(command.readUInt32LE(8), command.readUInt32LE(12) * symbolBytes);
  const names = read(command.readUInt32LE(16), command.readUInt32LE(20));
  const found: Omit<PlacedFunction, 'size'>[] = [];
  for (let at = 0; at < table.length; at += symbolBytes) {
    const section = code[table.readUInt8(at + 5) - 1];
    if ((table.readUInt8(at + 4) & N_STAB_OR_TYPE) !== N_SECT || section === undefined || section === null) continue;
    const start = table.readUInt32LE(at);
    const name = names.toString('utf8', start, Math.max(start, names.indexOf(0, start))).replace(/^_/, '');
    if (name === '') continue;
    found.push({ name, offset: Number(table.readBigUInt64LE(at + 8)) - section.address + section.offset });
  }
  return found;
}

/** Where a function ends: at the next one that begins elsewhere, or with its section. */
function endOf(sorted: readonly { readonly offset: number }[], index: number, code: readonly (Code | null)[]): number {
  const start = sorted[index]?.offset ?? 0;
  const section = code.find((one) => one !== null && start >= one.offset && start < one.offset + one.size);
  const end = section === undefined || section === null ? start : section.offset + section.size;
  let next = index + 1;
  while (sorted[next]?.offset === start) next += 1;
  return Math.min(end, sorted[next]?.offset ?? end);
}
