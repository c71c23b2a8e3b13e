import { type SiblingBaseline, siblingsAmong } from '../baseline/file.ts';
import { type BaselineEnvironment, nameOf } from '../baseline/file-name.ts';
import type { PackageMeasurement } from '../measure/measure-package.ts';
import type { Baseline } from '../model/baseline.ts';
import { type BaseDependencies, type DependencyChange, dependencyChanges } from '../model/dependency-changes.ts';
import { type Fingerprint, fingerprintDifferences } from '../model/fingerprint.ts';
import type { BenchmarkReport, NewEnvironment, Report } from '../model/report.ts';
import { hasMoved } from '../report/benchmarks.ts';
import type { BaseMeasurement } from './measure-base.ts';

/** The base commit's numbers, and why they were taken. */
export interface MeasuredBase extends Omit<BaseMeasurement, 'trees'> {
  /** By name (`gate --base`): compared with whatever the committed baseline says. */
  readonly isAskedFor: boolean;
  readonly newEnvironment: NewEnvironment | null;
  readonly dependencies: BaseDependencies;
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

/** What the folder of baselines has for environments of this kind, in the checkout and in the base branch. */
export interface OtherBaselines {
  readonly siblings: readonly SiblingBaseline[];
  /** Names of all files that the folder has in the base branch. */
  readonly files: readonly string[];
}

/**
 * What is missing where this package has baselines for environments of this kind and none for this one; null where it
 * has none at all: a first run.
 */
export function newEnvironmentOf(
  environment: BaselineEnvironment,
  { siblings, files }: OtherBaselines,
  packageName: string,
): NewEnvironment | null {
  const own = siblings.filter((one) => one.package === null || one.package === packageName);
  // What the pull request deletes still shows that this is no first run.
  const deleted = siblingsAmong(files, environment).filter(({ name }) => !siblings.some((one) => one.name === name));
  const others = [...own, ...deleted].map(({ swift, os }) => ({ swift, os }));
  return others.length === 0 ? null : { ...nameOf(environment), others };
}

/**
 * Whether the base commit tells what the committed baseline does not: where the baseline was measured elsewhere, and,
 * `isOutdated`, where there is none for this environment yet or dependencies have moved since. What did not move needs no
 * explanation.
 */
export function needsBase({ benchmarks }: Report, isOutdated: boolean): boolean {
  return benchmarks.some(
    (benchmark) =>
      benchmark.verdict === 'incomparable' ||
      (isOutdated && (benchmark.verdict === 'no-baseline' || hasMoved(benchmark))),
  );
}
