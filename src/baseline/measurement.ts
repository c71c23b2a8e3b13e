import { z } from 'zod';
import { type Blocks, blocksSchema } from './blocks.ts';
import { type Counts, countsOf, countsSchema, type OptionalFunction, optionalFunctions, totalOf } from './counts.ts';
import type { Immutable } from './immutable.ts';

/**
 * What N runs of one program showed. `counts` is the minimum of each function over the runs, `total` that of
 * the run with the smallest total (so it may be larger than the sum of the minima), `spread` the largest
 * minus the smallest, by function and of the total.
 */
export const levelSchema = z.strictObject({
  counts: countsSchema,
  total: z.int().nonnegative(),
  spread: countsSchema.extend({ total: z.int().nonnegative() }),
  /** Of one of the runs; left out where `free` could not be counted. Informational. */
  blocks: blocksSchema.optional(),
});
export type Level = Immutable<z.infer<typeof levelSchema>>;

const common = {
  /** How often the program was run (at each level). */
  runs: z.int().positive(),
  /** What the total includes besides the usual functions; left out where that is nothing. */
  totalIncludes: z.array(z.enum(optionalFunctions)).min(1).max(2).optional(),
};
const iterationLevelSchema = levelSchema.extend({ iterations: z.int().nonnegative() });

/** Counts per run as they are, or per iteration as the integers from which the fraction follows. */
export const measurementSchema = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('run'), ...common, ...levelSchema.shape }),
  z.strictObject({ unit: z.literal('iteration'), ...common, from: iterationLevelSchema, to: iterationLevelSchema }),
]);
export type Measurement = Immutable<z.infer<typeof measurementSchema>>;
export type Unit = Measurement['unit'];

/** The counts of each run, as they came: at one number of iterations, or (null) of the program as it is. */
export const singleRunsSchema = z.strictObject({
  iterations: z.int().nonnegative().nullable(),
  counts: z.array(countsSchema).min(1).max(100),
});
export type SingleRuns = Immutable<z.infer<typeof singleRunsSchema>>;

/** A measurement in its unit: per run these are the integers, per iteration fractions (and may be negative by noise). */
export interface Quantities {
  readonly counts: Counts;
  readonly total: number;
  readonly spread: Counts & { readonly total: number };
}

/** The counts per run or per iteration: (count at `to` − count at `from`) / (iterations between). */
export function perUnit(measurement: Measurement): Quantities {
  if (measurement.unit === 'run') {
    const { counts, total, spread } = measurement;
    return { counts, total, spread };
  }
  const { from, to } = measurement;
  const iterations = to.iterations - from.iterations;
  return {
    counts: countsOf((name) => (to.counts[name] - from.counts[name]) / iterations),
    total: (to.total - from.total) / iterations,
    spread: {
      ...countsOf((name) => (to.spread[name] + from.spread[name]) / iterations),
      total: (to.spread.total + from.spread.total) / iterations,
    },
  };
}

/**
 * Sums up the counts of several runs (at least one) of the same program.
 *
 * Noise only ever adds allocations in practice (facts 6), which is why the minimum is the number to compare.
 */
export function summarizeRuns(
  runCounts: readonly Counts[],
  includes: readonly OptionalFunction[] = [],
  blocks: Blocks | null = null,
): Level {
  const totals = runCounts.map((counts) => totalOf(counts, includes));
  const spreadOf = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  return {
    counts: countsOf((name) => Math.min(...runCounts.map((counts) => counts[name]))),
    total: Math.min(...totals),
    spread: {
      ...countsOf((name) => spreadOf(runCounts.map((counts) => counts[name]))),
      total: spreadOf(totals),
    },
    ...(blocks === null ? {} : { blocks }),
  };
}
