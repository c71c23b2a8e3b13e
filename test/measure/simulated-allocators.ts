import type { CountCalibration } from '../../src/measure/calibration.ts';
import type { Hits } from '../../src/measure/relays.ts';
import { type CallKind, callKinds } from '../../src/model/counted-functions.ts';

export const allCallKinds: readonly CallKind[] = callKinds.map(({ kind }) => kind);

/** How often a call of one kind hits the probes of others, per call: 1 for a relay, ½ for one of every two. */
export type Passing = Readonly<Partial<Record<CallKind, Readonly<Partial<Record<CallKind, number>>>>>>;

/** glibc ≥ 2.38: small alignments and realloc(NULL) jump into malloc (facts 2). */
export const glibc: Passing = {
  posix_memalign_small: { malloc: 1 },
  realloc_null: { malloc: 1 },
  aligned_alloc_small: { malloc: 1 },
  memalign_small: { malloc: 1 },
};

/** An allocator in musl's manner: everything but realloc is made of others, some of it through two. */
export const musl: Passing = {
  calloc: { malloc: 1 },
  posix_memalign_large: { aligned_alloc_large: 1 },
  posix_memalign_small: { aligned_alloc_small: 1, malloc: 1 },
  memalign_small: { aligned_alloc_small: 1, malloc: 1 },
  memalign_large: { aligned_alloc_large: 1 },
  valloc: { memalign_large: 1, aligned_alloc_large: 1 },
  aligned_alloc_small: { malloc: 1 },
  realloc_null: { malloc: 1 },
};

/** The hits that calls make in such an allocator. */
export function hitsOf(calls: Readonly<Partial<Record<CallKind, number>>>, passing: Passing): Hits {
  return new Map(
    allCallKinds.map((probe) => {
      const own = calls[probe] ?? 0;
      const passed = allCallKinds.map((kind) => (calls[kind] ?? 0) * (passing[kind]?.[probe] ?? 0));
      return [probe, passed.reduce((sum, hits) => sum + hits, own)];
    }),
  );
}

/** A calibration program on such an allocator; starting it costs some calls of its own. */
export function calibrationOn(
  passing: Passing,
  start: Readonly<Partial<Record<CallKind, number>>> = {},
): CountCalibration<CallKind> {
  return async (times) => {
    const calls = Object.fromEntries(allCallKinds.map((kind) => [kind, (times.get(kind) ?? 0) + (start[kind] ?? 0)]));
    return hitsOf(calls, passing);
  };
}
