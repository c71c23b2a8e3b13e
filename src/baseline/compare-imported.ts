import { allowedIncrease, type Comparison, exceeds, isSuspicious, type Limit } from './compare.ts';
import type { ImportedThreshold } from './imported.ts';
import { type Measurement, perUnit } from './measurement.ts';

/**
 * Compares a benchmark's total with a threshold that was imported: above it by more than the limit is a regression,
 * all else passes. Never an improvement, since the other tool counts differently (docs/importing.md). Numbers of
 * different units are incomparable.
 */
export function compareWithImported(measurement: Measurement, threshold: ImportedThreshold, limit: Limit): Comparison {
  const none = { baseline: null, delta: null } as const;
  if (measurement.unit !== threshold.unit) {
    const baseline = `per ${threshold.unit} (imported)`;
    const differences = [{ field: 'unit', baseline, measured: `per ${measurement.unit}` }];
    return { ...none, verdict: 'incomparable', allowed: null, differences, suspicious: false };
  }
  const { from, file, total } = threshold;
  const now = perUnit(measurement).total;
  const { delta, ...judged } = judgeTotal(now, total, limit);
  return { ...none, ...judged, differences: [], imported: { from, file, total, delta } };
}

/** The verdict on a total, per unit, beside the threshold that it may reach. */
export function judgeTotal(
  now: number,
  threshold: number,
  limit: Limit,
): Pick<Comparison, 'verdict' | 'suspicious'> & { readonly delta: number; readonly allowed: number } {
  const delta = now - threshold;
  const allowed = allowedIncrease(threshold, 0, limit);
  const verdict = exceeds(delta, allowed) ? 'regression' : 'pass';
  return { verdict, delta, allowed, suspicious: isSuspicious(threshold, now) };
}
