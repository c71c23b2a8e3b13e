import { ByteReader, readPointer } from './byte-reader.ts';
import type { ElfSection } from './elf-file.ts';

/** What functions that were compiled alike have in common (a "common information entry"). */
export interface CommonDescription {
  readonly codeAlignment: number;
  readonly dataAlignment: number;
  readonly returnAddressRegister: number;
  /** Its frames were made by the kernel, to run a signal's handler. */
  readonly isSignalFrame: boolean;
  /** Call frame instructions that each of them starts with. */
  readonly instructions: Buffer;
}

/** How the callers of one function, or of one part of it, are found (a "frame description entry"). */
export interface FunctionDescription {
  /** First address, in the file's own numbering. */
  readonly start: number;
  /** First address after it. */
  readonly end: number;
  readonly common: CommonDescription;
  /** Call frame instructions, which follow those of `common`. */
  readonly instructions: Buffer;
}

interface Common extends CommonDescription {
  /** How the addresses of its functions are stored. */
  readonly pointerEncoding: number;
  /** Whether entries carry data of unknown kinds before their instructions. */
  readonly isAugmented: boolean;
}

/**
 * The entries of `.eh_frame` (Linux Standard Base, Core, "Exception Frames") or `.debug_frame` (DWARF 5 section
 * 6.4.1). A place is an entry's virtual address.
 */
export class FrameEntries {
  readonly #section: ElfSection;
  readonly #form: 'eh_frame' | 'debug_frame';
  readonly #common = new Map<number, Common>();

  constructor(section: ElfSection, form: 'eh_frame' | 'debug_frame') {
    this.#section = section;
    this.#form = form;
  }

  /** The description at a place; null when there is none. Throws a RangeError where it is torn. */
  at(place: number): FunctionDescription | null {
    const { reader, common: commonOffset, end } = this.#entry(place - this.#section.address);
    if (commonOffset === null) return null;
    const { pointerEncoding, isAugmented, ...common } = this.#commonAt(commonOffset);
    const start = readPointer(reader, pointerEncoding, this.#section);
    const length = readPointer(reader, pointerEncoding & 0x0f, this.#section);
    if (start === null || length === null) return null;
    if (isAugmented) reader.skip(reader.uleb());
    return { start, end: start + length, common, instructions: reader.bytes(end - reader.offset) };
  }

  /** The places of all functions. Nothing is thrown: the list ends where the section is torn. */
  *places(): Iterable<number> {
    const { address, bytes } = this.#section;
    try {
      for (let offset = 0; offset < bytes.length; ) {
        const { common, end } = this.#entry(offset);
        if (common !== null) yield address + offset;
        offset = end;
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }

  /** The entry at an offset, the reader at its contents; `common` is null for what describes no function. */
  #entry(offset: number) {
    const reader = new ByteReader(this.#section.bytes, offset);
    const { length, isLong } = reader.initialLength();
    const idOffset = reader.offset;
    const end = idOffset + length;
    if (end > this.#section.bytes.length) throw new RangeError('frame entry past the end');
    if (length === 0) return { reader, end, common: null }; // The end of `.eh_frame`.
    if (this.#form === 'eh_frame') {
      // How far the common entry is in front of this number; even in the long form, it has four bytes.
      const distance = reader.u32();
      return { reader, end, common: distance === 0 ? null : idOffset - distance };
    }
    const common = isLong ? reader.u64() : reader.u32();
    return { reader, end, common: common === (isLong ? 2 ** 64 : 0xffffffff) ? null : common };
  }

  #commonAt(offset: number): Common {
    const known = this.#common.get(offset);
    if (known !== undefined) return known;
    const { reader, end, common } = this.#entry(offset);
    if (common !== null) throw new RangeError('no common frame entry');
    const parsed = this.#parseCommon(reader, end);
    this.#common.set(offset, parsed);
    return parsed;
  }

  #parseCommon(reader: ByteReader, end: number): Common {
    const version = reader.u8();
    const augmentation = reader.text();
    const isAugmented = augmentation.startsWith('z');
    if (augmentation !== '' && !isAugmented) throw new RangeError(`unknown augmentation ${augmentation}`);
    if (version >= 4) reader.skip(2); // Sizes of an address and of a segment selector.
    const codeAlignment = reader.uleb();
    const dataAlignment = reader.sleb();
    const returnAddressRegister = version === 1 ? reader.u8() : reader.uleb();
    const data = isAugmented ? reader.bytes(reader.uleb()) : Buffer.alloc(0);
    return {
      codeAlignment,
      dataAlignment,
      returnAddressRegister,
      isSignalFrame: augmentation.includes('S'),
      instructions: reader.bytes(end - reader.offset),
      pointerEncoding: pointerEncoding(augmentation.slice(1), new ByteReader(data)),
      isAugmented,
    };
  }
}

/** The letters say what follows each other in the data: of these, only `R`, the encoding of addresses, matters. */
function pointerEncoding(letters: string, data: ByteReader): number {
  let encoding = 0;
  for (const letter of letters) {
    if (letter === 'R') encoding = data.u8();
    else if (letter === 'L') data.u8();
    else if (letter === 'P') readPointer(data, data.u8(), { address: 0 });
  }
  return encoding;
}
