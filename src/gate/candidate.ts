import { sitesToCommit } from '../baseline/sites.ts';
import type { PackageMeasurement } from '../measure/measure-package.ts';
import type { Baseline, BaselineBenchmark } from '../model/baseline.ts';
import { baselineFormatVersion, baselineSchemaUrl, benchmarkIn, importedIn } from '../model/baseline.ts';
import type { MeasuredOutcome } from '../model/benchmark-outcome.ts';
import { type Fingerprint, fingerprintDifferences } from '../model/fingerprint.ts';
import type { Recording } from '../model/recording.ts';
import { buildCallTree } from '../stacks/call-tree.ts';
import { formatIndented } from '../stacks/indented.ts';
import { stackOf } from '../stacks/named-stack.ts';
import { pruneToBudget } from '../stacks/prune.ts';

/** Bytes of one benchmark in the baseline file; the call tree gets what the sites leave. */
const mostOfBenchmark = 64 * 1024;
/** Bytes of all of them: a report, with the file in it, has to stay below what `accept` and `publish` download. */
const mostOfAll = 2 * 1024 * 1024;
const smallestTreeBudget = 8 * 1024;

/**
 * Whether the numbers of benchmarks that were left out this time, of those that the committed baseline has, can stay
 * beside the ones that were measured: they were taken under the same fingerprint.
 */
export function canKeepLeftOut(
  { leftOut }: PackageMeasurement,
  fingerprint: Fingerprint,
  existing: Baseline | null,
): boolean {
  return leftOut.every((name) => {
    const isKnown = existing !== null && benchmarkIn(existing, name) !== undefined;
    return !isKnown || keptBenchmark(name, fingerprint, existing) !== null;
  });
}

/** The committed numbers of a benchmark that has no new ones; null where they are of another fingerprint. */
function keptBenchmark(name: string, fingerprint: Fingerprint, existing: Baseline | null): BaselineBenchmark | null {
  const known = existing === null ? undefined : benchmarkIn(existing, name);
  if (existing?.fingerprint == null || known === undefined) return null;
  const differences = fingerprintDifferences(existing.fingerprint, fingerprint, known.measurement.unit);
  return differences.length === 0 ? known : null;
}

/**
 * The baseline file that accepts this measurement: the measured benchmarks as they are now, but those that did not change
 * (`unchanged`, by name) as they were, so that noise is no difference; those that failed or were left out
 * keep their old numbers, unless these were taken under another fingerprint than the file will have, or their imported
 * threshold; those that the configuration no longer has drop out.
 */
export function candidateBaseline(
  measured: PackageMeasurement,
  fingerprint: Fingerprint,
  existing: Baseline | null,
  unchanged: ReadonlySet<string> = new Set(),
): Baseline {
  const benchmarkBudget = Math.min(mostOfBenchmark, mostOfAll / measured.benchmarks.length);
  const kept = (name: string): [string, BaselineBenchmark][] => {
    const known = keptBenchmark(name, fingerprint, existing);
    return known === null ? [] : [[name, known]];
  };
  const benchmarks = measured.benchmarks.flatMap((outcome): [string, BaselineBenchmark][] => {
    const { name } = outcome.benchmark;
    const known = existing === null ? undefined : benchmarkIn(existing, name);
    if (known !== undefined && unchanged.has(name)) return [[name, known]];
    if (outcome.outcome === 'measured') return [[name, baselineBenchmark(outcome, benchmarkBudget)]];
    return kept(name);
  });
  const imported = [...measured.leftOut, ...namesUnmeasured(measured)].flatMap((name) => {
    const threshold = existing === null ? undefined : importedIn(existing, name);
    return threshold === undefined ? [] : [[name, threshold] as const];
  });
  return {
    $schema: baselineSchemaUrl,
    formatVersion: baselineFormatVersion,
    package: measured.package.name,
    fingerprint,
    dependencies: measured.dependencies.versions,
    benchmarks: Object.fromEntries([...benchmarks, ...measured.leftOut.flatMap(kept)]),
    ...(imported.length === 0 ? {} : { imported: Object.fromEntries(imported) }),
  };
}

function namesUnmeasured({ benchmarks }: PackageMeasurement): readonly string[] {
  return benchmarks.flatMap(({ outcome, benchmark: { name } }) => (outcome === 'measured' ? [] : [name]));
}

function baselineBenchmark(
  { measurement, workload, recording }: MeasuredOutcome,
  benchmarkBudget: number,
): BaselineBenchmark {
  const stacks = recording?.stacks ?? [];
  const sites = sitesToCommit(recording?.sites ?? []);
  const budget = Math.max(smallestTreeBudget, benchmarkBudget - Buffer.byteLength(JSON.stringify(sites)));
  const tree = pruneToBudget(buildCallTree(stacks.map(stackOf)), budget);
  return { measurement, workload, ...howRecorded(recording), sites, callTree: formatIndented(tree) };
}

function howRecorded(recording: Recording | null): Pick<BaselineBenchmark, 'callGraph' | 'naming' | 'recordedRuns'> {
  if (recording === null) return {};
  const { callGraph, naming, runs } = recording;
  return runs === 1 ? { callGraph, naming } : { callGraph, naming, recordedRuns: runs };
}
