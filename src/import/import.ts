import { join } from 'node:path';
import { readBaseline, writeBaseline } from '../baseline/file.ts';
import { type BaselineEnvironment, baselineFileName } from '../baseline/file-name.ts';
import { needsProduct } from '../measure/measure-package.ts';
import {
  type Baseline,
  baselineFormatVersion,
  baselineSchemaUrl,
  benchmarkIn,
  type ImportedThreshold,
  type ThresholdSource,
} from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import { benchmarkNameFor, findTwin } from '../settings/benchmark-name.ts';
import { inputName } from '../settings/inputs.ts';
import { quoted } from '../settings/parsers.ts';
import type { Settings } from '../settings/settings.ts';
import { describeMeasuredPackage, requirePackage } from '../swift/package.ts';
import type { Host } from '../system/host.ts';
import { resolveInside } from '../system/inside.ts';
import { type ForeignThreshold, readThresholds } from './read-thresholds.ts';

/** Which thresholds are imported, and into the baseline of which environment. */
export interface ImportRequest {
  readonly from: ThresholdSource;
  readonly unit: ImportedThreshold['unit'];
  /** Files and folders, relative to the working directory. */
  readonly paths: readonly string[];
  readonly environment: BaselineEnvironment;
}

/** What became of the thresholds, and the baseline file that was written; null where there was nothing to write. */
export interface ImportOutcome {
  readonly chosen: ChosenThresholds;
  readonly path: string;
  readonly baseline: Baseline | null;
}

/**
 * Takes the thresholds of another tool over into a baseline, to be held until measured numbers are accepted. Nothing is
 * written where nothing would be compared.
 */
export async function importThresholds(
  { from, unit, paths, environment }: ImportRequest,
  settings: Settings,
  { run, repository, logger }: Host,
): Promise<ImportOutcome> {
  const [swift = ''] = /^(?:\d+\.\d+|nightly-.+)/.exec(environment.swift) ?? [];
  const thresholds = await readThresholds({ from, paths, swift, repository });
  const path = join(settings.baseline, baselineFileName(environment));
  const existing = await readBaseline(repository, path);
  const benchmarks = (settings.benchmarks ?? []).map(({ name }) => name);
  const chosen = chooseThresholds(thresholds, benchmarks, existing);
  if (chosen.taken.length === 0) return { chosen, path, baseline: null };

  for (const other of otherVersions(thresholds, swift)) {
    logger.warning(`These are thresholds of Swift ${other}, and the baseline is of Swift ${swift}.`);
  }
  const named = inputName(settings.door, 'package-path');
  const folder = await resolveInside(repository, settings.packagePath, named);
  await requirePackage(folder, named);
  const { name } = await describeMeasuredPackage(run, folder, needsProduct(settings));
  const baseline = withThresholds(existing, name, chosen.taken, { from, unit });
  await writeBaseline(repository, path, baseline);
  return { chosen, path, baseline };
}

/** Versions of Swift that files or their folders are named after, besides the baseline's. */
function otherVersions(thresholds: readonly ForeignThreshold[], swift: string): readonly string[] {
  const versions = thresholds.flatMap(({ file }) => {
    // `Thresholds/6.2.json`, `Thresholds/nightly-main/TARGET.BENCHMARK.p90.json`
    const version = /(?:^|\/)(\d+\.\d+|nightly-[\w.]+?)(?:\.json$|\/)/.exec(file)?.[1];
    return version === undefined || version === swift ? [] : [version];
  });
  return [...new Set(versions)];
}

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
