import type { Frame } from '../model/recording.ts';
import { unknownName } from './call-tree.ts';

/** What lies at an address of a process. */
export interface Resolved {
  /** As in the symbol table, not demangled; null where the table has none for the address (a stripped library). */
  readonly symbol: string | null;
  /** Other names of the same place: perf may have chosen another than the resolver. */
  readonly aliases?: readonly string[];
  /** File name of what is mapped there: `libswiftCore.so`. */
  readonly library: string;
}

/**
 * Finds what lies at an address of the process to which the thread belongs; null where nothing executable is
 * mapped, so that the address was never code.
 */
export type Resolve = (address: bigint, thread: number) => Resolved | null;

/** The address that perf printed in place of a symbol (`0x7ffff7c610f9`, `0`), or null for a symbol. */
export function addressOf(frame: string): bigint | null {
  return /^(?:0|0x[0-9a-f]{1,16})$/.test(frame) ? BigInt(frame) : null;
}

/** An address as perf prints it. */
export function formatAddress(address: bigint): string {
  return address === 0n ? '0' : `0x${address.toString(16)}`;
}

/** What is known about the frames of a recording. */
export interface Naming {
  /** Simplified names by mangled name; a symbol that is not in it is shown as it is. */
  readonly demangled: ReadonlyMap<string, string>;
  readonly resolve: Resolve;
  /** The library or executable that defines a symbol, for symbols that do not say (`main`, C); null if unknown. */
  readonly libraryOf: (symbol: string) => string | null;
}

/** A frame, and which form of its function it is of: the compiler makes several of one. */
export interface NamedFrame extends Frame {
  /** The symbol of a specialisation, a partial application or another form; left out of the function as it was written. */
  readonly form?: string;
}

/** Names one raw frame: a symbol, or an address that perf could not resolve, in the process of `thread`. */
export function nameFrame(raw: string, thread: number, naming: Naming): NamedFrame {
  const address = addressOf(raw);
  return address === null ? nameSymbol(raw, naming, null) : nameResolved(naming.resolve(address, thread), naming);
}

/** Names what lies at an address; null where nothing that is executable does. */
export function nameResolved(resolved: Resolved | null, naming: Omit<Naming, 'resolve'>): NamedFrame {
  if (resolved === null) return { name: unknownName, module: unknownName };
  if (resolved.symbol !== null) return nameSymbol(resolved.symbol, naming, resolved.library);
  return { name: `[${resolved.library.replace(/^\[(.*)\]$/, '$1')}]`, module: resolved.library };
}

/** Names a function by its symbol, which is in this library; null where that is not known. */
export function nameSymbol(symbol: string, naming: Omit<Naming, 'resolve'>, library: string | null): NamedFrame {
  const module = moduleOfSymbol(symbol) ?? library ?? naming.libraryOf(symbol) ?? unknownName;
  // What is not Swift's comes back as it was.
  const answer = naming.demangled.get(symbol) ?? symbol;
  const demangled = answer === symbol ? (operatorNew(symbol) ?? withoutSuffixes(symbol)) : answer;
  const plain = withoutForm(demangled);
  // A closure of top-level code: its context is the module, which simplified names leave out ("closure #2 in ").
  const name = plain.endsWith(' in ') ? plain + module : plain;
  return plain === demangled ? { name, module } : { name, module, form: symbol.replace(asyncPart, '') };
}

/** `$s…TQ0_`, `$s…TY1_`: the compiler makes a function of what follows each `await`. */
const asyncPart = /T[YQ]\d*_$/;

/**
 * The function of which this is a form: which forms there are is the optimiser's choice, and the function is what somebody
 * wrote. The name of a function that was merged with others of the same code is that of one of them.
 */
export function withoutForm(name: string): string {
  let rest = name;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(forms, '');
  }
  // An object's end begins with what frees it, into which its deinit is inlined or not.
  return rest.replace(/\.__(?:isolated_)?deallocating_deinit$/, '.deinit');
}

const forms = new RegExp(
  `^(?:${[
    'specialized ',
    'merged ',
    '@objc ',
    '@nonobjc ',
    'partial apply (?:forwarder )?for ',
    // The long forms, where names were demangled without --simplified.
    '(?:generic|function signature|generic not re-abstracted|closure) (?:partial )?specialization <.*?> of ',
    '\\(\\d+\\) (?:suspend resume|await resume) partial function for ',
  ].join('|')})`,
);

/** C++'s allocation functions, the only C++ names that swift demangle leaves and everyone would look for. */
function operatorNew(symbol: string): string | null {
  const [, kind] = /^_Zn([wa])[jm]/.exec(symbol) ?? [];
  return kind === undefined ? null : kind === 'w' ? 'operator new' : 'operator new[]';
}

/** A symbol without what LLVM and the Swift compiler append to that of a part of a function. */
export function withoutSuffixes(symbol: string): string {
  const plain = symbol.replace(/(?:\.(?:llvm|cold|resume|isra|constprop|part|lto_priv)(?:\.\d+)*)+$/, '');
  // async_MainTY1_ is the second part of async_Main.
  return /^[A-Za-z_]\w*T[YQ]\d*_$/.test(plain) && !plain.startsWith('_T') ? plain.replace(/T[YQ]\d*_$/, '') : plain;
}

/**
 * The Swift module to which a mangled name belongs (`$s3Kit5store…` → `Kit`), `Swift` for the standard
 * library; null where the name is not Swift's or does not say (a reabstraction thunk of plain functions).
 *
 * Reads only the beginning of the mangling (https://github.com/swiftlang/swift/blob/main/docs/ABI/Mangling.rst):
 * the context comes first, and its module is spelled out. A member of an extension belongs to the module that
 * extends: `$sSS3KitE5shoutSSyF` is `String.shout()` of `Kit`.
 */
export function moduleOfSymbol(symbol: string): string | null {
  const [, mangled] = /^_?\$[sS](.*)$/.exec(symbol) ?? [];
  if (mangled === undefined) return null;
  // `SS` is String, `Sa` Array, `ScT` Task, `s` the module Swift itself.
  const [standard] = /^(?:Sc[A-Za-z]|S[A-Za-z]|s)/.exec(mangled) ?? [];
  if (standard !== undefined) {
    const extending = extendingModule(mangled, standard.length);
    // `So` and `SC` stand for C declarations, whatever library they come from.
    return extending ?? (standard === 'So' || standard === 'SC' ? null : 'Swift');
  }
  const module = identifierAt(mangled, 0);
  return module === null ? null : (extendingModule(mangled, module.end) ?? module.name);
}

/** After the (nested) types of a context, `module E` or `module signature lE` makes it an extension. */
function extendingModule(mangled: string, start: number): string | null {
  let position = start;
  for (;;) {
    const next = identifierAt(mangled, position);
    if (next === null) return null;
    if (mangled[next.end] === 'E' || endsAsExtension(mangled, next.end)) return next.name;
    if (!/[VOCP]/.test(mangled.charAt(next.end))) return null;
    position = next.end + 1;
  }
}

/** Whether a generic signature (`SiRszl`, "where A == Int") and `E` follow, before any function (`F`) does. */
function endsAsExtension(mangled: string, start: number): boolean {
  for (let position = start; position < mangled.length; ) {
    const skipped = identifierAt(mangled, position);
    if (skipped !== null) position = skipped.end;
    else if (mangled[position] === 'F') return false;
    else if (mangled.startsWith('lE', position)) return true;
    else position += 1;
  }
  return false;
}

function identifierAt(mangled: string, start: number): { readonly name: string; readonly end: number } | null {
  const [digits] = /^[1-9]\d{0,3}/.exec(mangled.slice(start, start + 4)) ?? [];
  if (digits === undefined) return null;
  const end = start + digits.length + Number(digits);
  return end <= mangled.length ? { name: mangled.slice(start + digits.length, end), end } : null;
}
