import { type DependencyChange, dependencyChanges } from '../baseline/dependency-changes.ts';
import { type Fingerprint, fingerprintDifferences } from '../baseline/fingerprint.ts';
import type { Baseline } from '../baseline/schema.ts';
import type { BenchmarkReport, NewEnvironment, Report } from '../report/schema.ts';
import type { BaseMeasurement } from './measure-base.ts';
import type { PackageMeasurement } from './measure-package.ts';

/** The base commit's numbers, and why they were taken. */
export interface MeasuredBase extends BaseMeasurement {
  /** By name (`gate --base`): compared with whatever the committed baseline says. */
  readonly isAskedFor: boolean;
  readonly newEnvironment: NewEnvironment | null;
  readonly dependencies: 'as-resolved' | 'same-as-head';
}

/**
 * The base commit, and why it was measured: where the committed baseline cannot be compared with, in which fields, those
 * of single benchmarks (their unit) among them. `byBaseline` is what the committed baseline says of each.
 */
export function baseOf(
  { base, baseline }: { readonly base?: MeasuredBase; readonly baseline: Baseline | null },
  measured: PackageMeasurement,
  fingerprint: Fingerprint | null,
  byBaseline: readonly BenchmarkReport[],
): Report['base'] {
  if (base === undefined) return null;
  const { commit, isAskedFor, newEnvironment, dependencies } = base;
  const withoutReason = { commit, differences: [], newEnvironment, dependencies };
  if (isAskedFor || baseline === null || fingerprint === null) return withoutReason;
  const differences = [
    ...(baseline.fingerprint === null ? [] : fingerprintDifferences(baseline.fingerprint, fingerprint, 'run')),
    ...(dependencies === 'same-as-head' ? resolvedOtherwise(baseline, measured).map(asDifference) : []),
    ...byBaseline.flatMap((benchmark) => (benchmark.verdict === 'failed' ? [] : benchmark.differences)),
  ];
  const distinct = new Map(differences.map((difference) => [JSON.stringify(Object.entries(difference)), difference]));
  return { ...withoutReason, differences: [...distinct.values()] };
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
