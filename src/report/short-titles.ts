/**
 * Names of jobs without what all of them have in common: `Allocations (6.1.3, ubuntu-24.04)` is `6.1.3` beside
 * `Allocations (6.2.1, ubuntu-24.04)`. Only whole words go, and no name is left empty.
 */
export function shortTitles(names: readonly string[]): ReadonlyMap<string, string> {
  const distinct = [...new Set(names)];
  // `gate (`, `packages/`, `Swift `.
  const prefix = commonBeginning(distinct, /[\s(,/]/);
  const endings = distinct.map((name) => name.slice(prefix));
  const suffix = commonEnd(endings, /[\s),/]/);
  const titles = endings.map((name) => name.slice(0, name.length - suffix).trim());
  const isReadable =
    titles.every((title) => title !== '' && isBalanced(title)) && new Set(titles).size === titles.length;
  return new Map(
    distinct.map((name, index) => [name, isReadable && distinct.length > 1 ? (titles[index] ?? name) : name]),
  );
}

/** Length of the whole words with which all begin; a word that can be left out ends where `boundary` says. */
function commonBeginning(names: readonly string[], boundary: RegExp): number {
  const [first = ''] = names;
  let length = 0;
  while (length < first.length && names.every((name) => name[length] === first[length])) length += 1;
  while (length > 0 && !boundary.test(first[length - 1] ?? '')) length -= 1;
  return length;
}

/** Length of the whole words with which all end. */
function commonEnd(names: readonly string[], boundary: RegExp): number {
  return commonBeginning(
    names.map((name) => name.split('').reverse().join('')),
    boundary,
  );
}

function isBalanced(text: string): boolean {
  return text.split('(').length === text.split(')').length;
}
