import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readByManifests } from '../../src/swift/manifest-variables.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

it('variables that a manifest names, in whatever way it reads them, are found in each of its files', async () => {
  const top = temporaryDirectory();
  const [package_, dependency] = [join(top, 'package'), join(top, 'dependency')];
  for (const folder of [package_, dependency]) mkdirSync(folder);
  writeFileSync(join(package_, 'Package.swift'), 'if Context.environment["A"] == nil {}');
  writeFileSync(join(package_, 'Package@swift-6.1.swift'), 'ProcessInfo.processInfo.environment["B"]');
  writeFileSync(join(package_, 'Other.swift'), 'getenv("D")');
  writeFileSync(join(dependency, 'Package.swift'), 'getenv("C")');
  const folders = [package_, dependency, join(top, 'missing')];
  expect(await readByManifests(folders, ['A', 'B', 'C', 'D', 'E'])).toEqual(['A', 'B', 'C']);
});
