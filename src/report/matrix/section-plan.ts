import { changedBenchmarks } from '../benchmarks.ts';
import { explainedBenchmarks, movedSites } from '../site-list.ts';
import type { MatrixLengths } from './fit.ts';
import type { Leg } from './matrix.ts';
import { type StandingLeg, worstFirst } from './standing.ts';

/** A leg that is shown in detail. */
export interface PlannedSection {
  readonly first: StandingLeg;
  /** Benchmarks of which call sites can be listed. */
  readonly explained: number;
  /** Legs of which all of it is as true: they have no section. */
  readonly alike: readonly Leg[];
  /** The leg with the same call sites whose section stands above; null where there is none. */
  readonly sitesAs: Leg | null;
  /** Legs with the same call sites whose sections stand below. */
  readonly sitesAlso: readonly Leg[];
  /** Nothing in it is worse than an improvement. */
  readonly isMild: boolean;
}

/** Sections for the legs in which something changed or failed, worst first; what is equal is said once. */
export function planSections(legs: readonly StandingLeg[], lengths: MatrixLengths): readonly PlannedSection[] {
  const alike = new Map<string, [StandingLeg, ...StandingLeg[]]>();
  for (const leg of legs.filter(hasDetails).toSorted(worstFirst)) {
    const identity = JSON.stringify([detailsOf(leg), sitesOf(leg, lengths)]);
    const group = alike.get(identity);
    if (group === undefined) alike.set(identity, [leg]);
    else group.push(leg);
  }
  const bySites = new Map<string, Leg[]>();
  const groups = [...alike.values()].map(([first, ...others]) => {
    const sites = sitesOf(first, lengths);
    const owners = bySites.get(sites) ?? [];
    if (sites !== noSites) bySites.set(sites, [...owners, first.leg]);
    return { first, others, sites, sitesAs: owners[0] ?? null };
  });
  return groups.map(({ first, others, sites, sitesAs }) => ({
    first,
    explained: explainedBenchmarks(first.groups).length,
    alike: others.map(({ leg }) => leg),
    sitesAs,
    sitesAlso: sitesAs === null ? (bySites.get(sites) ?? []).slice(1) : [],
    isMild: ['no-baseline', 'improvement', 'within-limit', 'within-threshold', 'unchanged'].includes(first.standing),
  }));
}

/** New benchmarks are told by the table over all environments. */
function hasDetails({ standing, groups }: StandingLeg): boolean {
  const { failed, incomparable, imported } = groups;
  const others = failed.length + incomparable.length + imported.exceeding.length + imported.within.length;
  return standing === 'failed' || changedBenchmarks(groups).length + others > 0;
}

/** What a section shows besides call sites, but for the totals, which the table over all environments has. */
function detailsOf({ leg: { report }, groups }: StandingLeg): unknown {
  return [
    [report.package, report.verdict, report.passes, report.failure],
    groups.failed,
    [...groups.imported.exceeding, ...groups.imported.within].map(({ benchmark: { name }, imported }) => [
      name,
      imported,
    ]),
    groups.incomparable.map(({ name, differences }) => [name, differences]),
    changedBenchmarks(groups).map(({ benchmark: { name, verdict, unit }, delta }) => [
      ...[name, verdict, unit],
      ...Object.entries(delta).map(([quantity, move]) => [quantity, shown(move)]),
    ]),
  ];
}

const noSites = '[]';

/** Name, module and delta of the call sites that would be listed, and of those that are cut from the lists. */
function sitesOf({ groups }: StandingLeg, { benchmarksWithSites }: MatrixLengths): string {
  const explained = explainedBenchmarks(groups).slice(0, benchmarksWithSites);
  return JSON.stringify(
    explained.map((compared) => [
      ...[compared.benchmark.name, compared.benchmark.unit],
      ...movedSites(compared).map(({ name, module, delta }) => [name, module, shown(delta)]),
    ]),
  );
}

/** Two decimals, as deltas are written: quotients of counts may differ further behind. */
function shown(delta: number): number {
  return Math.round(delta * 100);
}
