import type { AllocatedType, Frame, NamedStack } from '../model/recording.ts';
import type { AllocatedCount, Site } from '../model/site.ts';
import { countsByName, typesOfSite } from './allocated-types.ts';
import { compareNames } from './call-tree.ts';
import { roleOf } from './role-of.ts';

const maximumCallers = 3;

interface Growing {
  readonly frame: Frame;
  count: number;
  bytes: number | null;
  /** Null where it is not known of one of the stacks. */
  types: AllocatedType[] | null;
  /** Count by callers: the path that allocates most is the one to show. */
  readonly paths: Map<string, { readonly callers: readonly string[]; count: number }>;
}

/**
 * The sites of the stacks, largest first, then by name. Every stack belongs to exactly one site, so that their
 * counts add up to the stacks'. A stack without any code of its own (start-up of the runtime, an unknown path)
 * belongs to its outermost frame that is known.
 */
export function sitesOf(stacks: Iterable<NamedStack>): readonly Site[] {
  const sites = new Map<string, Growing>();
  for (const { frames, count, bytes, types } of stacks) {
    const index = siteIndex(frames);
    const frame = siteFrame(frames);
    const key = siteKey(frame);
    const site: Growing = sites.get(key) ?? { frame, count: 0, bytes: 0, types: [], paths: new Map() };
    sites.set(key, site);
    site.count += count;
    site.bytes = site.bytes === null || bytes === null ? null : site.bytes + bytes;
    if (types === undefined) site.types = null;
    else site.types?.push(...types);
    const callers = callersOf(frames.slice(0, index), frame);
    const path = site.paths.get(JSON.stringify(callers)) ?? { callers, count: 0 };
    site.paths.set(JSON.stringify(callers), path);
    path.count += count;
  }
  return [...sites.values()].map(finish).sort(bySize);
}

/** The numbers of a site per unit, from those of so many. */
export function sitePerUnit(site: Site, units: number): Site {
  const { count, bytes, allocates } = site;
  if (units === 1) return site;
  return {
    ...site,
    count: count / units,
    bytes: bytes === null ? null : bytes / units,
    ...(allocates && { allocates: allocates.map((type): AllocatedCount => ({ ...type, count: type.count / units })) }),
  };
}

/** Largest count first, then name, then module: one order for equal profiles. */
export function bySize(a: Site, b: Site): number {
  return b.count - a.count || compareNames(a.name, b.name) || compareNames(a.module, b.module);
}

/** The frame of a stack that is its site. Throws a RangeError where there is no frame at all. */
export function siteFrame(frames: readonly Frame[]): Frame {
  const frame = frames[siteIndex(frames)];
  if (frame === undefined) throw new RangeError('a stack has at least one frame');
  return frame;
}

/** What tells a site from others: its function and the module that this is in. */
export function siteKey({ module, name }: Frame): string {
  return JSON.stringify([module, name]);
}

function siteIndex(frames: readonly Frame[]): number {
  const code = frames.findLastIndex((frame) => roleOf(frame) === 'code');
  if (code >= 0) return code;
  const runtime = frames.findIndex((frame) => roleOf(frame) === 'runtime');
  if (runtime >= 0) return runtime;
  return Math.max(
    0,
    frames.findIndex((frame) => roleOf(frame) === 'unknown'),
  );
}

/** The nearest code above, innermost first; a function that calls itself is named once. */
function callersOf(above: readonly Frame[], site: Frame): readonly string[] {
  const callers: string[] = [];
  let previous = site.name;
  for (const frame of above.toReversed()) {
    if (callers.length === maximumCallers) break;
    if (roleOf(frame) !== 'code' || frame.name === previous) continue;
    callers.push(frame.name);
    previous = frame.name;
  }
  return callers;
}

function finish({ frame, count, bytes, types, paths }: Growing): Site {
  const [largest] = [...paths].sort(([keyA, a], [keyB, b]) => b.count - a.count || compareNames(keyA, keyB));
  const { name, module } = frame;
  const known = types === null ? null : countsByName(types);
  const allocates = known === null ? {} : { allocates: typesOfSite(known, count) };
  return { name, module, callers: largest?.[1].callers ?? [], count, bytes, ...allocates };
}
