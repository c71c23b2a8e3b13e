import type { ImportedBenchmark } from './benchmarks.ts';
import { importedLimitWords } from './limit-words.ts';
import { formatCount, formatDelta, formatQuantity } from './numbers.ts';
import type { Phrase } from './phrase.ts';

/** `: +210 allocations per iteration in http (threshold 1,000, limit +20) and 2 others`. */
export function largestExcess(exceeding: readonly ImportedBenchmark[]): Phrase {
  const [largest, ...others] = exceeding.toSorted((a, b) => b.imported.delta - a.imported.delta);
  if (largest === undefined) return [];
  const { benchmark, imported } = largest;
  const allowed = importedLimitWords(benchmark);
  const limit = allowed === '0' ? '' : `, limit ${allowed}`;
  return [
    `: ${formatDelta(imported.delta)} ${imported.delta === 1 ? 'allocation' : 'allocations'} per ${benchmark.unit} in `,
    { code: benchmark.name },
    ` (threshold ${formatCount(imported.total)}${limit})`,
    ...(others.length === 0 ? [] : [` and ${formatQuantity(others.length, 'other')}`]),
  ];
}

/** `swift-nio and package-benchmark`: where the thresholds are from. */
export function sourcesOf(all: readonly ImportedBenchmark[]): string {
  return [...new Set(all.map(({ imported }) => imported.from))].sort().join(' and ');
}

/** What is shown of each benchmark that was compared with an imported threshold, besides its name. */
export const importedTitles = ['Threshold', 'Now', 'Delta', 'Limit'] as const;

/** These numbers, written out. */
export function importedNumbers({ benchmark, imported }: ImportedBenchmark) {
  return {
    threshold: formatCount(imported.total),
    now: formatCount(benchmark.total),
    delta: formatDelta(imported.delta),
    limit: importedLimitWords(benchmark),
  };
}

/** What must be known to read the numbers: said once, above them. */
export function importedRemark(all: readonly ImportedBenchmark[]): string {
  return (
    `Compared with ${all.length === 1 ? 'a threshold' : 'thresholds'} imported from ${sourcesOf(all)} (counted differently), ` +
    `by the total alone. Accepting these numbers replaces ${all.length === 1 ? 'it' : 'them'}`
  );
}

/** What to say of a total that is almost nothing beside its threshold. */
export function importedSuspicion({ benchmark: { name, total, unit }, imported }: ImportedBenchmark): Phrase {
  const words = ` makes ${formatQuantity(total, 'allocation')} per ${unit}, and its threshold is ${formatCount(imported.total)}`;
  return [{ code: name }, `${words}: it probably does not do the same work.`];
}
