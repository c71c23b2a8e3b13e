import { describe, expect, it } from 'vitest';
import { type FrameState, frameStateAt } from '../../src/elf/call-frame-instructions.ts';

const common = {
  codeAlignment: 4,
  dataAlignment: -8,
  returnAddressRegister: 16,
  isSignalFrame: false,
  instructions: Buffer.from([0x0c, 7, 8, 0x90, 1]), // DW_CFA_def_cfa: r7 ofs 8; DW_CFA_offset: r16 at cfa-8
};

/** The state at 0x1000 + `distance` in a function with these instructions. */
function stateAt(distance: number, ...instructions: readonly number[]): FrameState {
  return frameStateAt(
    { start: 0x1000, end: 0x2000, common, instructions: Buffer.from(instructions) },
    0x1000 + distance,
  );
}

describe('call frame instructions', () => {
  it('begin with what functions have in common', () => {
    expect(stateAt(0)).toEqual({ address: { register: 7, offset: 8 }, saved: new Map([[16, -8]]) });
  });

  it('hold from the place on to which they advance, in units of code', () => {
    const program = [0x42, 0x0e, 16, 0x02, 3, 0x0e, 24, 0x03, 0, 1, 0x0d, 6]; // advance 2, 3 and 256 units
    expect([0, 7, 8, 19, 20, 1043].map((distance) => stateAt(distance, ...program).address?.offset)).toEqual([
      8, 8, 16, 16, 24, 24,
    ]);
    expect(stateAt(1044, ...program).address).toEqual({ register: 6, offset: 24 });
  });

  it('go back to a remembered state, the frame address and all registers', () => {
    const program = [0x0e, 16, 0x86, 2, 0x0a, 0x0c, 6, 32, 0x86, 3, 0x83, 4, 0x41, 0x0b];
    expect(stateAt(3, ...program)).toEqual({
      address: { register: 6, offset: 32 },
      saved: new Map([
        [16, -8],
        [6, -24],
        [3, -32],
      ]),
    });
    expect(stateAt(4, ...program)).toEqual({
      address: { register: 7, offset: 16 },
      saved: new Map([
        [16, -8],
        [6, -16],
      ]),
    });
  });

  it('restore a register to what functions have in common', () => {
    expect(stateAt(0, 0x90, 5, 0x86, 2, 0xd0, 0x06, 6).saved).toEqual(new Map([[16, -8]]));
  });

  it('say where a register is lost, untouched or elsewhere', () => {
    const program = [0x07, 16, 0x08, 3, 0x09, 4, 5, 0x10, 6, 2, 0x77, 0];
    expect([...stateAt(0, ...program).saved]).toEqual([
      [16, 'undefined'],
      [3, 'same'],
      [4, 'elsewhere'],
      [6, 'elsewhere'],
    ]);
  });

  it('read signed offsets and numbers of several bytes', () => {
    expect(stateAt(0, 0x11, 6, 0x7e, 0x13, 0x70, 0x2e, 0x80, 0x01).saved.get(6)).toBe(16);
    expect(stateAt(0, 0x13, 0x70).address?.offset).toBe(128);
    expect(stateAt(0, 0x0e, 0x90, 0x02).address?.offset).toBe(272);
  });

  it('have no frame address after an expression, until it is defined again', () => {
    expect(stateAt(0, 0x0f, 1, 0x77).address).toBeNull();
    expect(stateAt(0, 0x0f, 1, 0x77, 0x0c, 7, 16).address).toEqual({ register: 7, offset: 16 });
    expect(() => stateAt(0, 0x0f, 1, 0x77, 0x0e, 16)).toThrow(RangeError);
  });

  it('are refused where they are torn or not known', () => {
    expect(() => stateAt(0, 0x0c, 7)).toThrow(RangeError);
    expect(() => stateAt(0, 0x0e, 0xff)).toThrow(RangeError);
    expect(() => stateAt(0, 0x0f, 9, 0x77)).toThrow(RangeError);
    expect(() => stateAt(0, 0x0b)).toThrow(RangeError);
    expect(() => stateAt(0, 0x3f)).toThrow(RangeError);
  });
});
