import { z } from 'zod';
import {
  type AllocationFunction,
  allocationFunctions,
  countedFunctions,
  type OptionalFunction,
} from './counted-functions.ts';
import { directFunctions, directNames } from './direct-functions.ts';

/** Calls by function: integers ≥ 0 where they were counted, fractions where they are per iteration. */
export type Counts = Readonly<Record<AllocationFunction, number>>;

/** A record with `value(name)` for each function. */
export function countsOf<T = number>(value: (name: AllocationFunction) => T): Readonly<Record<AllocationFunction, T>> {
  const counts: Partial<Record<AllocationFunction, T>> = {};
  for (const name of allocationFunctions) counts[name] = value(name);
  return counts as Record<AllocationFunction, T>;
}

/** How people write the function: `realloc(NULL)` for `realloc_null`, else its name. */
export function displayName(name: AllocationFunction | 'total'): string {
  return [...countedFunctions, ...directFunctions].find((row) => row.name === name)?.shownAs ?? name;
}

/** The functions in a total that includes these besides the usual ones. */
export function functionsInTotal(includes: readonly OptionalFunction[] = []): readonly AllocationFunction[] {
  const usual = countedFunctions.filter(({ inTotal }) => inTotal === 'always');
  return [...usual.map(({ name }) => name), ...includes];
}

/** Sum of the functions that make the total. */
export function totalOf(counts: Counts, includes: readonly OptionalFunction[] = []): number {
  return sumOf(counts, functionsInTotal(includes));
}

/** New blocks that `free` takes: calls of every function but `realloc` of an existing block, and those called directly. */
export function blocksAllocated(counts: Counts): number {
  const makers = countedFunctions.filter(({ inTotal }) => inTotal !== 'never');
  return sumOf(
    counts,
    makers.map(({ name }) => name),
  );
}

function sumOf(counts: Counts, functions: readonly AllocationFunction[]): number {
  return functions.reduce((sum, name) => sum + counts[name], 0);
}

const rare: readonly string[] = [
  ...countedFunctions.flatMap(({ name, isRare }) => (isRare ? [name] : [])),
  ...directNames,
];

/** Schemas of a number for each function; a rare one that is missing is 0. */
export function countsShape(number: z.ZodType<number>) {
  return countsOf((name) => (rare.includes(name) ? number.default(0) : number));
}

/** For `JSON.stringify` and its like: whether a key is a rare function's whose number is 0, which files leave out. */
export function isLeftOut(key: string, value: unknown): boolean {
  return value === 0 && rare.includes(key);
}

export const countsSchema = z.strictObject(countsShape(z.int().nonnegative()));
