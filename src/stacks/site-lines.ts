import type { NamedStack, SourceLine } from '../model/recording.ts';
import { addTypes } from './allocated-types.ts';
import { siteFrame, siteKey } from './sites.ts';

/** Blocks of one type that a site allocates at one line. */
export interface SiteLine extends SourceLine {
  /** Null where it is not known. */
  readonly type: string | null;
  readonly count: number;
}

/** The lines at which sites allocate, by {@link siteKey}, those of a site with the largest count first. */
export function linesOfSites(stacks: Iterable<NamedStack>): ReadonlyMap<string, readonly SiteLine[]> {
  const bySite = new Map<string, NamedStack['types'][]>();
  for (const { frames, types } of stacks) {
    const key = siteKey(siteFrame(frames));
    const known = bySite.get(key);
    if (known === undefined) bySite.set(key, [types]);
    else known.push(types);
  }
  return new Map(
    Array.from(bySite, ([key, all]) => {
      const types = addTypes(all.flatMap((each) => each ?? []));
      return [key, types.flatMap(({ name, line, count }) => (line === null ? [] : [{ ...line, type: name, count }]))];
    }),
  );
}
