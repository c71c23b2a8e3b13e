import type { Allocator, Place } from '../../../src/measure/perf/allocator.ts';
import type { ProbedFunction } from '../../../src/model/counted-functions.ts';

/** A glibc's allocator, with these functions at these offsets in its file. */
export function libcAllocator(
  offsets: Readonly<Partial<Record<ProbedFunction, number>>> = {},
  path = '/usr/lib/x86_64-linux-gnu/libc.so.6',
): Allocator {
  const places = new Map<ProbedFunction, Place>();
  for (const name of Object.keys(offsets) as ProbedFunction[]) places.set(name, { path, offset: offsets[name] ?? 0 });
  return {
    ...{ path, machine: 'x86_64', linkage: 'dynamic', isCarried: false, libc: 'glibc 2.41', foreign: null },
    ...{ libcBuild: '5e5b51f4c39af9ac589408c1dc432ba390a273cc', places, preloads: [] },
    ...{ objects: [path], others: [] },
    free: { path, offset: 0xa2fc0 },
  };
}
