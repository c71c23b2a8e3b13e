import { realpath } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { failureSentence } from '../github/request-failure.ts';
import { whatIsUndecided } from '../judge/is-undecided.ts';
import {
  fingerprintOf,
  type KnownBefore,
  measurePackage,
  type PackageMeasurement,
} from '../measure/measure-package.ts';
import type { MeasuringHost } from '../measure/measurer.ts';
import type { Baseline } from '../model/baseline.ts';
import type { MeasuredOutcome } from '../model/benchmark-outcome.ts';
import { briefly, MeasurementError, UsageError } from '../model/errors.ts';
import type { Settings } from '../settings/settings.ts';
import { copyResolvedDependencies } from '../swift/dependencies.ts';
import { resolveInside } from '../system/inside.ts';
import { withEnvironment } from '../system/process.ts';
import { temporaryFolder } from '../system/temporary.ts';
import { candidateBaseline } from './candidate.ts';
import { type ComparedTrees, recordedTrees } from './flame-graph-profile.ts';

/** A commit to compare with, and how its files are had. */
export interface BaseCommit {
  /** The full SHA. */
  readonly commit: string;
  /** Path of our `repository` folder in the commit's tree: `examples/server/`, or nothing where it is the top. */
  readonly prefix: string;
  /** Writes the commit's files into a folder that does not exist yet. */
  readonly writeTree: (folder: string) => Promise<void>;
}

/** A base commit's numbers. */
export interface BaseMeasurement {
  readonly commit: string;
  /** In the form of a baseline; the benchmarks that failed are not in it. */
  readonly baseline: Baseline;
  /** Why benchmarks could not be measured at this commit, by name. */
  readonly failures: ReadonlyMap<string, MeasurementError>;
  /** Of what was recorded at this commit. */
  readonly trees: ComparedTrees;
}

/** Finds the base commit, or null where there is none. Throws a {@link MeasurementError} or what was wrong usage. */
export async function findBase(find: () => Promise<BaseCommit | null>): Promise<BaseCommit | null> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new MeasurementError(`The base commit could not be found: ${failureSentence(error) ?? briefly(error)}`, {
      cause: error,
    });
  }
}

/**
 * Builds and measures a base commit in a folder and with a build folder of its own, with the same settings, on the same
 * machine and where the settings want it with the same dependencies as the head. Throws a {@link MeasurementError} that
 * says that it was the base which could not be measured, whatever went wrong there: the head's measurement stands.
 */
export async function measureBase(
  base: BaseCommit,
  head: PackageMeasurement,
  settings: Settings,
  host: MeasuringHost,
): Promise<BaseMeasurement> {
  const short = base.commit.slice(0, 10);
  try {
    const temporary = await temporaryFolder(host.cleanup);
    // SwiftPM calls a package that is depended on by path after its folder, so the folder keeps the name it has here.
    const top = resolve(host.repository, relative(base.prefix, ''));
    const tree = join(temporary, 'base', basename(top));
    const repository = join(tree, base.prefix);
    await base.writeTree(tree);
    const sameDependencies = settings.dependencies === 'same-as-head';
    if (sameDependencies) {
      const place = relative(await realpath(host.repository), await realpath(head.package.path));
      const packagePath = await resolveInside(repository, place === '' ? '.' : place, 'package-path');
      await copyResolvedDependencies(head.package.path, packagePath);
    }
    // SwiftPM leaves a lock file for each package that it builds, named after its folder: here they go with the folder.
    const environment = { ...host.environment, TMPDIR: temporary };
    const run = withEnvironment(host.run, environment);
    const known: KnownBefore = {
      baseline: null,
      comparedWith: (name) => measuredIn(head, name),
      whatIsUndecided: (one) => whatIsUndecided(one, null),
    };
    const measured = await measurePackage(settings, head.toolchain, known, {
      ...{ ...host, run, environment, repository },
      // It was said of the head.
      withheld: [],
    });
    if (sameDependencies) requireSameDependencies(measured, head);
    const fingerprint = fingerprintOf(measured);
    if (fingerprint === null) {
      const [first] = measured.benchmarks;
      throw first?.outcome === 'failed' ? first.error : new MeasurementError('it has no benchmark');
    }
    const failures = measured.benchmarks.flatMap((outcome) =>
      outcome.outcome === 'failed' ? [[outcome.benchmark.name, outcome.error] as const] : [],
    );
    const baseline = candidateBaseline(measured, fingerprint, null);
    return { commit: base.commit, baseline, failures: new Map(failures), trees: recordedTrees(measured.benchmarks) };
  } catch (error) {
    const lastLines = error instanceof MeasurementError ? error.lastLines : [];
    throw new MeasurementError(`The base commit ${short} could not be measured: ${briefly(error)}`, {
      remedy: 'Compare with a committed baseline instead: accept the numbers of this run as the new baseline.',
      lastLines,
      cause: error,
    });
  }
}

function measuredIn({ benchmarks }: PackageMeasurement, name: string): MeasuredOutcome | undefined {
  return benchmarks.filter((one) => one.outcome === 'measured').find(({ benchmark }) => benchmark.name === name);
}

/** SwiftPM takes another version than Package.resolved has where the manifest does not allow that one. */
function requireSameDependencies(
  { dependencies: base }: PackageMeasurement,
  { dependencies: head }: PackageMeasurement,
) {
  const differing = base.resolved.find(
    (identity) => head.resolved.includes(identity) && base.versions[identity] !== head.versions[identity],
  );
  if (differing === undefined) return;
  throw new MeasurementError(
    `its manifest does not allow the dependencies of this run (\`dependencies: same-as-head\`): ${differing} is ` +
      `${head.versions[differing]} here, and SwiftPM resolves ${base.versions[differing]} there`,
  );
}
