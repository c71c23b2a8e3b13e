import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { benchmarkRecipe } from '../../src/swift/benchmark-recipe.ts';
import { describePackage, onlyExecutable, requireExecutable, type SwiftPackage } from '../../src/swift/package.ts';
import { recorded } from '../perf/recorded.ts';
import { scriptedRun } from '../system/scripted-run.ts';

const read = (answer: string): Promise<SwiftPackage> =>
  describePackage(
    scriptedRun(() => ({ stdout: answer })),
    '/build/Package',
  );
const two = () => read(recorded('swift/two.describe.json'));
const library = () => read(recorded('swift/library.describe.json'));

describe('a package', () => {
  it('has the executables, libraries and modules that SwiftPM describes, products sorted by name', async () => {
    expect(await two()).toEqual({
      name: 'Two',
      path: '/build/Package',
      executables: ['First', 'Second'],
      libraries: [],
      libraryModules: [],
      modules: ['Second', 'First'],
      folders: ['/build/Package'],
      localDependencies: [],
    });
    expect(await library()).toMatchObject({
      ...{ name: 'Library', executables: [], libraries: ['Library'], libraryModules: ['Library'] },
    });
    expect(await read(recorded('swift/nested.describe.json'))).toMatchObject({
      localDependencies: ['/build/comma-separated'],
    });
  });

  it('is read from behind the warnings that SwiftPM prints first', async () => {
    const warned = `warning: 'two': found unhandled files\n${recorded('swift/two.describe.json')}`;
    expect((await read(warned)).name).toBe('Two');
  });

  it('with a broken manifest is a failure in SwiftPM’s own words', async () => {
    const stderr = "error: 'broken': Invalid manifest\nPackage.swift:3:9: error: expected expression\n";
    const run = scriptedRun(() => ({ exitCode: 1, stderr }));
    const error = await describePackage(run, '/build/Broken').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ lastLines: stderr.trim().split('\n') });
  });
});

describe('the product to measure', () => {
  it('is the only executable', async () => {
    const { name, ...rest } = await two();
    expect(onlyExecutable({ name, ...rest, executables: ['Server'] })).toBe('Server');
  });

  it('has to be named where there are several, and they are listed', async () => {
    const several = await two();
    expect(() => onlyExecutable(several)).toThrow(UsageError);
    expect(() => onlyExecutable(several)).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: The package Two has 2 executable products: First, Second. Name the ones to measure with the input \`products\`, or describe them in the configuration file.]`,
    );
  });

  it('has to be written for a library: the error is the recipe', async () => {
    const only = await library();
    expect(() => onlyExecutable(only)).toThrow(UsageError);
    expect(() => onlyExecutable(only)).toThrow(benchmarkRecipe(only));
  });

  it('has to be an executable product of the package', async () => {
    const several = await two();
    expect(() => requireExecutable(several, 'First')).not.toThrow();
    expect(() => requireExecutable(several, 'Frist')).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: The package Two has no executable product named "Frist"; it has: First, Second.]`,
    );
    const only = await library();
    expect(() => requireExecutable(only, 'Library')).toThrow(
      'The package Library has no executable product named "Library"; it has: none.',
    );
  });
});
