/**
 * Reads the numbers of which unwind information is made (System V ABI, DWARF 5 section 7.6), one after the other.
 * Every read throws a RangeError past the end.
 */
export class ByteReader {
  readonly #bytes: Buffer;
  /** Where in the bytes the next read begins. */
  offset: number;

  constructor(bytes: Buffer, offset = 0) {
    this.#bytes = bytes;
    this.offset = offset;
  }

  get atEnd(): boolean {
    return this.offset >= this.#bytes.length;
  }

  u8(): number {
    return this.#bytes.readUInt8(this.#advance(1));
  }

  u16(): number {
    return this.#bytes.readUInt16LE(this.#advance(2));
  }

  u32(): number {
    return this.#bytes.readUInt32LE(this.#advance(4));
  }

  u64(): number {
    return Number(this.#bytes.readBigUInt64LE(this.#advance(8)));
  }

  /** What begins a unit of DWARF (7.4): how long it is behind this, and whether its offsets have eight bytes. */
  initialLength(): { readonly length: number; readonly isLong: boolean } {
    const short = this.u32();
    const isLong = short === 0xffffffff;
    return { length: isLong ? this.u64() : short, isLong };
  }

  i16(): number {
    return this.#bytes.readInt16LE(this.#advance(2));
  }

  i32(): number {
    return this.#bytes.readInt32LE(this.#advance(4));
  }

  i64(): number {
    return Number(this.#bytes.readBigInt64LE(this.#advance(8)));
  }

  /** Unsigned LEB128. */
  uleb(): number {
    return this.#leb().value;
  }

  /** Signed LEB128: the last byte's second highest bit is the sign. */
  sleb(): number {
    const { value, bits, last } = this.#leb();
    return (last & 0x40) === 0 ? value : value - 2 ** bits;
  }

  /** Text up to a zero byte. */
  text(): string {
    const end = this.#bytes.indexOf(0, this.offset);
    if (end < 0) throw new RangeError('text without an end');
    return this.#bytes.toString('latin1', this.#advance(end - this.offset + 1), end);
  }

  bytes(length: number): Buffer {
    const start = this.#advance(length);
    if (length < 0 || this.offset > this.#bytes.length) throw new RangeError('block past the end');
    return this.#bytes.subarray(start, this.offset);
  }

  skip(length: number): void {
    this.bytes(length);
  }

  /** The place before a step of `length`. */
  #advance(length: number): number {
    const before = this.offset;
    this.offset += length;
    return before;
  }

  #leb(): { readonly value: number; readonly bits: number; readonly last: number } {
    let value = 0;
    for (let bits = 0; bits < 70; ) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** bits;
      bits += 7;
      if ((byte & 0x80) === 0) return { value, bits, last: byte };
    }
    throw new RangeError('a number of more than 64 bits');
  }
}

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
