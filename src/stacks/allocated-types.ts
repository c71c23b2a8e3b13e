import type { AllocatedType, NamedStack } from '../model/recording.ts';
import { compareNames } from './call-tree.ts';
import { siteFrame, siteKey } from './sites.ts';

/** What stacks allocate together, each type once, largest first; undefined where it is not known of one of them. */
export function addTypes(...stacks: readonly Pick<NamedStack, 'types'>[]): NamedStack['types'] {
  const sums = new Map<string, AllocatedType>();
  for (const { types } of stacks) {
    if (types === undefined) return undefined;
    for (const type of types) {
      const same = sums.get(type.name);
      sums.set(type.name, {
        ...type,
        count: type.count + (same?.count ?? 0),
        bytes: type.bytes + (same?.bytes ?? 0),
      });
    }
  }
  return [...sums.values()].toSorted((a, b) => b.count - a.count || compareNames(a.name, b.name));
}

/** What the longer of two recordings of a path allocates more, of at most so many blocks. */
export function typesBetween(
  shorter: Pick<NamedStack, 'types'>,
  longer: Pick<NamedStack, 'types'>,
  blocks: number,
): NamedStack['types'] {
  if (shorter.types === undefined || longer.types === undefined) return undefined;
  const before = new Map(shorter.types.map((type) => [type.name, type]));
  let left = blocks;
  const between = longer.types.map(({ name, count, bytes }) => {
    const less = before.get(name) ?? { count: 0, bytes: 0 };
    const more = Math.max(0, Math.min(left, count - less.count));
    left -= more;
    return { name, count: more, bytes: Math.max(0, bytes - less.bytes) };
  });
  return addTypes({ types: between.filter(({ count }) => count > 0) });
}

/**
 * What each site of the stacks allocates, by {@link siteKey}; a site's count less these is memory without a type. Sites of
 * stacks whose types are not known are missing.
 */
export function typesOfSites(stacks: Iterable<NamedStack>): ReadonlyMap<string, readonly AllocatedType[]> {
  const bySite = new Map<string, NamedStack[]>();
  for (const stack of stacks) {
    const key = siteKey(siteFrame(stack.frames));
    const known = bySite.get(key);
    if (known === undefined) bySite.set(key, [stack]);
    else known.push(stack);
  }
  return new Map(
    [...bySite].flatMap(([key, all]) => {
      const types = addTypes(...all);
      return types === undefined ? [] : [[key, types] as const];
    }),
  );
}
