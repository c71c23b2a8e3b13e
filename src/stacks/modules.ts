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
