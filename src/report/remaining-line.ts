import { groupBenchmarks } from './benchmarks.ts';
import { formatCount, formatQuantity } from './numbers.ts';
import type { Phrase } from './phrase.ts';
import type { MeasuredBenchmark, Report } from './schema.ts';

/** A sentence for each benchmark that leaves more or fewer blocks unfreed than before, in the table's order. */
export function remainingLines(report: Report): readonly Phrase[] {
  const { regressions, withinLimit, improvements, unchanged } = groupBenchmarks(report);
  return [...regressions, ...withinLimit, ...improvements, ...unchanged].flatMap(({ benchmark }) =>
    remainingLine(benchmark, report),
  );
}

function remainingLine(
  { name, unit, remaining, baselineLine }: MeasuredBenchmark,
  { base }: Pick<Report, 'base'>,
): readonly Phrase[] {
  if (remaining === undefined || remaining.baseline === null || remaining.change === null) return [];
  const { allocated, freed, baseline, change } = remaining;
  if (change === 0) return [];
  const moved = `${formatQuantity(Math.abs(change), 'block')} ${change > 0 ? 'more' : 'fewer'} per ${unit}`;
  const now = `${formatCount(allocated)} allocated, ${formatCount(freed)} freed`;
  const before = `${formatCount(baseline.allocated)} and ${formatCount(baseline.freed)}`;
  // Without a line in the committed file, the numbers are those of the base commit.
  const reference = base !== null && baselineLine === null ? 'base commit' : 'baseline';
  return [[{ code: name }, ` leaves ${moved} unfreed than the ${reference}: ${now} (${reference}: ${before}).`]];
}
