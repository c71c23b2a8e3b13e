import { basename, join, relative, resolve } from 'node:path';
import type { Baseline } from '../baseline/schema.ts';
import type { Settings } from '../config/settings.ts';
import { MeasurementError, messageOf, UsageError } from '../errors.ts';
import type { Toolchain } from '../swift/toolchain.ts';
import { temporaryFolder } from '../system/temporary.ts';
import { fingerprintOf } from './build-report.ts';
import { candidateBaseline } from './candidate.ts';
import { measurePackage } from './measure-package.ts';
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
 * Builds and measures a base commit in a folder and with a build folder of its own, with the same settings and on the
 * same machine, and returns its numbers in the form of a baseline. Throws a {@link MeasurementError} that says that it
 * was the base which could not be measured.
 */
export async function measureBase(
  base: BaseCommit,
  settings: Settings,
  toolchain: Toolchain,
  surroundings: Surroundings,
): Promise<Baseline> {
  const short = base.commit.slice(0, 10);
  // SwiftPM calls a package that is depended on by path after its folder, so the folder keeps the name it has here.
  const top = resolve(surroundings.repository, relative(base.prefix, ''));
  const folder = join(await temporaryFolder(surroundings.cleanup), 'base', basename(top));
  try {
    await base.writeTree(folder);
    const measured = await measurePackage(settings, toolchain, null, {
      ...surroundings,
      repository: join(folder, base.prefix),
    });
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
