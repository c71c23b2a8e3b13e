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

/**
 * The fragment that opens the page at a frame: `#b-http-requests/1x2y3z/9q8r7s`, to be put behind the page's
 * address. `path` holds names, outermost first; frames between them may be left out, so that a call site's
 * nearest callers and its own name are enough. Of several frames that fit, the one that changed most is opened.
 * All characters are letters, digits, `#`, `-` and `/`, whatever the names are.
 */
export function flameGraphAnchor(benchmark: string, path: readonly string[]): string {
  return `#${[sectionId(benchmark), ...path.map(nameHash)].join('/')}`;
}

/** The id of a benchmark's section: `b-http-requests`; names that would look alike are told apart by their hash. */
export function sectionId(benchmark: string): string {
  const slug = benchmark
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return slug === benchmark ? `b-${slug}` : ['b', ...(slug === '' ? [] : [slug]), nameHash(benchmark)].join('-');
}
