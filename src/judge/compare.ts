import type { ImportedThreshold } from '../model/baseline.ts';
import type { AllocationFunction } from '../model/counted-functions.ts';
import { countsOf, displayName, functionsInTotal, totalOf } from '../model/counts.ts';
import { type Fingerprint, type FingerprintDifference, fingerprintDifferences } from '../model/fingerprint.ts';
import type { Limit } from '../model/limit.ts';
import {
  type CountsAndTotal,
  type Measurement,
  perUnit,
  type Quantities,
  type SingleRuns,
  unitsOf,
} from '../model/measurement.ts';
import { type Allowance, type DecidingQuantity, decidingQuantities, type MeasuredBenchmark } from '../model/report.ts';
import type { Verdict } from '../model/verdict.ts';
import { type WorkloadIdentity, workloadDifferences } from '../model/workload.ts';
import { lowestOf, toleranceOf } from './tolerance.ts';

/** One benchmark's numbers with the conditions under which they were taken. */
export interface Sample {
  readonly measurement: Measurement;
  readonly fingerprint: Fingerprint;
  /** Null where it is not known: nothing is compared then. */
  readonly workload: WorkloadIdentity | null;
}

/** What became of one benchmark; all numbers per unit. */
export interface Comparison {
  readonly verdict: Exclude<Verdict, 'failed'>;
  readonly baseline: (Quantities & { readonly runs: number }) | null;
  /** Zero where a number differs by no more than noise. */
  readonly delta: CountsAndTotal | null;
  readonly decidedBy: DecidingQuantity;
  readonly allowed: MeasuredBenchmark['allowed'];
  readonly differences: readonly Difference[];
  /** The count fell to almost nothing: the benchmark probably no longer does its work. */
  readonly suspicious: boolean;
  /** Another tool's threshold for the total, where that stood in for the baseline. */
  readonly imported?: Pick<ImportedThreshold, 'from' | 'file' | 'total'> & { readonly delta: number };
}

export type Difference = Omit<FingerprintDifference, 'field'> & { readonly field: string };

/** A sample that was measured here: its single runs are known. */
export interface MeasuredSample extends Sample {
  readonly singleRuns: readonly SingleRuns[];
}

/**
 * Compares a benchmark with its baseline (null: there is none). `bySites` is by how much its sites changed, per unit, where
 * they tell it better than totals that differ from run to run; null elsewhere.
 *
 * A regression is an increase of the total, or of `realloc` on existing blocks, beyond the limit, that is more than noise.
 * Noise is what the runs measured here show: what the baseline says about its own allows nothing.
 */
export function compareBenchmark(
  measured: MeasuredSample,
  baseline: Sample | null,
  limit: Limit,
  bySites: number | null = null,
): Comparison {
  if (baseline === null) return { ...notCompared, verdict: 'no-baseline', baseline: null, differences: [] };
  const { runs } = baseline.measurement;
  const before = { ...perUnit(baseline.measurement), runs };
  const differences = differencesOf(baseline, measured);
  if (differences.length > 0) return { ...notCompared, verdict: 'incomparable', baseline: before, differences };
  return { ...judgeChange(numbersOf(measured, runs), before, limit, bySites), baseline: before, differences };
}

/** A benchmark's numbers and the runs that they were taken from. */
export type RunsOfBenchmark = Pick<MeasuredSample, 'measurement' | 'singleRuns'>;

/** The totals of the runs, by level. */
export function totalsOf({ measurement, singleRuns }: RunsOfBenchmark): readonly (readonly number[])[] {
  return singleRuns.map(({ counts }) => counts.map((each) => totalOf(each, measurement.totalIncludes)));
}

/** A benchmark's numbers per unit, as far as they can be told from those of so many runs of the same program. */
export function numbersOf(measured: RunsOfBenchmark, runsBefore: number): Measured {
  const { measurement, singleRuns } = measured;
  const units = unitsOf(measurement);
  const totals = totalsOf(measured);
  const ofFunction = (name: AllocationFunction) => singleRuns.map(({ counts }) => counts.map((each) => each[name]));
  return {
    ...perUnit(measurement),
    tolerance: {
      ...countsOf((name) => toleranceOf(ofFunction(name), runsBefore) / units),
      total: toleranceOf(totals, runsBefore) / units,
    },
    lowest: { ...countsOf((name) => lowestOf(ofFunction(name)) / units), total: lowestOf(totals) / units },
  };
}

/** What is said of numbers beside which there is nothing. */
export const notCompared = { delta: null, decidedBy: 'total', allowed: null, suspicious: false } as const;

/** What follows from numbers that can be compared. */
export type Judgement = Pick<Comparison, 'verdict' | 'decidedBy' | 'suspicious'> & {
  readonly delta: NonNullable<Comparison['delta']>;
  readonly allowed: NonNullable<Comparison['allowed']>;
};

/** Numbers that were measured here, per unit. */
export interface Measured extends Pick<Quantities, 'counts' | 'total'> {
  /** Up to where each differs by noise. */
  readonly tolerance: CountsAndTotal;
  /** What even the lowest runs show, odd ones aside. */
  readonly lowest: CountsAndTotal;
}

/**
 * The verdict on numbers that can be compared, per unit. What is no more than noise is no change; but what even the lowest
 * runs have more than the baseline and its noise is one, however much the others vary.
 */
export function judgeChange(now: Measured, before: Quantities, limit: Limit, bySites: number | null): Judgement {
  // What sites take for noise has moved the counts of functions, too.
  const ofSites = bySites === null ? 0 : Math.abs(now.total - before.total - bySites);
  const inTotal = functionsInTotal();
  const isInTotal = (quantity: string) => inTotal.some((name) => name === quantity);
  const settled = (quantity: AllocationFunction | 'total') => {
    const [count, known] =
      quantity === 'total' ? [now.total, before.total] : [now.counts[quantity], before.counts[quantity]];
    const moved = isInTotal(quantity) ? ofSites : 0;
    const isNoise = !exceeds(Math.abs(count - known), now.tolerance[quantity] + moved);
    return isNoise && !exceeds(now.lowest[quantity] - moved, known + before.noise[quantity]) ? 0 : count - known;
  };
  const total = bySites ?? settled('total');
  // What moves between functions of a total that did not change decides nothing, so that here what the baseline says about
  // its noise counts as well.
  const isNoiseOnly =
    total === 0 &&
    inTotal.every((name) => {
      const noise = Math.max(before.noise[name], before.noise.total, now.tolerance.total);
      return !exceeds(Math.abs(now.counts[name] - before.counts[name]), noise);
    });
  const settledOf = (name: AllocationFunction) => (isNoiseOnly && isInTotal(name) ? 0 : settled(name));
  const delta = { ...countsOf(settledOf), total };
  const allowed = {
    total: allowedIncrease(before.total, limit),
    realloc: allowedIncrease(before.counts.realloc, limit),
  };
  const judged = (verdict: Comparison['verdict'], decidedBy: DecidingQuantity): Judgement => ({
    verdict,
    decidedBy,
    delta,
    allowed,
    suspicious: isSuspicious(before.total, now.total),
  });
  for (const quantity of decidingQuantities) {
    if (exceeds(delta[quantity], allowed[quantity].increase)) return judged('regression', quantity);
  }
  if (exceeds(-delta.total, 0)) return judged('improvement', 'total');
  return delta.total <= 0 && exceeds(-delta.realloc, 0) ? judged('improvement', 'realloc') : judged('pass', 'total');
}

/**
 * Whether any count changed, or the benchmark is new. Of counts that are incomparable nobody knows; what becomes of those
 * is a policy of its own.
 */
export function isChanged({ baseline, delta }: Pick<Comparison, 'baseline' | 'delta'>): boolean {
  if (baseline === null) return true;
  return delta !== null && Object.values(delta).some((change) => exceeds(Math.abs(change), 0));
}

/** Whether a total fell to almost nothing: the benchmark probably no longer does its work. */
function isSuspicious(before: number, now: number): boolean {
  return before >= 10 && now <= before / 20;
}

/** `change > allowed`, but for the rounding of fractions per iteration: 4/3 − 1/3 must not exceed 1. */
export function exceeds(change: number, allowed: number): boolean {
  return change > allowed + 1e-9;
}

/** The increase of a number that the limit allows. */
function allowedIncrease(baseline: number, { absolute, percent }: Limit): Allowance {
  const share = (baseline * percent) / 100;
  return share > 0 && share >= absolute ? { increase: share, by: 'percent' } : { increase: absolute, by: 'absolute' };
}

function differencesOf(baseline: Sample, measured: Sample): readonly Difference[] {
  const unit = measured.measurement.unit;
  const fields: readonly Difference[] = fingerprintDifferences(baseline.fingerprint, measured.fingerprint, unit);
  const others: readonly Difference[] = [
    { field: 'unit', baseline: `per ${baseline.measurement.unit}`, measured: `per ${unit}` },
    { field: 'total', baseline: totalWords(baseline.measurement), measured: totalWords(measured.measurement) },
  ];
  const workload =
    baseline.workload === null || measured.workload === null
      ? []
      : [...workloadDifferences(baseline.workload, measured.workload), ...iterationDifferences(baseline, measured)];
  return [...fields, ...others.filter((other) => other.baseline !== other.measured), ...workload];
}

/** Other numbers of iterations are another workload, since not all that a program does grows evenly. */
function iterationDifferences({ measurement: before }: Sample, { measurement: now }: Sample): readonly Difference[] {
  if (before.unit === 'run' || now.unit === 'run') return [];
  const words = ({ from, to }: typeof now) => `${from.iterations} to ${to.iterations}`;
  const [baseline, measured] = [words(before), words(now)];
  return baseline === measured ? [] : [{ field: 'numbers of iterations', baseline, measured }];
}

/** What a total is made of, in words. */
function totalWords({ totalIncludes }: Measurement): string {
  return functionsInTotal(totalIncludes).map(displayName).join(' + ');
}

/**
 * Compares a benchmark's total with a threshold that was imported: above it by more than the limit is a regression,
 * all else passes. Never an improvement, since the other tool counts differently (docs/importing.md). Numbers of
 * different units are incomparable.
 */
export function compareWithImported(measurement: Measurement, threshold: ImportedThreshold, limit: Limit): Comparison {
  if (measurement.unit !== threshold.unit) {
    const baseline = `per ${threshold.unit} (imported)`;
    const differences = [{ field: 'unit', baseline, measured: `per ${measurement.unit}` }];
    return { ...notCompared, verdict: 'incomparable', baseline: null, differences };
  }
  const { from, file, total } = threshold;
  const now = perUnit(measurement).total;
  const { delta, ...judged } = judgeTotal(now, total, limit);
  return { ...notCompared, ...judged, baseline: null, differences: [], imported: { from, file, total, delta } };
}

/** The verdict on a total, per unit, beside the threshold that it may reach. */
export function judgeTotal(
  now: number,
  threshold: number,
  limit: Limit,
): Omit<Judgement, 'delta'> & { readonly delta: number } {
  const delta = now - threshold;
  const total = allowedIncrease(threshold, limit);
  return {
    verdict: exceeds(delta, total.increase) ? 'regression' : 'pass',
    decidedBy: 'total',
    delta,
    allowed: { total, realloc: null },
    suspicious: isSuspicious(threshold, now),
  };
}
