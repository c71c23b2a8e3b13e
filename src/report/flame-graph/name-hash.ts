/** FNV-1a of the name's UTF-16 code units, 32 bits, with its bits mixed once more: similar names lie far apart. */
function hashOf(name: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    value = Math.imul(value ^ name.charCodeAt(index), 0x01000193) >>> 0;
  }
  return (value ^ (value >>> 15)) >>> 0;
}

/** The hash as at most seven characters (`a-z`, `0-9`) that mean nothing in HTML, Markdown or an address. */
export function nameHash(name: string): string {
  return hashOf(name).toString(36);
}

/** How many colours frames have. */
export const hues = 12;

/** The index of a name's colour, the same everywhere. */
export function colorIndex(name: string): number {
  return hashOf(name) % hues;
}
