import { allCallKinds, type CallKind, type Hits } from './call-kinds.ts';

/**
 * Which calls hit the probe of another kind as well: `malloc ← posix_memalign_small, realloc_null` on glibc.
 * Found by calibration, never assumed (facts 2). A call that passes through several probes is listed at each.
 */
export type Relays = ReadonlyMap<CallKind, readonly CallKind[]>;

/** A kind without a count has had no call. */
export type Calls = Readonly<Record<CallKind, number>>;

/**
 * The calls that the program and its libraries made, from the hits: those that other functions made of a
 * function are subtracted from its hits. Throws a `RangeError` when two kinds relay to each other.
 */
export function callsFrom(hits: Hits, relays: Relays): Calls {
  const calls = new Map<CallKind, number>();
  const solve = (kind: CallKind, path: readonly CallKind[]): number => {
    const known = calls.get(kind);
    if (known !== undefined) return known;
    if (path.includes(kind)) throw new RangeError(`${kind} and ${path.at(-1)} relay to each other`);
    const relayed = (relays.get(kind) ?? []).reduce((sum, other) => sum + solve(other, [...path, kind]), 0);
    // Below 0 only if the program ended between the two hits of one relayed call.
    const own = Math.max(0, (hits.get(kind) ?? 0) - relayed);
    calls.set(kind, own);
    return own;
  };
  return Object.fromEntries(allCallKinds.map((kind) => [kind, solve(kind, [])])) as Calls;
}
