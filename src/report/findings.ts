import {
  type BenchmarkGroups,
  type ComparedBenchmark,
  changedBenchmarks,
  decidingMove,
  groupBenchmarks,
} from './benchmarks.ts';
import type { Environment } from './overview.ts';

/** What can be said of an environment as a whole, worst first. */
const findings = [
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
export type Finding = (typeof findings)[number];

/** Whether a finding is no worse than a new benchmark. */
export function isMild(finding: Finding): boolean {
  return findings.indexOf(finding) >= findings.indexOf('no-baseline');
}

/** An environment with its benchmarks grouped: done once, since one text is composed many times to fit. */
export interface GroupedEnvironment extends Environment {
  readonly groups: BenchmarkGroups;
  /** All that can be said of it, worst first. */
  readonly findings: readonly [Finding, ...Finding[]];
  /** Its largest change, regressions first; null where nothing moved. */
  readonly largest: ComparedBenchmark | null;
}

/** Each environment with what there is to say about it, in their order. */
export function groupEnvironments(environments: readonly Environment[]): readonly GroupedEnvironment[] {
  return environments.map((environment) => {
    const groups = groupBenchmarks(environment.report);
    const isTrue = whatIsTrue(environment, groups);
    const [worst = 'unchanged', ...others] = findings.filter((finding) => isTrue[finding]);
    return { ...environment, groups, findings: [worst, ...others], largest: changedBenchmarks(groups)[0] ?? null };
  });
}

/** The packages of which anything is known, each once. */
export function measuredPackages(environments: readonly Environment[]): readonly string[] {
  const known = environments.filter(({ report }) => report.benchmarks.length + report.removed.length > 0);
  return [...new Set(known.map(({ report }) => report.package))];
}

/** Worst first, of equal ones the one with the largest change; else in the order in which they come. */
export function worstFirst(a: GroupedEnvironment, b: GroupedEnvironment): number {
  return findings.indexOf(a.findings[0]) - findings.indexOf(b.findings[0]) || sizeOf(b) - sizeOf(a);
}

function sizeOf({ largest }: GroupedEnvironment): number {
  return largest === null ? 0 : Math.abs(decidingMove(largest));
}

function whatIsTrue({ report }: Environment, groups: BenchmarkGroups): Readonly<Record<Finding, boolean>> {
  const failed = report.failure !== null || groups.failed.length === report.benchmarks.length;
  return {
    regression: groups.regressions.length > 0,
    exceeding: groups.exceeding.length > 0,
    failed,
    'failed-in-part': !failed && groups.failed.length > 0,
    incomparable: groups.incomparable.length > 0,
    'no-baseline': groups.withoutBaseline.length > 0,
    improvement: groups.improvements.length > 0,
    'within-limit': groups.withinLimit.length > 0,
    'within-threshold': groups.withinThreshold.length > 0,
    unchanged: groups.unchanged.length > 0,
  };
}
