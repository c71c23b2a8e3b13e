import { baselineSitesPerUnit } from '../baseline/sites.ts';
import { type Baseline, type BaselineBenchmark, benchmarkIn, importedIn } from '../model/baseline.ts';
import type { BenchmarkOutcome } from '../model/benchmark-outcome.ts';
import type { DependencyChange } from '../model/dependency-changes.ts';
import { failureOf } from '../model/errors.ts';
import type { Limit } from '../model/limit.ts';
import { type Measurement, perUnit, unitsOf } from '../model/measurement.ts';
import { isSameNaming, type Recording, recorderOf } from '../model/recording.ts';
import type { BenchmarkReport, MeasuredBenchmark, Report } from '../model/report.ts';
import type { BaselineSite } from '../model/site.ts';
import { attribute } from '../stacks/attribute.ts';
import { bySize, sitePerUnit } from '../stacks/sites.ts';
import {
  compareBenchmark,
  compareWithImported,
  exceeds,
  isChanged,
  type MeasuredSample,
  numbersOf,
  type RunsOfBenchmark,
  type Sample,
  totalsOf,
} from './compare.ts';
import { compareSites, type SitesComparison } from './compare-sites.ts';
import { fewRuns, isVarying } from './tolerance.ts';
import { compareUnfreed } from './unfreed.ts';

/** One benchmark's own side of a comparison. */
export interface MeasuredSide extends MeasuredSample {
  readonly name: string;
  readonly limit: Limit;
  readonly stacks: MeasuredBenchmark['stacks'];
  /** Null where stacks were not recorded. */
  readonly recorded: Pick<Recording, 'sites' | 'runs' | 'units'> | null;
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
  const { name } = outcome.benchmark;
  if (outcome.outcome === 'failed') {
    return { report: { name, verdict: 'failed', failure: failureOf(outcome.error) }, changed: false };
  }
  const { recording } = outcome;
  const stacks = recording && stacksOf(recording, perUnit(outcome.measurement).total);
  return judge({ ...outcome, ...outcome.benchmark, stacks, recorded: recording }, reference, modules);
}

/** Compares one benchmark with its baseline; `modules` says whose the sites are. */
export function judge(
  { name, limit, measurement, singleRuns, fingerprint, workload, stacks, recorded }: MeasuredSide,
  { baseline, lines, moved }: Reference,
  modules: Report['modules'],
): { readonly report: MeasuredBenchmark; readonly changed: boolean } {
  const known = baseline === null ? undefined : benchmarkIn(baseline, name);
  const before: Sample | null = baseline?.fingerprint && known ? { ...known, fingerprint: baseline.fingerprint } : null;
  const threshold = baseline === null ? undefined : importedIn(baseline, name);
  const measured = { measurement, singleRuns, fingerprint, workload };
  const { tolerance } = numbersOf(measured, before?.measurement.runs ?? measurement.runs);
  const found = stacks && recorded && compareWithKnown({ ...measured, stacks, recorded }, known, tolerance.total);
  const bySites = found?.decides === true ? found.comparison.delta : null;
  const comparison =
    threshold === undefined
      ? compareBenchmark(measured, before, limit, bySites)
      : compareWithImported(measurement, threshold, limit);
  const { delta } = comparison;
  const isOtherGraph = known?.callGraph !== undefined && known.callGraph !== stacks?.callGraph;
  const sites = found !== null && isOtherGraph && !isChanged(comparison) ? asTheyWere(found) : found;
  const decisive = delta !== null && sites?.decides === true ? sites.comparison : null;
  const unfreed = compareUnfreed(measured, known && delta ? known.measurement : null);
  const report: MeasuredBenchmark = {
    name,
    unit: measurement.unit,
    runs: measurement.runs,
    measurement,
    workload,
    singleRuns,
    ...perUnit(measurement),
    ...comparison,
    comparedBy: decisive === null ? 'totals' : 'sites',
    resolution: decisive?.resolution ?? tolerance.total,
    baselineLine: lines.get(name) ?? null,
    limit,
    stacks: stacks && { ...withoutOtherWay(stacks), ...(delta === null ? {} : otherWay(known, stacks)) },
    ...(unfreed === null ? {} : { unfreed }),
    ...(delta === null || sites === null
      ? { sites: recorded === null ? [] : sitesOfNow(recorded), attribution: [] }
      : explainDelta(sites, delta.total, modules, moved)),
  };
  const judged = withSiteLimit(report, modules);
  // Of numbers that were counted differently nobody knows whether they changed.
  return { report: judged, changed: threshold === undefined && isChanged(comparison) };
}

/** A regression where a call site of the package's own code grew by more than any may, whatever the sum did. */
function withSiteLimit(report: MeasuredBenchmark, modules: Report['modules']): MeasuredBenchmark {
  const { limit, delta, verdict, sites } = report;
  if (limit.site === undefined || delta === null || verdict === 'regression') return report;
  const [most] = sites.filter(({ module }) => modules.own.includes(module)).toSorted((a, b) => b.delta - a.delta);
  if (most === undefined || !exceeds(most.delta, limit.site)) return report;
  const siteBeyondLimit = { name: most.name, module: most.module, delta: most.delta };
  return { ...report, verdict: 'regression', decidedBy: 'site', siteBeyondLimit };
}

/** The sites on both sides, and whether they decide instead of the totals. */
interface ComparedSites {
  readonly comparison: SitesComparison;
  readonly decides: boolean;
}

/**
 * The sites of now with the baseline's; null where they cannot be compared. They decide where runs differ, here or there,
 * and enough of them were recorded on both sides. Else they explain: where the totals repeat, to the last allocation.
 */
function compareWithKnown(
  { stacks, recorded, ...measured }: Recorded,
  known: BaselineBenchmark | undefined,
  tolerance: number,
): ComparedSites | null {
  if (known === undefined || Object.keys(otherWay(known, stacks)).length > 0) return null;
  const { recordedRuns = 1 } = known;
  const isExact = !isVarying(totalsOf(measured)) && isQuiet(known.measurement);
  const areManyBefore = recordedRuns >= fewRuns || isQuiet(known.measurement);
  const decides = !isExact && recorded.runs >= fewRuns && areManyBefore;
  const before = baselineSitesPerUnit(known);
  const ofRuns = isExact ? 0 : Math.max(tolerance, ofSingleRecordings(measured, known.measurement));
  const ofOddOnes = recorded.runs < fewRuns ? Math.abs(stacks.difference - differenceOf(before, known)) : 0;
  const rules = {
    ...{ units: recorded.units, runsBefore: recordedRuns },
    tolerance: decides ? null : ofRuns + ofOddOnes,
  };
  return { comparison: compareSites(recorded.sites, before, rules), decides };
}

/** What a baseline's recorded run had beyond those that were counted, per unit; 0 where none was recorded. */
function differenceOf(sites: readonly BaselineSite[], { measurement }: BaselineBenchmark): number {
  const recorded = sites.reduce((sum, { count }) => sum + count, 0);
  return sites.length === 0 ? 0 : recorded - perUnit(measurement).total;
}

/**
 * By how much the counts of two single recordings may differ where nothing changed, per unit. Each is of any one run, an odd
 * one too, and a few runs do not show all that there are: twice as far as all that were counted lie from each other.
 */
function ofSingleRecordings(measured: RunsOfBenchmark, before: Measurement): number {
  const spreads = totalsOf(measured).map((totals) => Math.max(...totals) - Math.min(...totals));
  return (
    (2 * spreads.reduce((sum, spread) => sum + spread, 0)) / unitsOf(measured.measurement) +
    2 * perUnit(before).noise.total
  );
}

/**
 * The same sites without a change: of a program that allocates as before, perf's two ways to take stacks name some
 * differently, and where a few runs were odd, `auto` takes the other one.
 */
function asTheyWere({ comparison, decides }: ComparedSites): ComparedSites {
  const sites = comparison.sites
    .filter(({ count }) => count > 0)
    .map(({ movedFrom: _, ...site }) => ({ ...site, delta: 0 }))
    .sort(bySize);
  return { comparison: { ...comparison, sites }, decides };
}

type Recorded = RunsOfBenchmark & { readonly [Key in 'stacks' | 'recorded']: NonNullable<MeasuredSide[Key]> };

/** Whether all runs were alike, odd ones aside. */
function isQuiet(measurement: Measurement): boolean {
  return perUnit(measurement).noise.total === 0;
}

function sitesOfNow({ sites, units }: Pick<Recording, 'sites' | 'units'>): MeasuredBenchmark['sites'] {
  return sites.flatMap(({ site }) =>
    site.count === 0 ? [] : [{ ...sitePerUnit(site, units), baselineCount: 0, delta: 0 }],
  );
}

type Stacks = NonNullable<MeasuredBenchmark['stacks']>;

/** What a report said of another baseline is not true of this one. */
function withoutOtherWay({ baselineCallGraph: _, baselineNaming: __, ...stacks }: Stacks): Stacks {
  return stacks;
}

/**
 * How the baseline's sites were taken, where they would differ by that alone: two recorders cut stacks each in its own way,
 * and what was inlined has a name of its own or not. Empty where they can be compared.
 */
function otherWay(
  known: BaselineBenchmark | undefined,
  { callGraph, naming }: Stacks,
): Pick<Stacks, 'baselineCallGraph' | 'baselineNaming'> {
  if (known?.callGraph === undefined) return {};
  if (recorderOf(known.callGraph) !== recorderOf(callGraph)) return { baselineCallGraph: known.callGraph };
  return isSameNaming(known.naming, naming) ? {} : { baselineNaming: known.naming ?? 'older' };
}

function stacksOf(recording: Recording, total: number): MeasuredBenchmark['stacks'] {
  const { callGraph, naming, because, runs, samples, lost, untrusted, unresolved, sites, units } = recording;
  const recorded = sites.reduce((sum, { site }) => sum + site.count, 0) / units;
  const recorder = { name: recorderOf(callGraph), because };
  const lines = recording.whyNoLines === null ? {} : { whyNoLines: recording.whyNoLines };
  const difference = recorded - total;
  return { callGraph, naming, recorder, runs, ...lines, samples, lost, untrusted, unresolved, difference };
}

/** What the sites do not explain is a part of its own, so that all parts add up to the delta of the total. */
function explainDelta(
  { comparison: { sites, unmatched }, decides }: ComparedSites,
  totalDelta: number,
  modules: Report['modules'],
  moved: readonly DependencyChange[],
): Pick<MeasuredBenchmark, 'sites' | 'unmatched' | 'attribution'> {
  const residual = sites.reduce((rest, { delta }) => rest - delta, totalDelta);
  const attribution = attribute(sites, residual, modules).map((each) => {
    if (each.origin?.kind !== 'dependency') return each;
    const { module } = each.origin;
    const change = moved.find(({ identity }) => identity === modules.packages[module]);
    return change === undefined ? each : { ...each, moved: change };
  });
  return { sites, ...(decides ? { unmatched } : {}), attribution };
}
