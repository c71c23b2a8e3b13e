import { formatCount, formatDelta, formatQuantity } from './numbers.ts';
import type { Phrase } from './phrase.ts';
import type { MeasuredBenchmark, Report } from './schema.ts';

/** A benchmark that was compared with a threshold imported from another tool: its total alone. */
export interface ImportedBenchmark {
  readonly benchmark: MeasuredBenchmark;
  readonly imported: NonNullable<MeasuredBenchmark['imported']>;
}

/** The report's benchmarks that were compared with imported thresholds, those above them first, then by name. */
export interface ImportedGroups {
  readonly exceeding: readonly ImportedBenchmark[];
  readonly within: readonly ImportedBenchmark[];
}

export function importedBenchmarks({ benchmarks }: Pick<Report, 'benchmarks'>): ImportedGroups {
  const all = benchmarks
    .flatMap((benchmark) =>
      benchmark.verdict === 'failed' || benchmark.imported === undefined
        ? []
        : [{ benchmark, imported: benchmark.imported }],
    )
    .toSorted(({ benchmark: a }, { benchmark: b }) => (a.name < b.name ? -1 : 1));
  return {
    exceeding: all.filter(({ benchmark }) => benchmark.verdict === 'regression'),
    within: all.filter(({ benchmark }) => benchmark.verdict !== 'regression'),
  };
}

/** `: +210 allocations per iteration in http (threshold 1,000, limit +20) and 2 others`. */
export function largestExcess(exceeding: readonly ImportedBenchmark[]): Phrase {
  const [largest, ...others] = exceeding.toSorted((a, b) => b.imported.delta - a.imported.delta);
  if (largest === undefined) return [];
  const { benchmark, imported } = largest;
  const limit = benchmark.allowed ? `, limit ${formatDelta(benchmark.allowed)}` : '';
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

/** What must be known to read the numbers: said once, above them. */
export function importedRemark(groups: ImportedGroups): string {
  const all = [...groups.exceeding, ...groups.within];
  return (
    `Compared with ${all.length === 1 ? 'a threshold' : 'thresholds'} imported from ${sourcesOf(all)} (counted differently), ` +
    `by the total alone. Accepting these numbers replaces ${all.length === 1 ? 'it' : 'them'}`
  );
}

/** What to say of totals that are almost nothing beside their thresholds. */
export function importedSuspicions({ within }: ImportedGroups): readonly Phrase[] {
  return within.filter(({ benchmark }) => benchmark.suspicious).map(suspicionOf);
}

function suspicionOf({ benchmark: { name, total, unit }, imported }: ImportedBenchmark): Phrase {
  const words = ` makes ${formatQuantity(total, 'allocation')} per ${unit}, and its threshold is ${formatCount(imported.total)}`;
  return [{ code: name }, `${words}: it probably does not do the same work.`];
}
