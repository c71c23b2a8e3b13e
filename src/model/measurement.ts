import { z } from 'zod';
import { type OptionalFunction, optionalFunctions } from './counted-functions.ts';
import { type Counts, countsOf, countsSchema, totalOf } from './counts.ts';
import type { Immutable } from './immutable.ts';

/**
 * Blocks in one run: how many came to be, by whatever function, and how many were freed. What remains, which the
 * program keeps or the end of its process frees, is their difference.
 */
export const blocksSchema = z.strictObject({
  allocated: z.int().nonnegative(),
  freed: z.int().nonnegative(),
});
export type Blocks = Readonly<z.infer<typeof blocksSchema>>;

/** Blocks that remain. */
export function unfreedOf({ allocated, freed }: Blocks): number {
  return allocated - freed;
}

/**
 * What N runs of one program showed. `counts` is the median of each function over the runs, `total` that of the totals
 * (so it may be another than the sum of the medians), `noise` how far the runs differ, the odd ones left out.
 */
export const levelSchema = z.strictObject({
  counts: countsSchema,
  total: z.int().nonnegative(),
  noise: countsSchema.extend({ total: z.int().nonnegative() }),
  /** Of one of the runs; left out where `free` could not be counted. Informational. */
  blocks: blocksSchema.optional(),
});
export type Level = Immutable<z.infer<typeof levelSchema>>;

const common = {
  /** How often the program was run (at each level). */
  runs: z.int().positive(),
  /** What the total includes besides the usual functions; left out where that is nothing. */
  totalIncludes: z.array(z.enum(optionalFunctions)).min(1).max(optionalFunctions.length).optional(),
};
const iterationLevelSchema = levelSchema.extend({ iterations: z.int().nonnegative() });

/** Counts per run as they are, or per iteration as the integers from which the fraction follows. */
export const measurementSchema = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('run'), ...common, ...levelSchema.shape }),
  z.strictObject({ unit: z.literal('iteration'), ...common, from: iterationLevelSchema, to: iterationLevelSchema }),
]);
export type Measurement = Immutable<z.infer<typeof measurementSchema>>;
export type Unit = Measurement['unit'];

/** Most runs of a program at one number of iterations. */
export const mostRuns = 100;

/** The counts of each run, as they came: at one number of iterations, or (null) of the program as it is. */
export const singleRunsSchema = z.strictObject({
  iterations: z.int().nonnegative().nullable(),
  counts: z.array(countsSchema).min(1).max(mostRuns),
  /** Blocks that remained, of the runs in which that was counted; left out where it was in none. */
  unfreed: z.array(z.int()).min(1).max(mostRuns).optional(),
});
export type SingleRuns = Immutable<z.infer<typeof singleRunsSchema>>;

/** A measurement in its unit: per run these are the integers, per iteration fractions (and may be negative by noise). */
export interface Quantities {
  readonly counts: Counts;
  readonly total: number;
  readonly noise: CountsAndTotal;
}

/** Of each function and of the total. */
export type CountsAndTotal = Counts & { readonly total: number };

/** The runs or iterations that the integers of a measurement are of: one, or those between its two levels. */
export function unitsOf(measurement: Measurement): number {
  return measurement.unit === 'run' ? 1 : measurement.to.iterations - measurement.from.iterations;
}

/** The counts per run or per iteration: (count at `to` − count at `from`) / (iterations between). */
export function perUnit(measurement: Measurement): Quantities {
  if (measurement.unit === 'run') {
    const { counts, total, noise } = measurement;
    return { counts, total, noise };
  }
  const { from, to } = measurement;
  const iterations = to.iterations - from.iterations;
  return {
    counts: countsOf((name) => (to.counts[name] - from.counts[name]) / iterations),
    total: (to.total - from.total) / iterations,
    noise: {
      ...countsOf((name) => (to.noise[name] + from.noise[name]) / iterations),
      total: (to.noise.total + from.noise.total) / iterations,
    },
  };
}

/** Sums up the counts of several runs (at least one) of the same program. */
export function summarizeRuns(
  runCounts: readonly Counts[],
  includes: readonly OptionalFunction[] = [],
  blocks: Blocks | null = null,
): Level {
  const { low, high } = rangeOfRuns(runCounts, includes);
  return {
    counts: countsOf((name) => middleOf(runCounts.map((counts) => counts[name]))),
    total: middleOf(runCounts.map((counts) => totalOf(counts, includes))),
    noise: { ...countsOf((name) => high[name] - low[name]), total: high.total - low.total },
    ...(blocks === null ? {} : { blocks }),
  };
}

function rangeOfRuns(
  runCounts: readonly Counts[],
  includes: readonly OptionalFunction[],
): { readonly low: CountsAndTotal; readonly high: CountsAndTotal } {
  const functions = countsOf((name) => rangeOf(runCounts.map((counts) => counts[name])));
  const total = rangeOf(runCounts.map((counts) => totalOf(counts, includes)));
  return {
    low: { ...countsOf((name) => functions[name].low), total: total.low },
    high: { ...countsOf((name) => functions[name].high), total: total.high },
  };
}

/**
 * The lowest and the highest of several numbers without a tenth of them at either end, and from three on at least one:
 * a cold first run, or a run that was cut short, is odd and moves nothing.
 */
export function rangeOf(values: readonly number[]): { readonly low: number; readonly high: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const odd = sorted.length < 3 ? 0 : Math.max(1, Math.floor(sorted.length / 10));
  return { low: sorted[odd] ?? 0, high: sorted[sorted.length - 1 - odd] ?? 0 };
}

/** The middle one (the median); of an even number the lower of the two, since most of what is odd is more. */
export function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
