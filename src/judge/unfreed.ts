import { type Blocks, type Measurement, perUnit, type Unit, unfreedOf, unitsOf } from '../model/measurement.ts';
import type { RunsOfBenchmark } from './compare.ts';
import { toleranceOf } from './tolerance.ts';

/** What one unit leaves allocated: blocks per run or per iteration, fractions there. */
export interface Unfreed extends Blocks {
  /** The same of the baseline; null where it has none, or one that cannot be compared. */
  readonly baseline: Blocks | null;
  /** Unfreed blocks minus those of the baseline, where that is more than noise; else 0. Null without a baseline. */
  readonly change: number | null;
}

/**
 * The least change that is worth a sentence, in blocks per unit. One of three kinds of requests that leaks is a third
 * of a block per request; a cache that fills between the two numbers of iterations is a few blocks divided by many.
 */
const leastChange: Readonly<Record<Unit, number>> = { iteration: 0.25, run: 1 };

/** Fractions per iteration are quotients. */
const rounding = 1e-9;

/**
 * Compares what remains with a comparable baseline (null: there is none); null where it was not counted. A change is
 * one beyond the noise of both totals, since what is allocated once more by chance may remain, and beyond that of what
 * remains: a program may end while other threads still free.
 */
export function compareUnfreed(
  { measurement: measured, singleRuns }: RunsOfBenchmark,
  baseline: Measurement | null,
): Unfreed | null {
  const now = blocksPerUnit(measured);
  if (now === null) return null;
  const before = baseline === null ? null : blocksPerUnit(baseline);
  if (baseline === null || before === null) return { ...now, baseline: null, change: null };
  const change = unfreedOf(now) - unfreedOf(before);
  const runs = singleRuns.map(({ unfreed = [] }) => unfreed);
  const tolerance = runs.some((each) => each.length > 1) ? toleranceOf(runs, 1) / unitsOf(measured) : 0;
  const noise = Math.max(tolerance, perUnit(measured).noise.total + perUnit(baseline).noise.total);
  const isNews = Math.abs(change) > noise + rounding && Math.abs(change) >= leastChange[measured.unit] - rounding;
  return { ...now, baseline: before, change: isNews ? change : 0 };
}

function blocksPerUnit(measurement: Measurement): Blocks | null {
  if (measurement.unit === 'run') return measurement.blocks ?? null;
  const { from, to } = measurement;
  if (from.blocks === undefined || to.blocks === undefined) return null;
  const iterations = to.iterations - from.iterations;
  return {
    allocated: (to.blocks.allocated - from.blocks.allocated) / iterations,
    freed: (to.blocks.freed - from.blocks.freed) / iterations,
  };
}
