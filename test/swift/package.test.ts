import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { benchmarkRecipe } from '../../src/swift/benchmark-recipe.ts';
import {
  describeMeasuredPackage,
  describePackage,
  onlyExecutable,
  requireExecutable,
  requirePackage,
  type SwiftPackage,
} from '../../src/swift/package.ts';
import { recorded } from '../elf/recorded.ts';
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
    expect(onlyExecutable({ name, ...rest, executables: ['Server'] }, '--product')).toBe('Server');
  });

  it('has to be named where there are several, and they are listed', async () => {
    const several = await two();
    expect(() => onlyExecutable(several, '--product')).toThrow(UsageError);
    expect(() => onlyExecutable(several, '--product')).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: The package Two has 2 executable products: First, Second. Name the ones to measure with \`--product\`, or describe them in the configuration file.]`,
    );
  });

  it('has to be written for a library: the error is the recipe', async () => {
    const only = await library();
    expect(() => onlyExecutable(only, 'products')).toThrow(UsageError);
    expect(() => onlyExecutable(only, 'products')).toThrow(benchmarkRecipe(only));
  });

  it('has to be an executable product of the package', async () => {
    const several = await two();
    expect(() => requireExecutable(several, 'First')).not.toThrow();
    expect(() => requireExecutable(several, 'Frist')).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: The package Two has no executable product named "Frist"; it has: First, Second.]`,
    );
    expect(() => requireExecutable(several, 'Frist', '.github/allocations.yml:3:14')).toThrow(
      '.github/allocations.yml:3:14: the package Two has no executable product named "Frist"',
    );
    const only = await library();
    expect(() => requireExecutable(only, 'Library')).toThrow(
      'The package Library has no executable product named "Library"; it has: none.',
    );
  });
});

let build: string;
const enclosing = () => join(build, 'comma-separated');
const nested = () => join(enclosing(), 'Benchmarks');

beforeEach(() => {
  build = realpathSync(mkdtempSync(join(tmpdir(), 'measured-package-')));
  mkdirSync(nested(), { recursive: true });
});
afterEach(() => rmSync(build, { recursive: true }));

/** SwiftPM's recorded answers, as if it had been recorded in this folder. */
function swiftPm(change: (answer: string) => string = (answer) => answer) {
  const answers: Readonly<Record<string, string>> = {
    [enclosing()]: recorded('swift/enclosing.describe.json'),
    [nested()]: change(recorded('swift/nested.describe.json')),
  };
  return scriptedRun((_, { directory = '' }) => ({ stdout: (answers[directory] ?? '').replaceAll('/build', build) }));
}
const addManifest = () => writeFileSync(join(nested(), 'Package.swift'), '');

describe('a folder', () => {
  it('is a package where it has a manifest, of one version of Swift too', async () => {
    await expect(requirePackage(nested(), '--package-path')).rejects.toThrow(UsageError);
    writeFileSync(join(nested(), 'Package@swift-6.2.swift'), '');
    await requirePackage(nested(), '--package-path');
  });

  it('that is none is refused, and the package around it is named', async () => {
    await expect(requirePackage(nested(), 'package-path')).rejects.toThrow(
      `There is no Package.swift in ${nested()}, so it is no Swift package: name the package's folder with package-path.`,
    );
    writeFileSync(join(enclosing(), 'Package.swift'), '');
    await expect(requirePackage(nested(), '--package-path')).rejects.toThrow(
      `There is no Package.swift in ${nested()}, but in ${enclosing()}: start there, or name that folder with --package-path.`,
    );
  });
});

describe('a library', () => {
  it('is measured by the nested package in Benchmarks, whose name says so, and its modules are own code', async () => {
    addManifest();
    const run = swiftPm();
    expect(await describeMeasuredPackage(run, enclosing(), true)).toMatchObject({
      name: 'comma-separated/Benchmarks',
      path: nested(),
      executables: ['CommaSeparatedBenchmark'],
      modules: ['CommaSeparatedBenchmark', 'CommaSeparated'],
      folders: [nested(), enclosing()],
    });
    expect(run.commands).toHaveLength(2);
  });

  it('without a nested package is refused with the recipe', async () => {
    const refused = describeMeasuredPackage(swiftPm(), enclosing(), true);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow('dependencies: [.package(name: "comma-separated", path: "..")],');
  });

  it('is taken as it is where commands alone are measured', async () => {
    addManifest();
    expect(await describeMeasuredPackage(swiftPm(), enclosing(), false)).toMatchObject({
      name: 'comma-separated',
      path: enclosing(),
    });
  });

  it('is not measured by a package in Benchmarks that does not depend on it, and the error says so', async () => {
    addManifest();
    const stranger = swiftPm((answer) => answer.replace('fileSystem', 'sourceControl'));
    await expect(describeMeasuredPackage(stranger, enclosing(), true)).rejects.toThrow(
      'Benchmarks/ holds a package that does not depend on this one by path.',
    );
  });

  it('is not measured by a package without executables, and the error says so', async () => {
    addManifest();
    const empty = swiftPm((answer) => answer.replace('"executable" : null', '"library" : ["automatic"]'));
    await expect(describeMeasuredPackage(empty, enclosing(), true)).rejects.toThrow(
      'Benchmarks/ holds a package without executable product.',
    );
  });
});

it('a dependency by path that is not there is passed over, as SwiftPM does when it describes a package', async () => {
  addManifest();
  const dependency = JSON.stringify({ identity: 'gone', type: 'fileSystem', path: '/build/gone' });
  const withAbsent = swiftPm((answer) => answer.replace(/"dependencies" : \[/, `$&${dependency},`));
  expect(await describeMeasuredPackage(withAbsent, nested(), true)).toMatchObject({
    name: 'comma-separated/Benchmarks',
    localDependencies: [join(build, 'gone'), enclosing()],
  });
});

it('the nested package named by hand is the same package', async () => {
  addManifest();
  expect(await describeMeasuredPackage(swiftPm(), nested(), true)).toEqual(
    await describeMeasuredPackage(swiftPm(), enclosing(), true),
  );
});
