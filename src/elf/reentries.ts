import type { ElfFile } from './elf-file.ts';
import { jumps } from './machine-code.ts';
import { openUnwindTable, type UnwindTable } from './unwind-table.ts';

/**
 * The places in the file of the jumps by which a function is entered once more for the same call: it jumps to a function
 * that jumps back to its start. glibc 2.43's `free` does so to set up a thread's cache, and where a block looks as if it had
 * been freed before (`tcache_free_init` and `tcache_double_free_verify` in malloc/malloc.c; facts 41). `table` says where functions begin and end. Throws like `readElf`.
 */
export function reentries(elf: ElfFile, offset: number, table: UnwindTable = openUnwindTable(elf)): readonly number[] {
  const address = elf.addressAt(offset);
  const own = address === null ? null : table.functionAt(address);
  if (own === null || own.start !== address) return [];
  const jumpsOf = ({ start, end }: { readonly start: number; readonly end: number }) =>
    jumps(elf.machine, elf.code(start, end), start);
  const helpers = new Set(jumpsOf(own).map(({ target }) => target));
  return [...helpers].flatMap((target) => {
    const helper = table.functionAt(target);
    if (helper === null || helper.start !== target || target === own.start) return [];
    const back = jumpsOf(helper).filter((jump) => jump.target === own.start);
    return back.map(({ at }) => elf.fileOffset(at)).filter((place) => place !== null);
  });
}
