/**
 * The candidate that `text` was most likely meant to be, or null when none is close: a third of its characters
 * mistyped at most, `_` and `-` and upper and lower case alike, or an abbreviation (`args` for `arguments`).
 */
export function nearest(text: string, candidates: readonly string[]): string | null {
  const wanted = plain(text.slice(0, 100));
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, plain(candidate)) }))
    .filter(
      ({ candidate, distance }) => distance <= Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3)),
    )
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate ?? candidates.find((candidate) => abbreviates(wanted, plain(candidate))) ?? null;
}

function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll(/[_\s]/g, '-');
}

/** Edits between two words: insertions, deletions, replacements and swapped neighbours (Damerau–Levenshtein). */
function distanceOf(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const inserted = (current[column - 1] ?? 0) + 1;
      const deleted = (last[column] ?? 0) + 1;
      const swaps = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = swaps ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(replaced, inserted, deleted, swapped));
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/** Whether `short` has at least three characters, starts like `long`, and its characters appear in it in order. */
function abbreviates(short: string, long: string): boolean {
  if (short.length < 3 || short[0] !== long[0]) return false;
  let from = 0;
  for (const character of short) {
    const at = long.indexOf(character, from);
    if (at === -1) return false;
    from = at + 1;
  }
  return true;
}
