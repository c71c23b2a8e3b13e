import type { ProbedFunction } from './functions.ts';

/**
 * The ways of calling an allocation function that are told apart, because an allocator may treat each
 * differently: glibc's `posix_memalign` jumps into `malloc` for alignments up to 16 and does not beyond. Each
 * has a probe and a filter on what the probe fetches, and no call belongs to two. `realloc(p, 0)` is in none:
 * it frees.
 */
export const callKinds = {
  malloc: { probe: 'malloc', filter: null },
  calloc: { probe: 'calloc', filter: null },
  posix_memalign_small: { probe: 'posix_memalign', filter: 'align <= 16' },
  posix_memalign_large: { probe: 'posix_memalign', filter: 'align > 16' },
  realloc_null: { probe: 'realloc', filter: 'ptr == 0' },
  realloc_existing: { probe: 'realloc', filter: 'ptr != 0 && size != 0' },
  aligned_alloc_small: { probe: 'aligned_alloc', filter: 'align <= 16' },
  aligned_alloc_large: { probe: 'aligned_alloc', filter: 'align > 16' },
  memalign_small: { probe: 'memalign', filter: 'align <= 16' },
  memalign_large: { probe: 'memalign', filter: 'align > 16' },
} as const satisfies Record<string, { probe: ProbedFunction; filter: string | null }>;

export type CallKind = keyof typeof callKinds;
export const allCallKinds = Object.keys(callKinds) as CallKind[];

/** How often each kind's probe was hit (with its filter); kinds that are not probed are missing. */
export type Hits = ReadonlyMap<CallKind, number>;

/** The kinds that can be counted where these functions have a probe. */
export function kindsOf(functions: readonly ProbedFunction[]): readonly CallKind[] {
  return allCallKinds.filter((kind) => functions.includes(callKinds[kind].probe));
}
