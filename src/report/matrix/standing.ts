import {
  type BenchmarkGroups,
  type ComparedBenchmark,
  changedBenchmarks,
  decidingQuantity,
  groupBenchmarks,
} from '../benchmarks.ts';
import type { Leg } from './matrix.ts';

/** What there is to say about a leg as a whole, in the order in which the verdict's sentence says it. */
const standings = [
  'regression',
  'exceeding',
  'failed',
  'failed-in-part',
  'incomparable',
  'no-baseline',
  'improvement',
  'within-limit',
  'within-threshold',
  'unchanged',
] as const;
export type Standing = (typeof standings)[number];

/** A leg with its benchmarks grouped: done once, since one text is composed many times to fit. */
export interface StandingLeg {
  readonly leg: Leg;
  readonly groups: BenchmarkGroups;
  /** The worst of it. */
  readonly standing: Standing;
  /** Its largest change, regressions first; null where nothing moved. */
  readonly largest: ComparedBenchmark | null;
}

/** Each leg with what there is to say about it, in the order of the legs. */
export function standingLegs(legs: readonly Leg[]): readonly StandingLeg[] {
  return legs.map((leg) => {
    const groups = groupBenchmarks(leg.report);
    const standing = standings.find((each) => isTrue(each, leg, groups)) ?? 'unchanged';
    return { leg, groups, standing, largest: changedBenchmarks(groups)[0] ?? null };
  });
}

/** Whether this can be said of the leg, be it the worst of it or not. */
export function hasStanding({ leg, groups }: StandingLeg, standing: Standing): boolean {
  return isTrue(standing, leg, groups);
}

/** Worst first, of equal ones the one with the largest change; else in the order in which they come. */
export function worstFirst(a: StandingLeg, b: StandingLeg): number {
  return standings.indexOf(a.standing) - standings.indexOf(b.standing) || sizeOf(b) - sizeOf(a);
}

function sizeOf({ largest }: StandingLeg): number {
  return largest === null ? 0 : Math.abs(largest.delta[decidingQuantity(largest)]);
}

function isTrue(standing: Standing, { report }: Leg, groups: BenchmarkGroups): boolean {
  switch (standing) {
    case 'regression':
      return groups.regressions.length > 0;
    case 'exceeding':
      return groups.imported.exceeding.length > 0;
    case 'failed':
      return report.failure !== null || groups.failed.length === report.benchmarks.length;
    case 'failed-in-part':
      return report.failure === null && groups.failed.length > 0 && groups.failed.length < report.benchmarks.length;
    case 'incomparable':
      return groups.incomparable.length > 0;
    case 'no-baseline':
      return groups.withoutBaseline.length > 0;
    case 'improvement':
      return groups.improvements.length > 0;
    case 'within-limit':
      return groups.withinLimit.length > 0;
    case 'within-threshold':
      return groups.imported.within.length > 0;
    case 'unchanged':
      return true;
  }
}
