import { unknownName } from './call-tree.ts';
import type { Frame } from './frame.ts';
import { moduleOfSymbol } from './modules.ts';
import { addressOf, type Resolve } from './resolve.ts';

/** What is known about the frames of a recording. */
export interface Naming {
  /** Simplified names by mangled name; a symbol that is not in it is shown as it is. */
  readonly demangled: ReadonlyMap<string, string>;
  readonly resolve: Resolve;
  /** The library or executable that defines a symbol, for symbols that do not say (`main`, C); null if unknown. */
  readonly libraryOf: (symbol: string) => string | null;
}

/** Names one raw frame: a symbol, or an address that perf could not resolve, in the process of `thread`. */
export function nameFrame(raw: string, thread: number, naming: Naming): Frame {
  const address = addressOf(raw);
  if (address === null) return nameSymbol(raw, naming, null);
  const resolved = naming.resolve(address, thread);
  if (resolved === null) return { name: unknownName, module: unknownName };
  if (resolved.symbol !== null) return nameSymbol(resolved.symbol, naming, resolved.library);
  return { name: `[${resolved.library.replace(/^\[(.*)\]$/, '$1')}]`, module: resolved.library };
}

/**
 * The form of a name that stays equal when the compiler numbers closures and partial functions anew, or
 * specialises, merges and inlines differently. For matching only: what is shown is the name itself.
 */
export function matchingName(name: string): string {
  let rest = withoutSuffixes(name);
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(wrapping, '');
  }
  return rest
    .replace(/^reabstraction thunk helper (?:<[^>]*> )?from (.*?) to .*$/, 'thunk for $1')
    .replace(/ ?#\d+/g, '')
    .replace(/ +/g, ' ')
    .trim();
}

function nameSymbol(symbol: string, naming: Naming, library: string | null): Frame {
  const module = moduleOfSymbol(symbol) ?? library ?? naming.libraryOf(symbol) ?? unknownName;
  // What is not Swift's comes back as it was.
  const answer = naming.demangled.get(symbol) ?? symbol;
  const demangled = answer === symbol ? (operatorNew(symbol) ?? withoutSuffixes(symbol)) : answer;
  // A closure of top-level code: its context is the module, which simplified names leave out ("closure #2 in ").
  return { name: demangled.endsWith(' in ') ? demangled + module : demangled, module };
}

/** C++'s allocation functions, the only C++ names that swift demangle leaves and everyone would look for. */
function operatorNew(symbol: string): string | null {
  const [, kind] = /^_Zn([wa])[jm]/.exec(symbol) ?? [];
  return kind === undefined ? null : kind === 'w' ? 'operator new' : 'operator new[]';
}

/** What LLVM and the Swift compiler append to the symbol of a part of a function, where nothing demangled it. */
function withoutSuffixes(symbol: string): string {
  const plain = symbol.replace(/(?:\.(?:llvm|cold|resume|isra|constprop|part|lto_priv)(?:\.\d+)*)+$/, '');
  // async_MainTY1_ is the second part of async_Main.
  return /^[A-Za-z_]\w*T[YQ]\d*_$/.test(plain) && !plain.startsWith('_T') ? plain.replace(/T[YQ]\d*_$/, '') : plain;
}

const wrapping = new RegExp(
  `^(?:${[
    'specialized ',
    'merged ',
    '@objc ',
    '@nonobjc ',
    'partial apply (?:forwarder )?for ',
    'dispatch thunk of ',
    // The long forms, where names were demangled without --simplified.
    '(?:generic|function signature|generic not re-abstracted|closure) (?:partial )?specialization <.*?> of ',
    '\\(\\d+\\) (?:suspend resume|await resume) partial function for ',
  ].join('|')})`,
);
