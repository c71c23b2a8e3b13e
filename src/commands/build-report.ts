import { compareBenchmark, isChanged, type Limit, type Sample } from '../baseline/compare.ts';
import type { Fingerprint } from '../baseline/fingerprint.ts';
import { type Measurement, perUnit } from '../baseline/measurement.ts';
import { isOpen, type Policy } from '../baseline/policy.ts';
import { type Baseline, benchmarkIn } from '../baseline/schema.ts';
import { worstVerdict } from '../baseline/verdict.ts';
import { MeasurementError, messageOf } from '../errors.ts';
import {
  type BenchmarkReport,
  type Failure,
  type MeasuredBenchmark,
  type Report,
  reportFormatVersion,
  type Source,
} from '../report/schema.ts';
import { diffSites } from '../stacks/diff.ts';
import type { Site } from '../stacks/site.ts';
import { bySize, sitesOf } from '../stacks/sites.ts';
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
  /** The base branch has this baseline file: then its absence is never accepted. */
  readonly baselineExpected: boolean;
  readonly notices: readonly string[];
}

/** Compares a measurement with its baseline; pure, like everything that it calls. */
export function buildReport(measured: PackageMeasurement, setting: ReportSetting): Report {
  const { baseline } = setting;
  const benchmarks = measured.benchmarks.map((outcome) => benchmarkReport(outcome, baseline));
  const names = new Set(measured.benchmarks.map(({ benchmark }) => benchmark.name));
  const removed = Object.keys(baseline?.benchmarks ?? {}).filter((name) => !names.has(name));
  const verdicts = benchmarks.map(({ report }) => report.verdict);
  const anyChange = baseline !== null && (removed.length > 0 || benchmarks.some(({ changed }) => changed));
  const fingerprint = fingerprintOf(measured);
  return {
    ...reportHead(setting),
    package: measured.package.name,
    verdict: worstVerdict(verdicts),
    passes: isOpen({ verdicts, anyChange, baselineExpected: setting.baselineExpected }, setting.policy),
    failure: null,
    fingerprint,
    environment: {
      perf: measured.perf,
      kernel: measured.machine.kernel,
      image: setting.image,
      swift: measured.toolchain.description,
    },
    benchmarks: benchmarks.map(({ report }) => report),
    removed,
    candidate:
      fingerprint === null
        ? null
        : { path: setting.baselinePath, baseline: candidateBaseline(measured, fingerprint, baseline) },
  };
}

/** The report of a gate that could not measure at all. */
export function buildFailureReport(error: unknown, packageName: string, setting: ReportSetting): Report {
  return {
    ...reportHead(setting),
    package: packageName,
    verdict: 'failed',
    passes: false,
    failure: failureOf(error),
    fingerprint: null,
    environment: { perf: null, kernel: null, image: setting.image, swift: null },
    benchmarks: [],
    removed: [],
    candidate: null,
  };
}

function reportHead({ key, source, baselinePath, baseline, notices }: ReportSetting) {
  return {
    formatVersion: reportFormatVersion,
    key,
    source,
    baselineFile: { path: baselinePath, exists: baseline !== null },
    notices,
  } as const;
}

/** The fingerprint of the first benchmark that was measured; null when none was. */
function fingerprintOf({ benchmarks }: PackageMeasurement): Fingerprint | null {
  for (const outcome of benchmarks) if (outcome.outcome === 'measured') return outcome.fingerprint;
  return null;
}

/** One benchmark's own side of a comparison: what was measured, with its sites per unit. */
export interface MeasuredSide {
  readonly name: string;
  readonly limit: Limit;
  readonly measurement: Measurement;
  readonly fingerprint: Fingerprint;
  readonly stacks: MeasuredBenchmark['stacks'];
  readonly sites: readonly Site[];
}

function benchmarkReport(
  outcome: BenchmarkOutcome,
  baseline: Baseline | null,
): { readonly report: BenchmarkReport; readonly changed: boolean } {
  const { name, limit } = outcome.benchmark;
  if (outcome.outcome === 'failed') {
    return { report: { name, verdict: 'failed', failure: failureOf(outcome.error) }, changed: false };
  }
  const { measurement, fingerprint, recording } = outcome;
  const sites = recording === null ? [] : scaled(sitesOf(recording.stacks), recording.units);
  return judge({ name, limit, measurement, fingerprint, stacks: recording && stacksOf(recording), sites }, baseline);
}

/** Compares one benchmark with its baseline. */
export function judge(
  { name, limit, measurement, fingerprint, stacks, sites }: MeasuredSide,
  baseline: Baseline | null,
): { readonly report: MeasuredBenchmark; readonly changed: boolean } {
  const known = baseline === null ? undefined : benchmarkIn(baseline, name);
  const before: Sample | null =
    baseline && known ? { measurement: known.measurement, fingerprint: baseline.fingerprint } : null;
  const comparison = compareBenchmark({ measurement, fingerprint }, before, limit);
  const { verdict, delta, allowed, suspicious, differences } = comparison;
  const now = perUnit(measurement);
  const sitesBefore = known && delta && stacks ? scaled(known.sites, unitsOf(known.measurement)) : null;
  const report: MeasuredBenchmark = {
    ...{ name, verdict, unit: measurement.unit, runs: measurement.runs, measurement },
    ...{ counts: now.counts, total: now.total, spread: now.spread },
    ...{ baseline: comparison.baseline, delta, limit, allowed, suspicious, differences, stacks },
    sites:
      sitesBefore === null || delta === null
        ? sites.map((site) => ({ ...site, baselineCount: 0, delta: 0 }))
        : siteDeltas(sitesBefore, sites, delta.total),
  };
  return { report, changed: isChanged(comparison) };
}

function stacksOf({ callGraph, samples, lost, unresolved }: Recording): MeasuredBenchmark['stacks'] {
  return { callGraph, samples, lost, unresolved };
}

type ReportedSite = MeasuredBenchmark['sites'][number];

/** What the sites do not explain is a row of its own, so that all rows add up to the delta of the total. */
function siteDeltas(before: readonly Site[], after: readonly Site[], totalDelta: number): readonly ReportedSite[] {
  const { deltas, residual } = diffSites(before, after, totalDelta);
  const rows = deltas.map(({ name, module, callers, count, bytes, baselineCount, delta }) => ({
    ...{ name, module, callers, count, bytes },
    ...{ baselineCount, delta },
  }));
  if (Math.abs(residual) < 1e-6) return rows;
  const difference = { name: 'run-to-run difference', module: '[measurement]', callers: [], count: 0, bytes: null };
  return [...rows, { ...difference, baselineCount: 0, delta: residual }];
}

function scaled(sites: readonly Site[], units: number): readonly Site[] {
  if (units === 1) return sites;
  const perUnit = (value: number | null) => (value === null ? null : value / units);
  return sites.map((site) => ({ ...site, count: site.count / units, bytes: perUnit(site.bytes) })).sort(bySize);
}

function unitsOf(measurement: Measurement): number {
  return measurement.unit === 'run' ? 1 : measurement.to.iterations - measurement.from.iterations;
}

function failureOf(error: unknown): Failure {
  const { remedy = null, lastLines = [] } = error instanceof MeasurementError ? error : {};
  return {
    message: messageOf(error).slice(0, 10_000),
    remedy,
    lastLines: lastLines.slice(-50).map((line) => line.slice(0, 4000)),
  };
}
