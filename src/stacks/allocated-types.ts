import type { AllocatedType, NamedStack } from '../model/recording.ts';
import type { AllocatedCount } from '../model/site.ts';
import { compareNames } from './call-tree.ts';

/** Each type of each line once, largest first. */
export function addTypes(types: readonly AllocatedType[]): readonly AllocatedType[] {
  const sums = new Map<string, AllocatedType>();
  for (const type of types) {
    const key = keyOf(type);
    const { count, bytes } = sums.get(key) ?? { count: 0, bytes: 0 };
    sums.set(key, { ...type, count: type.count + count, bytes: type.bytes + bytes });
  }
  return [...sums.entries()]
    .toSorted(([keyA, a], [keyB, b]) => b.count - a.count || compareNames(keyA, keyB))
    .map(([, type]) => type);
}

function keyOf({ name, line }: AllocatedType): string {
  return JSON.stringify([name, line && [line.package, line.file, line.line]]);
}

/** What stacks allocate together; undefined where it is not known of one of them. */
export function typesTogether(...stacks: readonly Pick<NamedStack, 'types'>[]): NamedStack['types'] {
  const known = stacks.flatMap(({ types }) => (types === undefined ? [] : [types]));
  return known.length < stacks.length ? undefined : addTypes(known.flat());
}

/** What the longer of two recordings of a path allocates more, of at most so many blocks. */
export function typesBetween(
  shorter: Pick<NamedStack, 'types'>,
  longer: Pick<NamedStack, 'types'>,
  blocks: number,
): NamedStack['types'] {
  if (shorter.types === undefined || longer.types === undefined) return undefined;
  const before = new Map(shorter.types.map((type) => [keyOf(type), type]));
  let left = blocks;
  const between = longer.types.map((type) => {
    const less = before.get(keyOf(type)) ?? { count: 0, bytes: 0 };
    const more = Math.max(0, Math.min(left, type.count - less.count));
    left -= more;
    return { ...type, count: more, bytes: Math.max(0, type.bytes - less.bytes) };
  });
  return addTypes(between.filter(({ count }) => count > 0));
}

/** Types of a site that are told apart; generic code may allocate for hundreds. */
const mostTypes = 20;
/** What the others are called together. */
const otherTypes = 'other types';

/** How many there are of each type, whatever the lines; null where it is not known of some. */
export function countsByName(types: readonly AllocatedType[]): readonly AllocatedCount[] | null {
  const sums = new Map<string, number>();
  for (const { name, count } of types) {
    if (name === null) return null;
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return Array.from(sums, ([name, count]) => ({ name, count }));
}

/** The types of a site that are kept, largest first: they add up to `count`, of what varies too. */
export function typesOfSite(types: readonly AllocatedCount[], count: number): readonly AllocatedCount[] {
  const sorted = types.toSorted(largestFirst);
  const others = sorted.slice(mostTypes).reduce((sum, type) => sum + type.count, 0);
  const isAll = others === 0 && sorted.length > 0;
  const kept = [...sorted.slice(0, mostTypes), ...(isAll ? [] : [{ name: otherTypes, count: others }])];
  // Where runs differ, the count is the middle of all, and the types are those of one: the largest stands for the rest.
  let missing = kept.reduce((rest, type) => rest - type.count, count);
  return kept
    .map(({ name, count: of }) => {
      const fitting = Math.max(0, of + missing);
      missing -= fitting - of;
      return { name, count: fitting };
    })
    .filter((type) => type.count > 0);
}

/**
 * The types of a site now with how many of each there were, those that are gone among them; undefined where nothing is
 * known of now. Of a baseline that does not say, none has a `baselineCount`; where there was no site, it is 0 for each.
 */
export function compareTypes(
  before: { readonly count: number; readonly allocates?: readonly AllocatedCount[] | undefined } | null,
  after: { readonly allocates?: readonly AllocatedCount[] | undefined } | null,
): readonly (AllocatedCount & { readonly baselineCount?: number })[] | undefined {
  const now = after === null ? [] : after.allocates;
  if (now === undefined) return undefined;
  const known = before === null ? [] : before.allocates;
  if (known === undefined) return after === null ? undefined : now;
  const counts = new Map(known.map(({ name, count }) => [name, count]));
  const gone = known.filter(({ name }) => !now.some((type) => type.name === name));
  return [
    ...now.map((type) => ({ ...type, baselineCount: counts.get(type.name) ?? 0 })),
    ...gone.map(({ name, count }) => ({ name, count: 0, baselineCount: count })),
  ];
}

export function largestFirst(a: AllocatedCount, b: AllocatedCount): number {
  return b.count - a.count || compareNames(a.name, b.name);
}
