import { allocationFunctions, type Counts, countsOf, displayName, functionsInTotal } from './counts.ts';
import { type Fingerprint, type FingerprintDifference, fingerprintDifferences } from './fingerprint.ts';
import type { ImportedThreshold } from './imported.ts';
import { type Measurement, perUnit, type Quantities } from './measurement.ts';
import type { Verdict } from './verdict.ts';

/** The configured increase that is allowed; the larger of the two counts. */
export interface Limit {
  readonly absolute: number;
  /** Per cent of the baseline. */
  readonly percent: number;
}

/** One benchmark's numbers with the conditions under which they were taken. */
export interface Sample {
  readonly measurement: Measurement;
  readonly fingerprint: Fingerprint;
}

/** What became of one benchmark; all numbers per unit. */
export interface Comparison {
  readonly verdict: Exclude<Verdict, 'failed'>;
  readonly baseline: Quantities | null;
  readonly delta: (Counts & { readonly total: number }) | null;
  /** The increase of the total that was allowed, the baseline's own spread included. */
  readonly allowed: number | null;
  readonly differences: readonly Difference[];
  /** The count fell to almost nothing: the benchmark probably no longer does its work. */
  readonly suspicious: boolean;
  /** Another tool's threshold for the total, where that stood in for the baseline. */
  readonly imported?: Pick<ImportedThreshold, 'from' | 'file' | 'total'> & { readonly delta: number };
}

export type Difference = Omit<FingerprintDifference, 'field'> & { readonly field: string };

/**
 * Compares a benchmark with its baseline (null: there is none).
 *
 * A regression is an increase of the total, or of `realloc` on existing blocks, beyond what is allowed: the
 * limit or the spread stored in the baseline, whichever is larger. The measured spread allows nothing, so a
 * noisy pull request cannot open the gate for itself.
 */
export function compareBenchmark(measured: Sample, baseline: Sample | null, limit: Limit): Comparison {
  if (baseline === null) {
    return { verdict: 'no-baseline', baseline: null, delta: null, allowed: null, differences: [], suspicious: false };
  }
  const before = perUnit(baseline.measurement);
  const now = perUnit(measured.measurement);
  const differences = differencesOf(baseline, measured);
  if (differences.length > 0) {
    return { verdict: 'incomparable', baseline: before, delta: null, allowed: null, differences, suspicious: false };
  }
  return { ...judgeChange(now, before, limit), baseline: before, differences };
}

/** The verdict on numbers that can be compared, per unit. */
export function judgeChange(
  now: Quantities,
  before: Quantities,
  limit: Limit,
): Pick<Comparison, 'verdict' | 'suspicious'> & {
  readonly delta: NonNullable<Comparison['delta']>;
  readonly allowed: number;
} {
  const delta = {
    ...countsOf((name) => now.counts[name] - before.counts[name]),
    total: now.total - before.total,
  };
  const allowed = allowedIncrease(before.total, before.spread.total, limit);
  const allowedReallocs = allowedIncrease(before.counts.realloc, before.spread.realloc, limit);
  const regressed = exceeds(delta.total, allowed) || exceeds(delta.realloc, allowedReallocs);
  const fewer = (change: number, spread: number) => exceeds(-change, spread);
  const improved =
    fewer(delta.total, before.spread.total) || (delta.total <= 0 && fewer(delta.realloc, before.spread.realloc));
  return {
    verdict: regressed ? 'regression' : improved ? 'improvement' : 'pass',
    delta,
    allowed,
    suspicious: isSuspicious(before.total, now.total),
  };
}

/**
 * Whether any count differs from the baseline by more than the baseline's own noise, or the benchmark is new.
 * Of counts that are incomparable nobody knows; what becomes of those is a policy of its own.
 */
export function isChanged({ baseline, delta }: Pick<Comparison, 'baseline' | 'delta'>): boolean {
  if (baseline === null) return true;
  if (delta === null) return false;
  const moved = (change: number, spread: number) => exceeds(Math.abs(change), spread);
  return (
    moved(delta.total, baseline.spread.total) ||
    allocationFunctions.some((name) => moved(delta[name], baseline.spread[name]))
  );
}

/** Whether a total fell to almost nothing: the benchmark probably no longer does its work. */
export function isSuspicious(before: number, now: number): boolean {
  return before >= 10 && now <= before / 20;
}

/** `change > allowed`, but for the rounding of fractions per iteration: 4/3 − 1/3 must not exceed 1. */
export function exceeds(change: number, allowed: number): boolean {
  return change > allowed + 1e-9;
}

/** The increase of a number that is allowed: the limit, or the baseline's spread of that number if it is larger. */
export function allowedIncrease(baseline: number, spread: number, { absolute, percent }: Limit): number {
  return Math.max(absolute, (baseline * percent) / 100, spread);
}

function differencesOf(baseline: Sample, measured: Sample): readonly Difference[] {
  const unit = measured.measurement.unit;
  const fields: readonly Difference[] = fingerprintDifferences(baseline.fingerprint, measured.fingerprint, unit);
  const others: readonly Difference[] = [
    { field: 'unit', baseline: `per ${baseline.measurement.unit}`, measured: `per ${unit}` },
    { field: 'total', baseline: totalWords(baseline.measurement), measured: totalWords(measured.measurement) },
  ];
  return [...fields, ...others.filter((other) => other.baseline !== other.measured)];
}

/** What a total is made of, in words. */
function totalWords({ totalIncludes }: Measurement): string {
  return functionsInTotal(totalIncludes).map(displayName).join(' + ');
}
