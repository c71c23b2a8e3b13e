import { nameHash } from './name-hash.ts';

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
