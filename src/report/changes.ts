import { allowedIncrease } from '../baseline/compare.ts';
import { displayName } from '../baseline/counts.ts';
import { type ComparedBenchmark, changedFunctions, decidingQuantity } from './benchmarks.ts';
import { formatCount, formatDelta, formatPercent } from './numbers.ts';

/** One row of the table of changes, its numbers written out. */
export interface Change {
  /** `total` or the function, as people write it. */
  readonly quantity: string;
  readonly baseline: string;
  readonly now: string;
  readonly delta: string;
  /** Empty where the baseline is 0. */
  readonly percent: string;
  /** Empty where the quantity has no limit of its own. */
  readonly limit: string;
  /** Whether the verdict on the benchmark is about this row. */
  readonly decides: boolean;
}

/** The rows of one benchmark: its total, then the functions that moved. */
export function changesOf(compared: ComparedBenchmark): readonly Change[] {
  return unwrittenChangesOf(compared).map((write) => write());
}

/** As {@link changesOf}, each row written out when it is asked for: of very many there is room for few. */
export function unwrittenChangesOf(compared: ComparedBenchmark): readonly (() => Change)[] {
  const { benchmark, baseline, delta } = compared;
  const deciding = decidingQuantity(compared);
  const total = (): Change => ({
    quantity: benchmark.unit === 'iteration' ? 'total per iteration' : 'total',
    ...numbers(baseline.total, benchmark.total, delta.total),
    limit: limitOf(compared, 'total'),
    decides: deciding === 'total',
  });
  const functions = changedFunctions(compared).map(
    (name) => (): Change => ({
      quantity: displayName(name),
      ...numbers(baseline.counts[name], benchmark.counts[name], delta[name]),
      limit: name === 'realloc' && deciding === 'realloc' ? limitOf(compared, 'realloc') : '',
      decides: name === deciding,
    }),
  );
  return [total, ...functions];
}

function numbers(baseline: number, now: number, delta: number) {
  return {
    baseline: formatCount(baseline),
    now: formatCount(now),
    delta: formatDelta(delta),
    percent: formatPercent(delta, baseline) ?? '',
  };
}

/** The increase that was allowed: `+1 %` where the configured share of the baseline decided, else the number. */
export function limitOf({ benchmark, baseline }: ComparedBenchmark, quantity: 'total' | 'realloc'): string {
  const before = quantity === 'total' ? baseline.total : baseline.counts.realloc;
  const { percent } = benchmark.limit;
  const share = (percent / 100) * before;
  const allowed = allowedIncrease(before, baseline.spread[quantity], benchmark.limit);
  const shareDecided = share > 0 && Math.abs(allowed - share) < 1e-6 * share;
  return shareDecided ? (formatPercent(percent, 100) ?? '') : formatDelta(allowed);
}
