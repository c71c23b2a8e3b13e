import { type CallKind, callKinds } from '../model/counted-functions.ts';
import { type Counts, countsOf } from '../model/counts.ts';

/** How often each kind's probe was hit (with its filter); kinds that are not probed are missing. */
export type Hits<Kind extends string = CallKind> = ReadonlyMap<Kind, number>;

/**
 * Which calls hit the probe of another kind as well: `malloc ← posix_memalign_small, realloc_null` on glibc.
 * Found by calibration, never assumed (facts 2). A call that passes through several probes is listed at each.
 */
export type Relays<Kind extends string = CallKind> = ReadonlyMap<Kind, readonly Kind[]>;

/** The calls of each function, from those of its kinds. */
export function countsOfCalls(calls: ReadonlyMap<CallKind, number>): Counts {
  return countsOf((name) =>
    callKinds.reduce((sum, { kind, countedAs }) => sum + (countedAs === name ? (calls.get(kind) ?? 0) : 0), 0),
  );
}

/**
 * The calls of each kind, from the hits: those that other functions made of a function are subtracted from its hits.
 * Throws a `RangeError` when two kinds relay to each other.
 */
export function callsFrom(hits: Hits, relays: Relays): ReadonlyMap<CallKind, number> {
  return callsOfKinds(
    callKinds.map(({ kind }) => kind),
    hits,
    relays,
  );
}

/** The same of whatever kinds there are. */
export function callsOfKinds<Kind extends string>(
  kinds: readonly Kind[],
  hits: Hits<Kind>,
  relays: Relays<Kind>,
): ReadonlyMap<Kind, number> {
  const calls = new Map<Kind, number>();
  const solve = (kind: Kind, path: readonly Kind[]): number => {
    const known = calls.get(kind);
    if (known !== undefined) return known;
    if (path.includes(kind)) throw new RangeError(`${kind} and ${path.at(-1)} relay to each other`);
    const relayed = (relays.get(kind) ?? []).reduce((sum, other) => sum + solve(other, [...path, kind]), 0);
    // Below 0 only if the program ended between the two hits of one relayed call.
    const own = Math.max(0, (hits.get(kind) ?? 0) - relayed);
    calls.set(kind, own);
    return own;
  };
  return new Map(kinds.map((kind) => [kind, solve(kind, [])]));
}
