import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ElfFile, readElf } from '../../src/elf/elf-file.ts';
import { elfFile } from '../system/elf-files.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

function read(name: string): ElfFile {
  const elf = readElf(elfFile(name));
  if (elf === null) throw new Error(`${name} is not read as an ELF file`);
  return elf;
}

const readBytes = (folder: string, bytes: Uint8Array): ElfFile | null => {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  return readElf(path);
};

describe('an ELF file', () => {
  it('says its machine, its loader and its build-id', () => {
    expect(read('glibc-2.41-x86_64/libc.so.6')).toMatchObject({
      machine: 'x86_64',
      interpreter: '/lib64/ld-linux-x86-64.so.2',
      buildId: '5e5b51f4c39af9ac589408c1dc432ba390a273cc',
      hasDynamicSection: true,
    });
    expect(read('glibc-2.41-aarch64/libc.so.6')).toMatchObject({
      machine: 'aarch64',
      interpreter: '/lib/ld-linux-aarch64.so.1',
      buildId: '5f3926d9963ff284b8173bf3601bbb00c3abad16',
    });
    expect(read('musl-1.2.5-x86_64/libc.so').buildId).toBe('94afc8b406e6b9663d0c1380f18ecdd7fb15fad8');
  });

  it('has neither loader nor dynamic section when it is static', () => {
    expect(read('programs/static')).toMatchObject({ interpreter: null, hasDynamicSection: false, dynamicSymbols: [] });
    expect(read('programs/musl').interpreter).toBe('/lib/ld-musl-x86_64.so.1');
  });

  it('has the symbols with their addresses and sizes', () => {
    const symbols = read('glibc-2.41-aarch64/libc.so.6').dynamicSymbols;
    expect(symbols.find(({ name }) => name === 'malloc')).toEqual({
      name: 'malloc',
      address: 0x97804,
      size: 1068,
      defined: true,
      isFunction: true,
      isWeak: false,
    });
    expect(symbols.find(({ name }) => name === 'environ')).toMatchObject({ defined: true, isFunction: false });
  });

  it('tells what it defines from what it wants', () => {
    const wanted = read('programs/dynamic').dynamicSymbols.filter(({ defined }) => !defined);
    expect(wanted.map(({ name }) => name).sort()).toEqual(['calloc', 'free', 'malloc']);
  });

  it('has code as far as its segment goes, from either side', () => {
    // A header, one executable segment at 0x1078 in memory, and its sixteen bytes.
    const file = Buffer.alloc(136);
    file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
    file.writeUInt16LE(62, 18);
    file.writeBigUInt64LE(64n, 32);
    file.writeUInt16LE(56, 54);
    file.writeUInt16LE(1, 56);
    for (const [at, value] of [
      [64, 1],
      [68, 5],
      [72, 120],
      [80, 0x1078],
      [96, 16],
    ] as const)
      file.writeUInt32LE(value, at);
    for (let at = 0; at < 16; at += 1) file[120 + at] = at;
    const elf = readBytes(temporaryDirectory(), file);
    expect([...(elf?.code(0x1084, 0x10c0) ?? [])]).toEqual([12, 13, 14, 15]);
    expect([...(elf?.code(0x1000, 0x107c) ?? [])]).toEqual([0, 1, 2, 3]);
    expect(() => elf?.code(0x1088, 0x108c)).toThrow('no code before 0x108c');
  });

  it('keeps the symbols of a static program apart, and has none once it is stripped', () => {
    expect(read('programs/static').symbols.find(({ name }) => name === 'malloc')?.address).toBe(0x40f010);
    expect(read('programs/static-stripped').symbols).toEqual([]);
  });

  it('knows the place in the file of an address in an executable segment, and of no other', () => {
    const { fileOffset } = read('programs/static');
    expect(fileOffset(0x40f010)).toBe(0xf010);
    expect(fileOffset(0x401000)).toBe(0x1000);
    expect(fileOffset(0x400fff)).toBeNull();
    expect(fileOffset(0x475f84)).toBe(0x75f84);
    expect(fileOffset(0x475f85)).toBeNull();
    expect(fileOffset(0x4a0e30)).toBeNull();
  });
});

describe('a file that is something else', () => {
  const libc = readFileSync(elfFile('glibc-2.41-x86_64/libc.so.6'));
  const changed = (at: number, value: number): Uint8Array => {
    const copy = Buffer.from(libc);
    copy[at] = value;
    return copy;
  };

  it.each([
    ['empty', Buffer.alloc(0)],
    ['a script', Buffer.from(`#!/bin/sh\n${'echo hello\n'.repeat(20)}`)],
    ['of 32 bits', changed(4, 1)],
    ['big endian', changed(5, 2)],
    ['of another machine', changed(18, 243)],
  ])('is no ELF file of ours: %s', (_, bytes) => {
    expect(readBytes(temporaryDirectory(), bytes)).toBeNull();
  });

  it('is an error when it is missing', () => {
    expect(() => readElf('/no/such/file')).toThrow('ENOENT');
  });

  it('is an error that names the file when it is torn', () => {
    const folder = temporaryDirectory();
    expect(() => readBytes(folder, libc.subarray(0, libc.length - 64))).toThrow(`${join(folder, 'file')}: torn file`);
  });

  it('ends in a result or a RangeError whatever its bytes are', () => {
    const folder = temporaryDirectory();
    const damage = fc.array(fc.tuple(fc.nat(libc.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(damage, fc.option(fc.nat(libc.length)), (changes, length) => {
        const copy = Buffer.from(libc);
        for (const [at, value] of changes) copy[at] = value;
        try {
          readBytes(folder, copy.subarray(0, length ?? copy.length));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('with notes that lead backwards is read to an end', () => {
    const copy = Buffer.from(libc);
    const note = read('glibc-2.41-x86_64/libc.so.6').buildId ?? '';
    const at = copy.indexOf(Buffer.from(note, 'hex'));
    // The note that is read before the build-id's: a description of almost 4 GiB.
    copy.writeUInt32LE(0xfffffff0, at - 12);
    copy.writeUInt32LE(9, at - 8);
    expect(readBytes(temporaryDirectory(), copy)?.buildId).toBeNull();
  });
});
