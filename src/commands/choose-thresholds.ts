import type { ImportedThreshold, ThresholdSource } from '../baseline/imported.ts';
import { type Baseline, baselineFormatVersion, baselineSchemaUrl, benchmarkIn } from '../baseline/schema.ts';
import type { ForeignThreshold } from '../baseline/threshold-file.ts';
import { benchmarkNameFor, findTwin } from '../config/benchmark-name.ts';
import { quoted } from '../config/parsed.ts';
import { UsageError } from '../errors.ts';

/** A threshold under the name of its benchmark here. */
export interface NamedThreshold {
  readonly benchmark: string;
  readonly threshold: ForeignThreshold;
}

/** The thresholds by what becomes of them. */
export interface ChosenThresholds {
  readonly taken: readonly NamedThreshold[];
  /** Benchmarks that have measured numbers, which are better. */
  readonly measured: readonly NamedThreshold[];
  /** No benchmark has their name: nothing would ever be compared with them. */
  readonly unknown: readonly NamedThreshold[];
}

/**
 * Gives each threshold the name of a benchmark, and tells those that can be imported from the others.
 *
 * @throws UsageError with file, line and column where a name cannot be a benchmark's, or two become the same.
 */
export function chooseThresholds(
  thresholds: readonly ForeignThreshold[],
  benchmarks: readonly string[],
  baseline: Baseline | null,
): ChosenThresholds {
  const named = thresholds.map((threshold) => {
    const name = benchmarkNameFor(threshold.name);
    if (!name.ok) throw new UsageError(`${placeOf(threshold)}: ${name.problem}.`);
    return { benchmark: name.value, threshold };
  });
  refuseTwins(named);
  const known = named.filter(({ benchmark }) => benchmarks.includes(benchmark));
  const isMeasured = ({ benchmark }: NamedThreshold) =>
    baseline !== null && benchmarkIn(baseline, benchmark) !== undefined;
  return {
    taken: known.filter((one) => !isMeasured(one)),
    measured: known.filter(isMeasured),
    unknown: named.filter(({ benchmark }) => !benchmarks.includes(benchmark)),
  };
}

/** The baseline with these thresholds in it: an existing one, whose measured numbers stay, or a new one. */
export function withThresholds(
  baseline: Baseline | null,
  packageName: string,
  taken: readonly NamedThreshold[],
  { from, unit }: { readonly from: ThresholdSource; readonly unit: ImportedThreshold['unit'] },
): Baseline {
  const added = taken.map(({ benchmark, threshold: { file, name, total } }): [string, ImportedThreshold] => [
    benchmark,
    { from, file, name, unit, total },
  ]);
  return {
    $schema: baselineSchemaUrl,
    formatVersion: baselineFormatVersion,
    package: packageName,
    fingerprint: baseline?.fingerprint ?? null,
    dependencies: baseline?.dependencies ?? {},
    benchmarks: baseline?.benchmarks ?? {},
    imported: { ...baseline?.imported, ...Object.fromEntries(added) },
  };
}

function placeOf({ file, place: { line, column } }: ForeignThreshold): string {
  return `${file}:${line}:${column}`;
}

function refuseTwins(named: readonly NamedThreshold[]): void {
  const twin = findTwin(named.map(({ benchmark }) => benchmark));
  if (twin === null) return;
  const alike = named.filter(({ benchmark }) => benchmark.toLowerCase() === twin.second.toLowerCase());
  const [first, second] = alike.map(({ threshold }) => threshold);
  if (first === undefined || second === undefined) return;
  throw new UsageError(
    `${placeOf(second)}: ${quoted(second.name)} would be the same benchmark as ${quoted(first.name)} ` +
      `(${placeOf(first)}), ${quoted(twin.second)}; import them into baselines of two packages, or rename one.`,
  );
}
