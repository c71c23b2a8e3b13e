import { compareBenchmark, isChanged, type Limit, type Sample } from '../baseline/compare.ts';
import { compareWithImported } from '../baseline/compare-imported.ts';
import type { DependencyChange } from '../baseline/dependency-changes.ts';
import type { Fingerprint } from '../baseline/fingerprint.ts';
import { type Measurement, perUnit, type SingleRuns } from '../baseline/measurement.ts';
import { compareRemaining } from '../baseline/remaining.ts';
import { type Baseline, benchmarkIn, importedIn } from '../baseline/schema.ts';
import { baselineSitesPerUnit, sitesPerUnit } from '../baseline/sites.ts';
import type { BenchmarkReport, MeasuredBenchmark, Report } from '../report/schema.ts';
import { attribute } from '../stacks/attribution.ts';
import { diffSites } from '../stacks/diff.ts';
import type { Site } from '../stacks/site.ts';
import { sitesOf } from '../stacks/sites.ts';
import { failureOf } from './describe-failure.ts';
import type { BenchmarkOutcome } from './measure-package.ts';
import type { Recording } from './record-unit.ts';

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

/** One benchmark's part of the report, and whether `any-change` sees a change in it. */
export interface Judged {
  readonly report: BenchmarkReport;
  readonly changed: boolean;
}

/** What became of one benchmark, compared with what is known of it. */
export function benchmarkReport(outcome: BenchmarkOutcome, reference: Reference, modules: Report['modules']): Judged {
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
