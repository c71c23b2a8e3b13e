import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMachO } from '../../src/elf/mach-o.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

/** A file as ld64 makes them, with one section of code at 0x1000, in the file at 0x200, and these names in it. */
function machO(functions: readonly (readonly [name: string, address: number])[]): Buffer {
  const file = Buffer.alloc(0x400);
  file.writeUInt32LE(0xfeedfacf, 0);
  file.writeUInt32LE(2, 16);
  file.writeUInt32LE(152 + 24, 20);
  file.writeUInt32LE(0x19, 32); // LC_SEGMENT_64
  file.writeUInt32LE(152, 36);
  file.writeUInt32LE(1, 32 + 64);
  const section = 32 + 72;
  file.writeBigUInt64LE(0x1000n, section + 32);
  file.writeBigUInt64LE(0x40n, section + 40);
  file.writeUInt32LE(0x200, section + 48);
  file.writeUInt32LE(0x80000400, section + 64);
  const symbols = 32 + 152;
  file.writeUInt32LE(0x2, symbols); // LC_SYMTAB
  file.writeUInt32LE(24, symbols + 4);
  file.writeUInt32LE(0x280, symbols + 8);
  file.writeUInt32LE(functions.length, symbols + 12);
  file.writeUInt32LE(0x300, symbols + 16);
  let names = '\0';
  functions.forEach(([name, address], index) => {
    const at = 0x280 + 16 * index;
    file.writeUInt32LE(names.length, at);
    file.writeUInt8(0xf, at + 4); // N_SECT | N_EXT
    file.writeUInt8(1, at + 5);
    file.writeBigUInt64LE(BigInt(address), at + 8);
    names += `_${name}\0`;
  });
  file.writeUInt32LE(names.length, symbols + 20);
  file.write(names, 0x300, 'latin1');
  return file;
}

/** Reads bytes as a file; to be made in each test. */
function reader(): (bytes: Buffer) => ReturnType<typeof readMachO> {
  const path = join(temporaryDirectory(), 'file');
  return (bytes) => {
    writeFileSync(path, bytes);
    return readMachO(path);
  };
}

const whole = machO([
  ['main', 0x1010],
  ['$s3Toy3runyyF', 0x1000],
  ['alias', 0x1010],
]);

describe('a Mach-O file', () => {
  it('has its functions by their place, each up to the next one or the end of its section', () => {
    expect(reader()(whole)).toEqual([
      { name: '$s3Toy3runyyF', offset: 0x200, size: 0x10 },
      { name: 'main', offset: 0x210, size: 0x30 },
      { name: 'alias', offset: 0x210, size: 0x30 },
    ]);
  });

  it('is none where it begins otherwise, and an error where it is cut', () => {
    const read = reader();
    expect(read(Buffer.from('#!/bin/sh\n'))).toBeNull();
    expect(() => read(whole.subarray(0, 0x300))).toThrow(/\/file: torn file$/);
  });

  it('leads nowhere else, whatever its numbers say', () => {
    const read = reader();
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 0x330 }), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const changed = Buffer.from(whole);
        changed.writeUInt8(value, at);
        try {
          expect(read(changed)?.length ?? 0).toBeLessThanOrEqual(256);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
