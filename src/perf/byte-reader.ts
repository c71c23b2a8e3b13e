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
