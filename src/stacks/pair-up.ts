import { compareNames } from './call-tree.ts';
import { withoutForm, withoutSuffixes } from './name-frame.ts';

/** Something with a name and a count that is looked for on the other side of a comparison. */
interface Named {
  readonly name: string;
  readonly count: number;
}

/** What is the same on both sides; null on the side that does not have it. */
export type Pair<T> =
  | { readonly before: T; readonly after: T }
  | { readonly before: T; readonly after: null }
  | { readonly before: null; readonly after: T };

/**
 * Pairs what is the same before and after; what has no counterpart is alone in its pair. Names that differ only
 * in what {@link matchingName} removes form a group. Where the same names are on both sides, they are paired as
 * they are. Else something was renumbered (a closure put before others makes `#1` `#2`): equal counts are paired
 * first, then equal names, then the largest that are left.
 */
export function pairUp<T extends Named>(before: readonly T[], after: readonly T[]): readonly Pair<T>[] {
  const groups = new Map<string, { readonly before: T[]; readonly after: T[] }>();
  for (const [side, all] of [['before', before] as const, ['after', after] as const]) {
    for (const one of all) {
      const key = matchingName(one.name);
      const group = groups.get(key) ?? { before: [], after: [] };
      groups.set(key, group);
      group[side].push(one);
    }
  }
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
      if (other !== undefined) pairs.push({ before: one, after: other });
      return other === undefined;
    });
  }
  return [
    ...pairs,
    ...lonely.map((one) => ({ before: one, after: null })),
    ...free.map((one) => ({ before: null, after: one })),
  ];
}

function largestFirst(a: Named, b: Named): number {
  return Math.abs(b.count) - Math.abs(a.count) || compareNames(a.name, b.name);
}

/**
 * The form of a name that stays equal when the compiler numbers closures and partial functions anew, or
 * specialises, merges and inlines differently, and when another build system leaves top-level code the name `main` (facts
 * 37). For matching only: what is shown is the name itself.
 */
export function matchingName(name: string): string {
  return withoutForm(withoutSuffixes(name).replace(/^dispatch thunk of /, ''))
    .replace(/^reabstraction thunk helper (?:<[^>]*> )?from (.*?) to .*$/, 'thunk for $1')
    .replace(/^\w+_main$/, 'main')
    .replace(/ ?#\d+/g, '')
    .replace(/ +/g, ' ')
    .trim();
}
