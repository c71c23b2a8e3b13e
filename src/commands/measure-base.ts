import { realpath } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import type { Baseline } from '../baseline/schema.ts';
import type { Settings } from '../config/settings.ts';
import { MeasurementError, messageOf, UsageError } from '../errors.ts';
import { copyResolvedDependencies } from '../swift/resolved-dependencies.ts';
import { resolveInside } from '../system/inside.ts';
import { inTemporaryFolder } from '../system/process.ts';
import { temporaryFolder } from '../system/temporary.ts';
import { fingerprintOf } from './build-report.ts';
import { candidateBaseline } from './candidate.ts';
import { measurePackage, type PackageMeasurement } from './measure-package.ts';
import type { Surroundings } from './surroundings.ts';

/** A commit to compare with, and how its files are had. */
export interface BaseCommit {
  /** The full SHA. */
  readonly commit: string;
  /** Path of our `repository` folder in the commit's tree: `examples/server/`, or nothing where it is the top. */
  readonly prefix: string;
  /** Writes the commit's files into a folder that does not exist yet. */
  readonly writeTree: (folder: string) => Promise<void>;
}

/**
 * Builds and measures a base commit in a folder and with a build folder of its own, with the same settings, on the same
 * machine and where the settings want it with the same dependencies as the head, and returns its numbers in the form of
 * a baseline. Throws a {@link MeasurementError} that says that it was the base which could not be measured.
 */
export async function measureBase(
  base: BaseCommit,
  head: PackageMeasurement,
  settings: Settings,
  surroundings: Surroundings,
): Promise<Baseline> {
  const short = base.commit.slice(0, 10);
  const temporary = await temporaryFolder(surroundings.cleanup);
  // SwiftPM calls a package that is depended on by path after its folder, so the folder keeps the name it has here.
  const top = resolve(surroundings.repository, relative(base.prefix, ''));
  const tree = join(temporary, 'base', basename(top));
  const repository = join(tree, base.prefix);
  try {
    await base.writeTree(tree);
    const sameDependencies = settings.dependencies === 'same-as-head';
    if (sameDependencies) {
      const place = relative(await realpath(surroundings.repository), await realpath(head.package.path));
      const packagePath = await resolveInside(repository, place === '' ? '.' : place, 'package-path');
      await copyResolvedDependencies(head.package.path, packagePath);
    }
    // SwiftPM leaves a lock file for each package that it builds, named after its folder: here they go with the folder.
    const run = inTemporaryFolder(surroundings.run, surroundings.environment, temporary);
    const measured = await measurePackage(settings, head.toolchain, null, { ...surroundings, run, repository });
    if (sameDependencies) requireSameDependencies(measured, head);
    const fingerprint = fingerprintOf(measured);
    if (fingerprint === null) {
      const [first] = measured.benchmarks;
      throw first?.outcome === 'failed' ? first.error : new MeasurementError('it has no benchmark');
    }
    return candidateBaseline(measured, fingerprint, null);
  } catch (error) {
    if (!(error instanceof MeasurementError || error instanceof UsageError)) throw error;
    const lastLines = error instanceof MeasurementError ? error.lastLines : [];
    throw new MeasurementError(`The base commit ${short} could not be measured: ${messageOf(error).split('\n')[0]}`, {
      remedy: 'Compare with a committed baseline instead: accept the numbers of this run as the new baseline.',
      lastLines,
      cause: error,
    });
  }
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
