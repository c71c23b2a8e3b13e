import type { DecidingQuantity, MeasuredBenchmark } from '../model/report.ts';
import { formatDelta, formatPercent } from './numbers.ts';

/**
 * The limit of a quantity in words, for comment, summary and terminal alike: `+1 %` where the configured share of the
 * baseline decided, else the number of allocations, `0` for none. Empty where nothing was compared.
 */
export function limitWords({ allowed, limit }: MeasuredBenchmark, quantity: DecidingQuantity): string {
  const allowance = allowed?.[quantity];
  if (!allowance) return '';
  return allowance.by === 'percent' ? (formatPercent(limit.percent, 100) ?? '') : formatDelta(allowance.increase);
}

/** The same above an imported threshold, of which a share is written as the number that it is. */
export function importedLimitWords({ allowed }: MeasuredBenchmark): string {
  return formatDelta(allowed?.total.increase ?? 0);
}
