import type { ElfFile } from './elf-file.ts';
import { callLengths, directCallBefore } from './machine-code.ts';

/**
 * The place in `copy` of a direct call that is at this place in `elf`: both have the function that makes it, and in it
 * the call is as far from the start. Null where `copy` has no function of that name and size that calls the function at
 * `calleeOffset` there. Throws like `readElf`.
 */
export function sameCall(elf: ElfFile, offset: number, copy: ElfFile, calleeOffset: number): number | null {
  const address = elf.addressAt(offset);
  if (address === null) return null;
  const around = elf.symbols.filter(
    (symbol) => symbol.isFunction && symbol.address <= address && address < symbol.address + symbol.size,
  );
  for (const { name, size, address: start } of around) {
    for (const twin of copy.symbols) {
      if (twin.name !== name || twin.size !== size) continue;
      const behind = copy.fileOffset(twin.address + address - start + callLengths[copy.machine]);
      const call = behind === null ? null : directCallBefore(copy, behind, calleeOffset);
      if (call !== null) return call;
    }
  }
  return null;
}
