import type { ElfFile } from '../../src/elf/elf-file.ts';

/** A file whose code begins at 0x1000 in the file and at 0x41000 in memory. */
export function fileWith(machine: ElfFile['machine'], code: readonly number[]): ElfFile {
  const bytes = Buffer.from(code);
  const [offset, address] = [0x1000, 0x41000];
  const inside = (at: number) => at >= 0 && at <= bytes.length;
  return {
    ...{ path: '/lib/libc.so.6', machine, interpreter: null, hasDynamicSection: true, buildId: null },
    ...{ entry: 0, dynamicSymbols: [], symbols: [], section: () => null, hasSection: () => false },
    fileOffset: (at) => (inside(at - address) ? at - address + offset : null),
    addressAt: (at) => (inside(at - offset) ? at - offset + address : null),
    code: (start, end) => bytes.subarray(start - address, end - address),
  };
}
