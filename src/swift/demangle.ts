import { messageOf } from '../model/errors.ts';

/** Runs a program with this standard input; resolves to its standard output, rejects if it fails. */
export type RunWithInput = (file: string, args: readonly string[], input: string) => Promise<string>;

export interface Demangled {
  /** Simplified names by mangled name, for every name that was asked for; the name itself where it is not mangled. */
  readonly names: ReadonlyMap<string, string>;
  /** Why names were left as they are; null where all went well. */
  readonly note: string | null;
}

// Swift 5 and later (`$s`), their macOS form (`_$s`), and what macros and older compilers make.
const mangled = /^(?:_?\$[sSe]|_?_T0|@__swiftmacro_)[^\r\n]*$/;

/** Whether a name is a mangled Swift name, which {@link demangle} would ask about. */
export function isMangled(name: string): boolean {
  return mangled.test(name);
}

/**
 * Demangles with `swift demangle --simplified`, each name once, one to a line. Simplified names leave out module,
 * types and compiler suffixes. Stacks explain and never decide: where `swift` fails, names stay and a note says so.
 */
export async function demangle(symbols: Iterable<string>, run: RunWithInput, swift = 'swift'): Promise<Demangled> {
  const all = [...new Set(symbols)];
  const names = new Map(all.map((name) => [name, name]));
  const asked = all.filter(isMangled);
  if (asked.length === 0) return { names, note: null };
  try {
    const output = await run(swift, ['demangle', '--simplified'], `${asked.join('\n')}\n`);
    const lines = output.replace(/\n$/, '').split('\n');
    if (lines.length !== asked.length) {
      return {
        names,
        note: `Names are shown mangled: swift demangle answered ${lines.length} lines for ${asked.length} names.`,
      };
    }
    for (const [index, name] of asked.entries()) names.set(name, lines[index] || name);
    return { names, note: null };
  } catch (error) {
    return { names, note: `Names are shown mangled: swift demangle failed (${messageOf(error)}).` };
  }
}
