import { middleOf, rangeOf } from '../model/measurement.ts';

/** Fewer runs than these may all show the same by chance. */
export const fewRuns = 5;

/** Of sorted runs, those at each end that are odd: a cold first one, one that was cut short. */
const oddShare = 1 / 20;

/**
 * By how much the middle of these runs may lie from that of `others` runs of the same program, in allocations: what is
 * less is no change. `levels` has the runs at each number of iterations, whose middles are subtracted. Zero where all
 * show the same.
 *
 * Between two gates on one machine the middle of a count moved by less than 1.5 times the standard deviation of single
 * runs, beyond what the number of runs explains (docs/counting.md). That is taken of all runs but the odd ones, which move
 * it no further than the last one that is not. Where runs differ, or are few, the middle may be the next integer.
 */
export function toleranceOf(levels: readonly (readonly number[])[], others: number): number {
  const parts = levels.map((runs) => {
    const deviation = deviationOf(runs);
    const uncertain = deviation > 0 || runs.length < fewRuns || others < fewRuns ? 0.5 : 0;
    const spread = deviation * (1.5 + 2 * Math.sqrt(1 / runs.length + 1 / Math.max(1, others)));
    return { spread, uncertain };
  });
  return Math.hypot(...parts.map(({ spread }) => spread)) + parts.reduce((sum, { uncertain }) => sum + uncertain, 0);
}

/** Whether runs differ, odd ones aside. */
export function isVarying(levels: readonly (readonly number[])[]): boolean {
  return levels.some((runs) => deviationOf(runs) > 0);
}

/** The middle of the only level, or that of the second minus that of the first. */
export function differenceOfMiddles(levels: readonly (readonly number[])[]): number {
  const [first = 0, second] = levels.map(middleOf);
  return second === undefined ? first : second - first;
}

/**
 * What even the lowest runs show, odd ones aside: of two levels the lowest of the second less the highest of the first.
 * Half a call is left at each level, where middles are integers.
 */
export function lowestOf(levels: readonly (readonly number[])[]): number {
  const [first = { low: 0, high: 0 }, second] = levels.map(rangeOf);
  return (second === undefined ? first.low : second.low - first.high) - 0.5 * levels.length;
}

/** The standard deviation of all but the odd runs, which count as the last that is not odd. */
function deviationOf(runs: readonly number[]): number {
  const sorted = runs.toSorted((a, b) => a - b);
  const odd = sorted.length < fewRuns ? 0 : Math.max(1, Math.floor(sorted.length * oddShare));
  const low = sorted[odd] ?? 0;
  const high = sorted[sorted.length - 1 - odd] ?? 0;
  const values = sorted.map((value) => Math.min(high, Math.max(low, value)));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
}
