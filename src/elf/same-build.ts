import type { ElfFile, ElfSymbol } from './elf-file.ts';

/** What relocation may change at once in the code of x86_64 and aarch64: a displacement, an instruction. */
const relocated = 4;

/**
 * Whether two executables carry the same build of what defines these functions: each has the same code in both but for
 * what linking changes, and every function that both have under one name has one size, but for those of `own`, which are
 * not part of it, and for those that only one of them has in earnest: musl's `__acquire_ptc` does nothing in a program that
 * cannot open libraries. Throws like `readElf`.
 */
export function areSameBuild(
  one: ElfFile,
  other: ElfFile,
  functions: readonly string[],
  own: ReadonlySet<string>,
): boolean {
  const [ours, theirs] = [functionsOf(one), functionsOf(other)];
  const haveOneSize = [...ours].every(([name, symbols]) => {
    const twins = theirs.get(name);
    const fits = (symbol: ElfSymbol) => (twin: ElfSymbol) => twin.size === symbol.size || twin.isWeak !== symbol.isWeak;
    return twins === undefined || own.has(name) || symbols.some((symbol) => twins.some(fits(symbol)));
  });
  const isSame = (name: string) => {
    const [symbol, twin] = [ours.get(name)?.[0], theirs.get(name)?.[0]];
    return symbol !== undefined && twin !== undefined && isSameCode(codeOf(one, symbol), codeOf(other, twin));
  };
  return haveOneSize && functions.every(isSame);
}

function functionsOf({ symbols }: ElfFile): ReadonlyMap<string, readonly ElfSymbol[]> {
  const found = new Map<string, ElfSymbol[]>();
  for (const symbol of symbols) {
    if (!symbol.defined || !symbol.isFunction) continue;
    const known = found.get(symbol.name);
    if (known === undefined) found.set(symbol.name, [symbol]);
    else known.push(symbol);
  }
  return found;
}

function codeOf(elf: ElfFile, { address, size }: ElfSymbol): Buffer {
  return size === 0 ? Buffer.alloc(0) : elf.code(address, address + size);
}

/**
 * Of the same length, and with differences in places that are relocated alone: one after another there are two at most, as
 * in `movq $ADDRESS, DISPLACEMENT(%rip)`.
 */
function isSameCode(one: Buffer, other: Buffer): boolean {
  if (one.length !== other.length || one.length === 0) return false;
  let end = 0;
  let together = 0;
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] === other[at] || at < end) continue;
    together = at === end && end > 0 ? together + 1 : 1;
    if (together > 2) return false;
    end = at + relocated;
  }
  return true;
}
