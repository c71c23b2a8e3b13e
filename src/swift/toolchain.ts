import { z } from 'zod';
import { MeasurementError } from '../model/errors.ts';
import { type Run, succeed } from '../system/process.ts';

/** The Swift that builds the package. */
export interface Toolchain {
  /** `6.2.1`; a snapshot is `nightly-main` or `nightly-6.3`. */
  readonly version: string;
  /** The compiler's own line, which also tells snapshots apart. */
  readonly description: string;
  /** `x86_64-unknown-linux-gnu`. */
  readonly target: string;
}

const targetInfo = z.object({
  compilerVersion: z.string(),
  swiftCompilerTag: z.string().optional(),
  target: z.object({ unversionedTriple: z.string() }),
});

/** Asks the Swift on PATH what it is; throws a {@link MeasurementError} when there is none. */
export async function readToolchain(run: Run): Promise<Toolchain> {
  const output = await succeed(run, 'asking Swift for its version', {
    file: 'swift',
    arguments: ['-print-target-info'],
  }).catch((error: unknown) => {
    throw new MeasurementError('Swift was not found on PATH, or does not run.', {
      remedy:
        'Install Swift 6. On Debian or Ubuntu, the gate’s `scripts/with-swift` before the command provides one; in a ' +
        'workflow, a step before this one does, or a `container:` image such as swift:6.2.1-noble.',
      lastLines: error instanceof MeasurementError ? error.lastLines : [],
      cause: error,
    });
  });
  const { compilerVersion, swiftCompilerTag = '', target } = targetInfo.parse(JSON.parse(output));
  return {
    version: versionName(compilerVersion, swiftCompilerTag),
    description: swiftCompilerTag === '' ? compilerVersion : `${compilerVersion}, ${swiftCompilerTag}`,
    target: target.unversionedTriple,
  };
}

/**
 * `Swift version 6.0.3 (swift-6.0.3-RELEASE)` is 6.0.3. A snapshot says `Swift version 6.3-dev (LLVM …)` and its
 * tag, `swift-DEVELOPMENT-SNAPSHOT-2026-01-09-a`, `swift-6.3-DEVELOPMENT-SNAPSHOT-…` or, since 6.4,
 * `swift-6.4.x-DEVELOPMENT-SNAPSHOT-…`, names the branch. There is no tag before 6.2
 * (https://github.com/swiftlang/swift/pull/81697): then main is called by the version that it will become.
 */
export function versionName(compilerVersion: string, tag: string): string {
  const snapshot = /swift-(?:(\d+\.\d+)(?:\.\w+)*-)?DEVELOPMENT-SNAPSHOT/.exec(`${tag} ${compilerVersion}`);
  if (snapshot !== null) return `nightly-${snapshot[1] ?? 'main'}`;
  const version = /Swift version (\d+(?:\.\d+)+)(-dev)?/.exec(compilerVersion);
  if (version?.[1] === undefined) throw new MeasurementError(`Swift’s version is not understood: ${compilerVersion}`);
  return version[2] === undefined ? version[1] : `nightly-${version[1]}`;
}
