import { ByteReader } from './byte-reader.ts';
import type { FunctionDescription } from './frame-entries.ts';

/** Where a register's value for the caller is: at this offset from the frame's address, untouched, or elsewhere. */
export type Saved = number | 'same' | 'undefined' | 'elsewhere';

/** How a frame's caller is found, at one place in the code. */
export interface FrameState {
  /** The frame's address ("canonical frame address") as register and offset; null where an expression says it. */
  readonly address: { readonly register: number; readonly offset: number } | null;
  /** What became of the registers (DWARF numbers); nothing was said of those that are missing. */
  readonly saved: ReadonlyMap<number, Saved>;
}

/**
 * Evaluates the call frame instructions of a function (DWARF 5 section 6.4.2) as they hold at an address in it.
 * Throws a RangeError where they are torn or not known.
 */
export function frameStateAt({ common, start, instructions }: FunctionDescription, address: number): FrameState {
  const nothing: FrameState = { address: null, saved: new Map() };
  const initial = new Evaluation(common, nothing);
  initial.run(common.instructions, start, address);
  const evaluation = new Evaluation(common, initial.state);
  evaluation.run(instructions, start, address);
  return evaluation.state;
}

class Evaluation {
  readonly #codeAlignment: number;
  readonly #dataAlignment: number;
  readonly #initial: FrameState;
  readonly #remembered: FrameState[] = [];
  #address: FrameState['address'];
  #saved: Map<number, Saved>;

  constructor({ codeAlignment, dataAlignment }: FunctionDescription['common'], initial: FrameState) {
    this.#codeAlignment = codeAlignment;
    this.#dataAlignment = dataAlignment;
    this.#initial = initial;
    this.#address = initial.address;
    this.#saved = new Map(initial.saved);
  }

  get state(): FrameState {
    return { address: this.#address, saved: new Map(this.#saved) };
  }

  /** Follows the instructions up to the first that is for a later place than `address`. */
  run(instructions: Buffer, start: number, address: number): void {
    const reader = new ByteReader(instructions);
    for (let place = start; !reader.atEnd && place <= address; ) place += this.#follow(reader);
  }

  /** Follows one instruction; returns by how many bytes of code it advances. */
  #follow(reader: ByteReader): number {
    const byte = reader.u8();
    const operand = byte & 0x3f;
    switch (byte & 0xc0) {
      case 0x40: // DW_CFA_advance_loc
        return operand * this.#codeAlignment;
      case 0x80: // DW_CFA_offset
        this.#saved.set(operand, reader.uleb() * this.#dataAlignment);
        return 0;
      case 0xc0: // DW_CFA_restore
        this.#restore(operand);
        return 0;
      default:
        return this.#followExtended(operand, reader);
    }
  }

  #followExtended(opcode: number, reader: ByteReader): number {
    switch (opcode) {
      case 0x02: // DW_CFA_advance_loc1
        return reader.u8() * this.#codeAlignment;
      case 0x03: // DW_CFA_advance_loc2
        return reader.u16() * this.#codeAlignment;
      case 0x04: // DW_CFA_advance_loc4
        return reader.u32() * this.#codeAlignment;
      default:
        this.#change(opcode, reader);
        return 0;
    }
  }

  #change(opcode: number, reader: ByteReader): void {
    switch (opcode) {
      case 0x00: // DW_CFA_nop
      case 0x2c: // DW_CFA_AARCH64_negate_ra_state_with_pc: how the return address is signed
      case 0x2d: // DW_CFA_AARCH64_negate_ra_state
        return;
      case 0x05: // DW_CFA_offset_extended
        this.#saved.set(reader.uleb(), reader.uleb() * this.#dataAlignment);
        return;
      case 0x06: // DW_CFA_restore_extended
        this.#restore(reader.uleb());
        return;
      case 0x07: // DW_CFA_undefined
        this.#saved.set(reader.uleb(), 'undefined');
        return;
      case 0x08: // DW_CFA_same_value
        this.#saved.set(reader.uleb(), 'same');
        return;
      case 0x09: // DW_CFA_register
        this.#saved.set(reader.uleb(), 'elsewhere');
        reader.uleb();
        return;
      case 0x0a: // DW_CFA_remember_state
        this.#remembered.push(this.state);
        return;
      case 0x0b: // DW_CFA_restore_state
        this.#restoreState();
        return;
      case 0x0c: // DW_CFA_def_cfa
        this.#address = { register: reader.uleb(), offset: reader.uleb() };
        return;
      case 0x0d: // DW_CFA_def_cfa_register
        this.#address = { register: reader.uleb(), offset: this.#known().offset };
        return;
      case 0x0e: // DW_CFA_def_cfa_offset
        this.#address = { register: this.#known().register, offset: reader.uleb() };
        return;
      case 0x0f: // DW_CFA_def_cfa_expression
        reader.skip(reader.uleb());
        this.#address = null;
        return;
      case 0x10: // DW_CFA_expression
      case 0x16: // DW_CFA_val_expression
        this.#saved.set(reader.uleb(), 'elsewhere');
        reader.skip(reader.uleb());
        return;
      case 0x11: // DW_CFA_offset_extended_sf
        this.#saved.set(reader.uleb(), reader.sleb() * this.#dataAlignment);
        return;
      case 0x12: // DW_CFA_def_cfa_sf
        this.#address = { register: reader.uleb(), offset: reader.sleb() * this.#dataAlignment };
        return;
      case 0x13: // DW_CFA_def_cfa_offset_sf
        this.#address = { register: this.#known().register, offset: reader.sleb() * this.#dataAlignment };
        return;
      case 0x14: // DW_CFA_val_offset
      case 0x15: // DW_CFA_val_offset_sf
        this.#saved.set(reader.uleb(), 'elsewhere');
        reader.sleb();
        return;
      case 0x2e: // DW_CFA_GNU_args_size
        reader.uleb();
        return;
      case 0x2f: // DW_CFA_GNU_negative_offset_extended
        this.#saved.set(reader.uleb(), -reader.uleb() * this.#dataAlignment);
        return;
      default: // DW_CFA_set_loc, which no compiler makes, and what is not invented yet.
        throw new RangeError(`unknown call frame instruction 0x${opcode.toString(16)}`);
    }
  }

  #known(): { readonly register: number; readonly offset: number } {
    if (this.#address === null) throw new RangeError('half of a frame address, and nothing to complete it');
    return this.#address;
  }

  #restore(register: number): void {
    const initial = this.#initial.saved.get(register);
    if (initial === undefined) this.#saved.delete(register);
    else this.#saved.set(register, initial);
  }

  #restoreState(): void {
    const state = this.#remembered.pop();
    if (state === undefined) throw new RangeError('a state is restored that was not remembered');
    this.#address = state.address;
    this.#saved = new Map(state.saved);
  }
}
