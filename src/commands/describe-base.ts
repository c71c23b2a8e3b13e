import { type DependencyChange, dependencyChanges } from '../baseline/dependency-changes.ts';
import { type Fingerprint, fingerprintDifferences } from '../baseline/fingerprint.ts';
import type { Baseline } from '../baseline/schema.ts';
import type { NewEnvironment, Report } from '../report/schema.ts';
import type { PackageMeasurement } from './measure-package.ts';

/** The base commit's numbers, and why they were taken. */
export interface MeasuredBase {
  readonly commit: string;
  readonly baseline: Baseline;
  readonly newEnvironment: NewEnvironment | null;
  readonly dependencies: 'as-resolved' | 'same-as-head';
}

/** The base commit, and why it was measured: where the committed baseline is from other ground, in which fields. */
export function baseOf(
  { base, baseline }: { readonly base?: MeasuredBase; readonly baseline: Baseline | null },
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
