import type { ByteReader } from './byte-reader.ts';

/** What an encoded pointer may be relative to. */
export interface PointerBase {
  /** Virtual address of the bytes' beginning, for `DW_EH_PE_pcrel`. */
  readonly address: number;
  /** For `DW_EH_PE_datarel`: in `.eh_frame_hdr`, its own beginning. */
  readonly data?: number;
}

/** `DW_EH_PE_omit`: there is no value. */
export const omitted = 0xff;

/**
 * Reads a pointer in one of the encodings of the Linux Standard Base (Core, "DWARF Exception Header Encoding"):
 * the low four bits say how it is stored, the next three to what it is relative. Null where the value is not
 * in the file (relative to text or to a function, indirect); the reader stands behind it in any case. Throws a
 * RangeError for a format that does not exist.
 */
export function readPointer(reader: ByteReader, encoding: number, base: PointerBase): number | null {
  const from = base.address + reader.offset;
  const value = readValue(reader, encoding & 0x0f);
  if ((encoding & 0x80) !== 0) return null;
  switch (encoding & 0x70) {
    case 0x00:
      return value;
    case 0x10:
      return from + value;
    case 0x30:
      return base.data === undefined ? null : base.data + value;
    default:
      return null;
  }
}

/** Bytes of a pointer of this encoding; null where that depends on the value. */
export function pointerSize(encoding: number): number | null {
  const sizes: Readonly<Record<number, number>> = { 0: 8, 2: 2, 3: 4, 4: 8, 10: 2, 11: 4, 12: 8 };
  return sizes[encoding & 0x0f] ?? null;
}

function readValue(reader: ByteReader, format: number): number {
  switch (format) {
    case 0x1:
      return reader.uleb();
    case 0x2:
      return reader.u16();
    case 0x3:
      return reader.u32();
    case 0x0:
    case 0x4:
      return reader.u64();
    case 0x9:
      return reader.sleb();
    case 0xa:
      return reader.i16();
    case 0xb:
      return reader.i32();
    case 0xc:
      return reader.i64();
    default:
      throw new RangeError(`no pointer has the format ${format}`);
  }
}
