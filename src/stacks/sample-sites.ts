import { middleOf } from '../model/measurement.ts';
import type { SampledSite } from '../model/recording.ts';
import type { AllocatedCount, Site } from '../model/site.ts';
import { largestFirst, typesOfSite } from './allocated-types.ts';
import { isOfRuntime, ofRuntimeAt, ofTheRuntime } from './memory-words.ts';
import { bySize, siteKey } from './sites.ts';

/**
 * The sites of several runs at each of one or two levels, largest first: of one level the middle of what its runs show, of
 * two the difference of their middles. `callersOf` are shown where it has the site, else those of some run.
 */
export function sampleSites(
  levels: readonly (readonly (readonly Site[])[])[],
  callersOf: readonly Site[],
): readonly SampledSite[] {
  const known = new Map([...levels.flat(2), ...callersOf].map((site) => [siteKey(site), site]));
  const indexed = levels.map((runs) => runs.map((sites) => new Map(sites.map((site) => [siteKey(site), site]))));
  return [...known]
    .map(([key, site]) => {
      const counts = indexed.map((runs) => runs.map((sites) => sites.get(key)?.count ?? 0));
      const bytes = indexed.map((runs) => runs.map((sites) => sites.get(key)?.bytes ?? 0));
      const isSized = indexed.every((runs) => runs.every((sites) => sites.get(key)?.bytes !== null));
      const own = indexed.map((runs) => runs.map((sites) => ownCount(sites.get(key))));
      const { allocates, ...rest } = site;
      const count = between(counts);
      const ownPart = Math.min(count, between(own));
      const types = allocates === undefined ? {} : { allocates: scaled(allocates, ownPart, count - ownPart) };
      const isShared = own.some((runs, level) => runs.some((one, run) => one !== counts[level]?.[run]));
      return {
        ...{ site: { ...rest, count, bytes: isSized ? between(bytes) : null, ...types }, counts },
        ...(isShared ? { own } : {}),
      };
    })
    .filter(({ site, counts }) => site.count > 0 || counts.some((runs) => new Set(runs).size > 1))
    .sort((a, b) => bySize(a.site, b.site));
}

/** What a site's code allocates, and not the runtime for itself; all of it where types are not known. */
function ownCount(site: Site | undefined): number {
  return site === undefined ? 0 : site.count - ofRuntimeAt(site);
}

/** Types of a run as they are in the middle of all: so many of code's own, and of the runtime's. */
function scaled(types: readonly AllocatedCount[], own: number, ofRuntime: number): readonly AllocatedCount[] {
  const typesOfCode = types.filter((type) => !isOfRuntime(type));
  const byCode = own === 0 && ofRuntime > 0 ? [] : typesOfSite(typesOfCode, own);
  const words = [...types.filter(isOfRuntime), { name: ofTheRuntime, count: 0 }];
  const byRuntime = ofRuntime === 0 ? [] : typesOfSite(words, ofRuntime);
  return [...byCode, ...byRuntime].sort(largestFirst);
}

/** What the middle run of the only level shows, or that of the second more than that of the first; below zero is none. */
function between(levels: readonly (readonly number[])[]): number {
  const [first = 0, second] = levels.map(middleOf);
  return second === undefined ? first : Math.max(0, second - first);
}
