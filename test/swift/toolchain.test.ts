import { describe, expect, it } from 'vitest';
import { MeasurementError } from '../../src/model/errors.ts';
import { readToolchain, versionName } from '../../src/swift/toolchain.ts';
import { recorded } from '../elf/recorded.ts';
import { scriptedRun } from '../system/scripted-run.ts';

describe('the toolchain', () => {
  it('is what swift says of itself', async () => {
    const run = scriptedRun(() => ({ stdout: recorded('swift/target-info.json') }));
    expect(await readToolchain(run)).toEqual({
      version: '6.0.3',
      description: 'Swift version 6.0.3 (swift-6.0.3-RELEASE)',
      target: 'x86_64-pc-linux-gnu',
    });
  });

  it('shows the tag that tells snapshots apart', async () => {
    const answer = {
      compilerVersion: 'Swift version 6.3-dev (LLVM 2a7f1c5, Swift 19bb0a2)',
      swiftCompilerTag: 'swift-DEVELOPMENT-SNAPSHOT-2026-01-09-a',
      target: { unversionedTriple: 'aarch64-unknown-linux-gnu' },
    };
    const run = scriptedRun(() => ({ stdout: JSON.stringify(answer) }));
    expect(await readToolchain(run)).toEqual({
      version: 'nightly-main',
      description: `${answer.compilerVersion}, ${answer.swiftCompilerTag}`,
      target: 'aarch64-unknown-linux-gnu',
    });
  });

  it.each([
    [127, 'sh: swift: not found\n'],
    [1, 'error while loading shared libraries\n'],
  ])('is missing when swift ends with %i', async (exitCode, stderr) => {
    const error = await readToolchain(scriptedRun(() => ({ exitCode, stderr }))).catch((thrown: unknown) => thrown);
    if (!(error instanceof MeasurementError)) throw error;
    expect(error.message).toBe('Swift was not found on PATH, or does not run.');
    expect(error.remedy).toContain('swift:6.2.1-noble');
    expect(error.lastLines).toEqual([stderr.trim()]);
  });
});

describe('the name of a version', () => {
  it.each([
    ['Swift version 6.0.3 (swift-6.0.3-RELEASE)', '', '6.0.3'],
    ['Swift version 6.2 (swift-6.2-RELEASE)', 'swift-6.2-RELEASE', '6.2'],
    ['Apple Swift version 6.1.2 (swiftlang-6.1.2.1.2 clang-1700.0.13.5)', '', '6.1.2'],
    ['Swift version 6.3-dev (LLVM 2a7f1c5, Swift 19bb0a2)', 'swift-DEVELOPMENT-SNAPSHOT-2026-01-09-a', 'nightly-main'],
    ['Swift version 6.3-dev (LLVM 2a7f1c5)', 'swift-6.3-DEVELOPMENT-SNAPSHOT-2026-01-09-a', 'nightly-6.3'],
    ['Swift version 6.3-dev (LLVM 2a7f1c5, Swift 19bb0a2)', '', 'nightly-6.3'],
    // Before there was a tag, and after the branches got a third component.
    ['Swift version 5.8-dev (LLVM f6b60d5b8f4b443, Swift ecccce61139bbc4)', '', 'nightly-5.8'],
    ['Swift version 6.4-dev (LLVM 264fd65)', 'swift-6.4.x-DEVELOPMENT-SNAPSHOT-2026-06-15-a', 'nightly-6.4'],
    ['Swift version 6.5-dev (LLVM 264fd65)', 'swift-DEVELOPMENT-SNAPSHOT-2026-07-13-a', 'nightly-main'],
    // Patch releases, in whatever distribution; without the patch it is the first of its minor version.
    ['Swift version 6.2.1 (swift-6.2.1-RELEASE)', 'swift-6.2.1-RELEASE', '6.2.1'],
    ['Swift version 5.5.2 (swift-5.5.2-RELEASE)', '', '5.5.2'],
  ])('%s, tag "%s": %s', (compilerVersion, tag, name) => {
    expect(versionName(compilerVersion, tag)).toBe(name);
  });

  it('is not guessed', () => {
    expect(() => versionName('clang version 17', '')).toThrow('Swift’s version is not understood: clang version 17');
  });
});
