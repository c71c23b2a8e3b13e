import { benchmarkLines } from '../baseline/benchmark-lines.ts';
import { compareBenchmark, isChanged, type Limit, type Sample } from '../baseline/compare.ts';
import { compareWithImported } from '../baseline/compare-imported.ts';
import { type DependencyChange, dependencyChanges } from '../baseline/dependency-changes.ts';
import { type Fingerprint, fingerprintDifferences } from '../baseline/fingerprint.ts';
import { formatBaseline } from '../baseline/format-text.ts';
import { gitBlob } from '../baseline/git-blob.ts';
import { type Measurement, perUnit, type SingleRuns } from '../baseline/measurement.ts';
import { isOpen, type Policy } from '../baseline/policy.ts';
import { compareRemaining } from '../baseline/remaining.ts';
import { type Baseline, benchmarkIn, benchmarkNames, importedIn } from '../baseline/schema.ts';
import { baselineSitesPerUnit, sitesPerUnit } from '../baseline/sites.ts';
import { unifiedDiff } from '../baseline/unified-diff.ts';
import { worstVerdict } from '../baseline/verdict.ts';
import { MeasurementError, messageOf } from '../errors.ts';
import {
  type BenchmarkReport,
  type Failure,
  type MeasuredBenchmark,
  type NewEnvironment,
  type Report,
  reportFormatVersion,
  type Source,
} from '../report/schema.ts';
import { attribute } from '../stacks/attribution.ts';
import { diffSites } from '../stacks/diff.ts';
import type { Site } from '../stacks/site.ts';
import { sitesOf } from '../stacks/sites.ts';
import { candidateBaseline } from './candidate.ts';
import type { BenchmarkOutcome, PackageMeasurement } from './measure-package.ts';
import type { Recording } from './record-unit.ts';

/** What a report needs besides the measurement. */
export interface ReportSetting {
  readonly key: string;
  readonly policy: Policy;
  readonly source: Source | null;
  /** Name of the runner's image; null elsewhere. */
  readonly image: string | null;
  /** Path of the baseline file, relative to the repository. */
  readonly baselinePath: string;
  readonly baseline: Baseline | null;
  /** The content of the baseline file as it is committed; null: there is none. */
  readonly baselineText: string | null;
  /** The base branch has this baseline file, and it is missing here: never accepted. */
  readonly baselineRemoved: boolean;
  readonly notices: readonly string[];
  /** The base commit's numbers, measured here: compared with instead of the baseline. */
  readonly base?: MeasuredBase;
}

/** The base commit's numbers, and why they were taken. */
export interface MeasuredBase {
  readonly commit: string;
  readonly baseline: Baseline;
  readonly newEnvironment: NewEnvironment | null;
  readonly dependencies: 'as-resolved' | 'same-as-head';
}

/** Compares a measurement with its baseline; pure, like everything that it calls. */
export function buildReport(measured: PackageMeasurement, setting: ReportSetting): Report {
  const baseline = setting.base?.baseline ?? setting.baseline;
  const modules = modulesOf(measured);
  const moved = baseline === null ? [] : dependencyChanges(baseline.dependencies, measured.dependencies.versions);
  // Numbers of a base commit that was measured here stand on no line of a file.
  const lines = setting.base === undefined ? benchmarkLines(setting.baselineText ?? '') : noLines;
  const reference = { baseline, lines, moved };
  const benchmarks = measured.benchmarks.map((outcome) => benchmarkReport(outcome, reference, modules));
  const names = new Set(measured.benchmarks.map(({ benchmark }) => benchmark.name));
  const removed = (baseline === null ? [] : benchmarkNames(baseline)).filter((name) => !names.has(name));
  const verdicts = benchmarks.map(({ report }) => report.verdict);
  const anyChange = baseline !== null && (removed.length > 0 || benchmarks.some(({ changed }) => changed));
  const fingerprint = fingerprintOf(measured);
  return {
    ...reportHead(setting),
    base: baseOf(setting, measured, fingerprint),
    dependencyChanges: moved,
    package: measured.package.name,
    verdict: worstVerdict(verdicts),
    passes: isOpen({ verdicts, anyChange, baselineRemoved: setting.baselineRemoved }, setting.policy),
    failure: null,
    fingerprint,
    modules,
    environment: {
      perf: measured.perf,
      kernel: measured.machine.kernel,
      image: setting.image,
      swift: measured.toolchain.description,
    },
    benchmarks: benchmarks.map(({ report }) => report),
    removed,
    candidate: fingerprint === null ? null : candidateOf(measured, fingerprint, setting),
  };
}

function candidateOf(
  measured: PackageMeasurement,
  fingerprint: Fingerprint,
  { baselinePath, baseline, baselineText }: ReportSetting,
): Report['candidate'] {
  const text = formatBaseline(candidateBaseline(measured, fingerprint, baseline));
  return { path: baselinePath, text, diff: unifiedDiff(baselinePath, baselineText, text) };
}

/** The report of a gate that could not measure at all. */
export function buildFailureReport(error: unknown, packageName: string, setting: ReportSetting): Report {
  return {
    ...reportHead(setting),
    base: null,
    dependencyChanges: [],
    package: packageName,
    verdict: 'failed',
    passes: false,
    failure: failureOf(error),
    fingerprint: null,
    modules: { own: [], dependencies: [], packages: {} },
    environment: { perf: null, kernel: null, image: setting.image, swift: null },
    benchmarks: [],
    removed: [],
    candidate: null,
  };
}

function reportHead({ key, policy, source, baselinePath, baselineText, notices }: ReportSetting) {
  const blob = baselineText === null ? null : gitBlob(Buffer.from(baselineText));
  const { failOn, onMissingBaseline, onIncomparable } = policy;
  return {
    formatVersion: reportFormatVersion,
    key,
    policy: { failOn, onMissingBaseline, onIncomparable },
    source,
    baselineFile: { path: baselinePath, exists: blob !== null, blob },
    notices,
  } as const;
}

/** The base commit, and why it was measured: where the committed baseline is from other ground, in which fields. */
function baseOf(
  { base, baseline }: ReportSetting,
  measured: PackageMeasurement,
  fingerprint: Fingerprint | null,
): Report['base'] {
  if (base === undefined) return null;
  const { commit, newEnvironment, dependencies } = base;
  if (!baseline?.fingerprint || fingerprint === null) {
    return { commit, differences: [], newEnvironment, dependencies };
  }
  const differences = [
    ...fingerprintDifferences(baseline.fingerprint, fingerprint, 'run'),
    ...(dependencies === 'same-as-head' ? resolvedOtherwise(baseline, measured).map(asDifference) : []),
  ];
  return { commit, differences, newEnvironment, dependencies };
}

/** Dependencies that SwiftPM resolves to another version than when the baseline was measured. */
export function resolvedOtherwise(
  baseline: Baseline,
  { dependencies: { versions, resolved } }: PackageMeasurement,
): readonly DependencyChange[] {
  return dependencyChanges(baseline.dependencies, versions).filter(({ identity }) => resolved.includes(identity));
}

function asDifference({ identity, baseline, measured }: DependencyChange) {
  return { field: identity, baseline: baseline ?? 'none', measured: measured ?? 'none' };
}

/** The fingerprint of the first benchmark that was measured; null when none was. */
export function fingerprintOf({ benchmarks }: PackageMeasurement): Fingerprint | null {
  for (const outcome of benchmarks) if (outcome.outcome === 'measured') return outcome.fingerprint;
  return null;
}

/** One benchmark's own side of a comparison: what was measured, with its sites per unit. */
export interface MeasuredSide {
  readonly name: string;
  readonly limit: Limit;
  readonly measurement: Measurement;
  readonly singleRuns: readonly SingleRuns[];
  readonly fingerprint: Fingerprint;
  readonly stacks: MeasuredBenchmark['stacks'];
  readonly sites: readonly Site[];
}

/** What benchmarks are compared with, and the line of the committed file on which each begins. */
export interface Reference {
  readonly baseline: Baseline | null;
  readonly lines: ReadonlyMap<string, number>;
  /** Dependencies that have another version now. */
  readonly moved: readonly DependencyChange[];
}

const noLines: Reference['lines'] = new Map();

function benchmarkReport(
  outcome: BenchmarkOutcome,
  reference: Reference,
  modules: Report['modules'],
): { readonly report: BenchmarkReport; readonly changed: boolean } {
  const { name, limit } = outcome.benchmark;
  if (outcome.outcome === 'failed') {
    return { report: { name, verdict: 'failed', failure: failureOf(outcome.error) }, changed: false };
  }
  const { measurement, singleRuns, fingerprint, recording } = outcome;
  const sites = recording === null ? [] : sitesPerUnit(sitesOf(recording.stacks), recording.units);
  return judge(
    {
      name,
      limit,
      measurement,
      singleRuns,
      fingerprint,
      stacks: recording && stacksOf(recording, perUnit(measurement).total),
      sites,
    },
    reference,
    modules,
  );
}

/** Compares one benchmark with its baseline; `modules` says whose the sites are. */
export function judge(
  { name, limit, measurement, singleRuns, fingerprint, stacks, sites }: MeasuredSide,
  { baseline, lines, moved }: Reference,
  modules: Report['modules'],
): { readonly report: MeasuredBenchmark; readonly changed: boolean } {
  const known = baseline === null ? undefined : benchmarkIn(baseline, name);
  const before: Sample | null =
    baseline?.fingerprint && known ? { measurement: known.measurement, fingerprint: baseline.fingerprint } : null;
  const threshold = baseline === null ? undefined : importedIn(baseline, name);
  const comparison =
    threshold === undefined
      ? compareBenchmark({ measurement, fingerprint }, before, limit)
      : compareWithImported(measurement, threshold, limit);
  const { verdict, delta, allowed, suspicious, differences } = comparison;
  const now = perUnit(measurement);
  const remaining = compareRemaining(measurement, known && delta ? known.measurement : null);
  const sitesBefore = known && delta && stacks ? baselineSitesPerUnit(known) : null;
  const report: MeasuredBenchmark = {
    ...{ name, verdict, unit: measurement.unit, runs: measurement.runs, measurement, singleRuns },
    ...{ counts: now.counts, total: now.total, spread: now.spread },
    ...{ baseline: comparison.baseline, baselineLine: lines.get(name) ?? null },
    ...{ delta, limit, allowed, suspicious, differences, stacks },
    ...(remaining === null ? {} : { remaining }),
    ...(comparison.imported === undefined ? {} : { imported: comparison.imported }),
    ...(sitesBefore === null || delta === null
      ? { sites: sites.map((site) => ({ ...site, baselineCount: 0, delta: 0 })), attribution: [] }
      : explainDelta(sitesBefore, sites, delta.total, modules, moved)),
  };
  // Of numbers that were counted differently nobody knows whether they changed.
  return { report, changed: threshold === undefined && isChanged(comparison) };
}

function stacksOf(recording: Recording, total: number): MeasuredBenchmark['stacks'] {
  const { callGraph, samples, lost, untrusted, unresolved, stacks, units } = recording;
  const recorded = stacks.reduce((sum, { count }) => sum + count, 0) / units;
  return { callGraph, samples, lost, untrusted, unresolved, difference: recorded - total };
}

/** What the sites do not explain is a row of its own, so that all rows add up to the delta of the total. */
function explainDelta(
  before: readonly Site[],
  after: readonly Site[],
  totalDelta: number,
  modules: Report['modules'],
  moved: readonly DependencyChange[],
): Pick<MeasuredBenchmark, 'sites' | 'attribution'> {
  const { deltas, residual } = diffSites(before, after, totalDelta);
  const attribution = attribute(deltas, residual, modules).map((each) => {
    const module = /^dependency (.+)$/s.exec(each.origin)?.[1] ?? '';
    const change = moved.find(({ identity }) => identity === modules.packages[module]);
    return change === undefined ? each : { ...each, moved: change };
  });
  const sites = deltas.map(({ name, module, callers, count, bytes, baselineCount, delta }) => ({
    ...{ name, module, callers, count, bytes },
    ...{ baselineCount, delta },
  }));
  if (Math.abs(residual) < 1e-6) return { sites, attribution };
  const difference = { name: 'run-to-run difference', module: '[measurement]', callers: [], count: 0, bytes: null };
  return { sites: [...sites, { ...difference, baselineCount: 0, delta: residual }], attribution };
}

/** The executables are named too: C code and `main` belong to no module, but to the file they are in. */
function modulesOf({
  package: { modules, executables },
  builtModules,
  dependencies: { packages },
}: PackageMeasurement): Report['modules'] {
  const own = [...new Set([...modules, ...executables])].sort();
  return { own, dependencies: builtModules.filter((module) => !own.includes(module)).sort(), packages };
}

function failureOf(error: unknown): Failure {
  const { remedy = null, lastLines = [] } = error instanceof MeasurementError ? error : {};
  return {
    message: messageOf(error).slice(0, 10_000),
    remedy,
    lastLines: lastLines.slice(-50).map((line) => line.slice(0, 4000)),
  };
}
