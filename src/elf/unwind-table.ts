import { ByteReader, omitted, pointerSize, readPointer } from './byte-reader.ts';
import type { ElfFile } from './elf-file.ts';
import { FrameEntries, type FunctionDescription } from './frame-entries.ts';

/** The functions of a file. */
export interface UnwindTable {
  /** The function that covers an address in the file's own numbering; null when none does. Throws where torn. */
  functionAt(address: number): FunctionDescription | null;
}

/**
 * Opens the unwind information of a file. Throws when it cannot be read or is torn.
 *
 * `.eh_frame` is searched by its sorted index (`.eh_frame_hdr`), and only functions that are asked for are
 * parsed; without an index, it is scanned once. Functions that nothing can be thrown through may be missing
 * there (60 of 215 in one of our examples): their description is in `.debug_frame`, which has no index and is
 * scanned when it is first needed.
 */
export function openUnwindTable(elf: ElfFile): UnwindTable {
  const loaded = openLoaded(elf);
  let debug: UnwindTable | null = null;
  return {
    functionAt(address) {
      const found = loaded.functionAt(address);
      if (found !== null) return found;
      debug ??= openDebug(elf);
      return debug.functionAt(address);
    },
  };
}

function openLoaded(elf: ElfFile): UnwindTable {
  const section = elf.section('.eh_frame');
  if (section === null) return empty;
  const entries = new FrameEntries(section, 'eh_frame');
  return covering(entries, searchedIndex(elf) ?? scanned(entries));
}

function openDebug(elf: ElfFile): UnwindTable {
  const section = elf.section('.debug_frame');
  if (section === null) return empty;
  const entries = new FrameEntries(section, 'debug_frame');
  return covering(entries, scanned(entries));
}

const empty: UnwindTable = { functionAt: () => null };

function covering(entries: FrameEntries, placeOf: PlaceOf): UnwindTable {
  return {
    functionAt(address) {
      const place = placeOf(address);
      const description = place === null ? null : entries.at(place);
      return description !== null && address >= description.start && address < description.end ? description : null;
    },
  };
}

/** The address of the description of the last function that starts at or before an address. */
type PlaceOf = (address: number) => number | null;

/** All of a section's functions, sorted; descriptions that are torn are left out. */
function scanned(entries: FrameEntries): PlaceOf {
  const found: { readonly start: number; readonly place: number }[] = [];
  for (const place of entries.places()) {
    const start = startOf(entries, place);
    if (start !== null) found.push({ start, place });
  }
  found.sort((a, b) => a.start - b.start);
  return (address) => found[lastAtOrBefore(found.length, (index) => found[index]?.start ?? 0, address)]?.place ?? null;
}

function startOf(entries: FrameEntries, place: number): number | null {
  try {
    return entries.at(place)?.start ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * The index in `.eh_frame_hdr` (Linux Standard Base, Core, "The .eh_frame_hdr section"): pairs of a function's
 * address and that of its description. Null when there is none, or none that can be searched.
 */
function searchedIndex(elf: ElfFile): PlaceOf | null {
  const section = elf.section('.eh_frame_hdr');
  if (section === null) return null;
  const { bytes, address: data } = section;
  const reader = new ByteReader(bytes);
  const [version, tableEncoding, countEncoding, encoding] = [reader.u8(), reader.u8(), reader.u8(), reader.u8()];
  const size = pointerSize(encoding);
  if (version !== 1 || countEncoding === omitted || encoding === omitted || size === null) return null;
  if (tableEncoding !== omitted) readPointer(reader, tableEncoding, { address: data, data });
  const count = readPointer(reader, countEncoding, { address: data, data });
  const first = reader.offset;
  if (count === null || first + count * 2 * size > bytes.length) return null;
  const pointer = (index: number, column: 0 | 1) =>
    readPointer(new ByteReader(bytes, first + (2 * index + column) * size), encoding, { address: data, data });
  return (address) => {
    const index = lastAtOrBefore(count, (one) => pointer(one, 0) ?? 0, address);
    return index < 0 ? null : pointer(index, 1);
  };
}

/** Index of the last of `count` sorted starts that is not behind the address; -1 when all are. */
function lastAtOrBefore(count: number, startOf: (index: number) => number, address: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(middle) <= address) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
