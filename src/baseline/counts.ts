import { z } from 'zod';

/**
 * The allocation functions that are counted, in the order in which they are shown.
 *
 * `realloc_null` is `realloc(NULL, n)`: a new block. `realloc` is a call on an existing block with a size
 * other than 0: how buffers grow (no new block). A call that one function makes of another (glibc's
 * `posix_memalign(16)` jumps into `malloc`) is counted for the function that was called, never for both.
 */
export const allocationFunctions = [
  'malloc',
  'calloc',
  'posix_memalign',
  'realloc_null',
  'realloc',
  'aligned_alloc',
  'memalign',
] as const;

export type AllocationFunction = (typeof allocationFunctions)[number];

/** The functions whose sum is the total: each of their calls makes one new block. */
export const totalFunctions = ['malloc', 'calloc', 'posix_memalign', 'realloc_null'] as const;

/** How people write the function: `realloc(NULL)` for `realloc_null`, else its name. */
export function displayName(name: AllocationFunction | 'total'): string {
  return name === 'realloc_null' ? 'realloc(NULL)' : name;
}

/** Calls by function: integers ≥ 0 where they were counted, fractions where they are per iteration. */
export type Counts = Readonly<Record<AllocationFunction, number>>;

/** Functions that make new blocks too, and are put into the total only where the configuration says so. */
export const optionalFunctions = ['aligned_alloc', 'memalign'] as const;
export type OptionalFunction = (typeof optionalFunctions)[number];

/** The functions in a total that includes these besides the usual ones. */
export function functionsInTotal(includes: readonly OptionalFunction[] = []): readonly AllocationFunction[] {
  return [...totalFunctions, ...includes];
}

/** Sum of the functions that make the total. */
export function totalOf(counts: Counts, includes: readonly OptionalFunction[] = []): number {
  return functionsInTotal(includes).reduce((sum, name) => sum + counts[name], 0);
}

/** A record with `value(name)` for each function. */
export function countsOf(value: (name: AllocationFunction) => number): Counts {
  return Object.fromEntries(allocationFunctions.map((name) => [name, value(name)])) as Counts;
}

const hits = z.int().nonnegative();
export const countsSchema = z.strictObject({
  malloc: hits,
  calloc: hits,
  posix_memalign: hits,
  realloc_null: hits,
  realloc: hits,
  aligned_alloc: hits,
  memalign: hits,
}) satisfies z.ZodType<Counts>;
