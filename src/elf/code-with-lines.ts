import { ByteReader } from './byte-reader.ts';

/** Addresses in a file's own numbering, from the first to before the last. */
export interface CodeRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The code that a `.debug_line` section (DWARF 2 to 5) has lines of, by address, none beside or in another; null where
 * that cannot be told: the section is torn or of another kind. Of each row only the address is followed.
 */
export function codeWithLines(section: Buffer): readonly CodeRange[] | null {
  const reader = new ByteReader(section);
  const ranges: CodeRange[] = [];
  try {
    while (!reader.atEnd) {
      const found = rangesOfUnit(reader);
      if (found === null) return null;
      ranges.push(...found);
    }
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  return joined(ranges);
}

/** Whether an address is in one of the ranges, which are as {@link codeWithLines} returns them. */
export function isInRanges(ranges: readonly CodeRange[], address: number): boolean {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.end ?? 0) > address) high = middle;
    else low = middle + 1;
  }
  const range = ranges[low];
  return range !== undefined && address >= range.start;
}

/** The line number program of one compilation unit (DWARF 5 section 6.2): its header, then a sequence for each range. */
function rangesOfUnit(reader: ByteReader): readonly CodeRange[] | null {
  const { length, isLong } = reader.initialLength();
  const end = reader.offset + length;
  const version = reader.u16();
  if (version < 2 || version > 5) return null;
  if (version === 5) reader.skip(2); // sizes of an address and of a segment's selector
  const headerLength = isLong ? reader.u64() : reader.u32();
  const program = reader.offset + headerLength;
  const step = reader.u8(); // minimum_instruction_length
  if (version >= 4 && reader.u8() !== 1) return null; // several operations in an instruction
  reader.skip(2); // default_is_stmt, line_base
  const lineRange = reader.u8();
  const firstSpecial = reader.u8(); // opcode_base
  if (lineRange === 0 || firstSpecial === 0) return null;
  const operands = [0, ...reader.bytes(firstSpecial - 1)];
  reader.offset = program;

  const ranges: CodeRange[] = [];
  const special = (code: number) => Math.trunc((code - firstSpecial) / lineRange) * step;
  let address = 0;
  let start: number | null = null;
  while (reader.offset < end) {
    const code = reader.u8();
    if (code >= firstSpecial) {
      address += special(code);
      start ??= address;
    } else if (code === 0) {
      const next = reader.uleb() + reader.offset;
      const extended = reader.u8();
      if (extended === DW_LNE_set_address) address = reader.u64();
      if (extended === DW_LNE_end_sequence) {
        if (start !== null && address > start) ranges.push({ start, end: address });
        [address, start] = [0, null];
      }
      reader.offset = next;
    } else if (code === DW_LNS_copy) start ??= address;
    else if (code === DW_LNS_advance_pc) address += reader.uleb() * step;
    else if (code === DW_LNS_const_add_pc) address += special(255);
    else if (code === DW_LNS_fixed_advance_pc) address += reader.u16();
    else for (let left = operands[code] ?? 0; left > 0; left -= 1) reader.uleb();
  }
  reader.offset = end;
  return ranges;
}

const DW_LNS_copy = 1;
const DW_LNS_advance_pc = 2;
const DW_LNS_const_add_pc = 8;
const DW_LNS_fixed_advance_pc = 9;
const DW_LNE_end_sequence = 1;
const DW_LNE_set_address = 2;

function joined(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const whole: CodeRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (last === undefined || range.start > last.end) whole.push(range);
    else whole.splice(-1, 1, { start: last.start, end: Math.max(last.end, range.end) });
  }
  return whole;
}
