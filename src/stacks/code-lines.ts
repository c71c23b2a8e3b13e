/** One level of the calls at an address of a file: what was inlined there, or the function itself. */
export interface CodeLine {
  /** As in the symbol table, not demangled; null where nothing is known. */
  readonly symbol: string | null;
  /** As the compiler was given it, mostly absolute; empty where nothing is known. */
  readonly file: string;
  /** From 1; 0 is no line: the compiler has made the code itself. */
  readonly line: number;
}

/** Longer names are none that anybody has given: a path on Linux has at most so many bytes. */
const longest = { symbol: 10_000, file: 4096 } as const;
/** Of deeper levels than any compiler makes only the function itself is kept. */
const mostLevels = 200;

/**
 * What `addr2line -f -i -a` says of these addresses, by address, what was inlined innermost first:
 *
 *     0x0000000000005ca3
 *     $sSlsSQ7ElementRpzrlE5split9separator…Tg5
 *     /src/<stdin>:?
 *     $s17ObjectsAndStrings12parseHeadersyAA11RequestHeadVSSF
 *     /src/Sources/ObjectsAndStrings/Headers.swift:27 (discriminator 2)
 *
 * An address of which it says something else, or nothing, is left out: debug information may say anything.
 */
export function parseCodeLines(text: string, addresses: readonly number[]): ReadonlyMap<number, readonly CodeLine[]> {
  const found = new Map<number, readonly CodeLine[]>();
  const lines = text.split('\n');
  let at = 0;
  for (const [index, address] of addresses.entries()) {
    if (addressIn(lines[at]) !== address) return found;
    const next = addresses[index + 1];
    const levels: CodeLine[] = [];
    for (at += 1; at + 1 < lines.length && (next === undefined || addressIn(lines[at]) !== next); at += 2) {
      const level = levelOf(lines[at] ?? '', lines[at + 1] ?? '');
      if (level === null) return found;
      levels.push(level);
    }
    found.set(address, levels.length > mostLevels ? levels.slice(-1) : levels);
  }
  return found;
}

function addressIn(line: string | undefined): number | null {
  return line !== undefined && /^0x[0-9a-f]{1,16}$/.test(line) ? Number(line) : null;
}

function levelOf(name: string, place: string): CodeLine | null {
  const [, file, line] = /^(.*):(\d{1,9}|\?)(?: \(discriminator \d+\))?$/.exec(place) ?? [];
  if (file === undefined || line === undefined) return null;
  const isKnown = file !== '??' && file.length <= longest.file;
  const symbol = name === '??' || name.length > longest.symbol ? null : name;
  return { symbol, file: isKnown ? file : '', line: isKnown && line !== '?' ? Number(line) : 0 };
}
