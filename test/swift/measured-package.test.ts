import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { describeMeasuredPackage } from '../../src/swift/measured-package.ts';
import { recorded } from '../perf/recorded.ts';
import { scriptedRun } from '../system/scripted-run.ts';

let build: string;
const library = () => join(build, 'comma-separated');
const nested = () => join(library(), 'Benchmarks');

beforeEach(() => {
  build = realpathSync(mkdtempSync(join(tmpdir(), 'measured-package-')));
  mkdirSync(nested(), { recursive: true });
});
afterEach(() => rmSync(build, { recursive: true }));

/** SwiftPM's recorded answers, as if it had been recorded in this folder. */
function swiftPm(change: (answer: string) => string = (answer) => answer) {
  const answers: Readonly<Record<string, string>> = {
    [library()]: recorded('swift/enclosing.describe.json'),
    [nested()]: change(recorded('swift/nested.describe.json')),
  };
  return scriptedRun((_, { directory = '' }) => ({ stdout: (answers[directory] ?? '').replaceAll('/build', build) }));
}
const addManifest = () => writeFileSync(join(nested(), 'Package.swift'), '');

describe('a library', () => {
  it('is measured by the nested package in Benchmarks, whose name says so, and its modules are own code', async () => {
    addManifest();
    const run = swiftPm();
    expect(await describeMeasuredPackage(run, library(), true)).toMatchObject({
      name: 'comma-separated/Benchmarks',
      path: nested(),
      executables: ['CommaSeparatedBenchmark'],
      modules: ['CommaSeparatedBenchmark', 'CommaSeparated'],
      folders: [nested(), library()],
    });
    expect(run.commands).toHaveLength(2);
  });

  it('without a nested package is refused with the recipe', async () => {
    const refused = describeMeasuredPackage(swiftPm(), library(), true);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow('dependencies: [.package(name: "comma-separated", path: "..")],');
  });

  it('is taken as it is where commands alone are measured', async () => {
    addManifest();
    expect(await describeMeasuredPackage(swiftPm(), library(), false)).toMatchObject({
      name: 'comma-separated',
      path: library(),
    });
  });

  it('is not measured by a package in Benchmarks that does not depend on it, and the error says so', async () => {
    addManifest();
    const stranger = swiftPm((answer) => answer.replace('fileSystem', 'sourceControl'));
    await expect(describeMeasuredPackage(stranger, library(), true)).rejects.toThrow(
      'Benchmarks/ holds a package that does not depend on this one by path.',
    );
  });

  it('is not measured by a package without executables, and the error says so', async () => {
    addManifest();
    const empty = swiftPm((answer) => answer.replace('"executable" : null', '"library" : ["automatic"]'));
    await expect(describeMeasuredPackage(empty, library(), true)).rejects.toThrow(
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
    localDependencies: [join(build, 'gone'), library()],
  });
});

it('the nested package named by hand is the same package', async () => {
  addManifest();
  expect(await describeMeasuredPackage(swiftPm(), nested(), true)).toEqual(
    await describeMeasuredPackage(swiftPm(), library(), true),
  );
});
