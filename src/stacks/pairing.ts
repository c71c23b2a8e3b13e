import { matchingName } from './names.ts';

/** Something with a name and a count that is looked for on the other side of a comparison. */
interface Named {
  readonly name: string;
  readonly count: number;
}

export interface Pair<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/**
 * Pairs what is the same before and after; what has no counterpart is alone in its pair. Names that differ only
 * in what {@link matchingName} removes form a group. Where the same names are on both sides, they are paired as
 * they are. Else something was renumbered (a closure put before others makes `#1` `#2`): equal counts are paired
 * first, then equal names, then the largest that are left.
 */
export function pairUp<T extends Named>(before: readonly T[], after: readonly T[]): readonly Pair<T>[] {
  const groups = new Map<string, { readonly before: T[]; readonly after: T[] }>();
  const groupOf = (name: string) => {
    const key = matchingName(name);
    const group = groups.get(key) ?? { before: [], after: [] };
    groups.set(key, group);
    return group;
  };
  for (const one of before) groupOf(one.name).before.push(one);
  for (const one of after) groupOf(one.name).after.push(one);
  return [...groups.values()].flatMap((group) => pairGroup(group.before, group.after));
}

function pairGroup<T extends Named>(before: readonly T[], after: readonly T[]): readonly Pair<T>[] {
  const names = new Set(before.map(({ name }) => name));
  const renumbered = names.size !== after.length || after.some(({ name }) => !names.has(name));
  const sameName = (a: T, b: T) => a.name === b.name;
  const sameCount = (a: T, b: T) => a.count === b.count;
  const rules = renumbered
    ? [(a: T, b: T) => sameName(a, b) && sameCount(a, b), sameCount, sameName, () => true]
    : [sameName];
  let lonely = before.toSorted(largestFirst);
  const free = after.toSorted(largestFirst);
  const pairs: Pair<T>[] = [];
  for (const matches of rules) {
    lonely = lonely.filter((one) => {
      const index = free.findIndex((other) => matches(one, other));
      const [other] = index < 0 ? [] : free.splice(index, 1);
      if (other === undefined) return true;
      pairs.push({ before: one, after: other });
      return false;
    });
  }
  return [
    ...pairs,
    ...lonely.map((one) => ({ before: one, after: null })),
    ...free.map((one) => ({ before: null, after: one })),
  ];
}

function largestFirst(a: Named, b: Named): number {
  return Math.abs(b.count) - Math.abs(a.count) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
