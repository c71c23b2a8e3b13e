import { realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Run } from '../system/process.ts';
import { benchmarkRecipe, benchmarksFolder } from './benchmark-recipe.ts';
import { describePackage, type SwiftPackage } from './package.ts';

/**
 * Describes the package to measure: the one in this folder, or, where that is a library and an executable product is
 * needed, the nested package of its benchmarks. Throws a {@link UsageError} with a recipe where there is neither.
 */
export async function describeMeasuredPackage(run: Run, path: string, needsProduct: boolean): Promise<SwiftPackage> {
  const found = await describePackage(run, path);
  if (found.executables.length > 0 || !needsProduct) return withEnclosing(run, found);
  const folder = join(path, benchmarksFolder);
  if (!(await isFile(join(folder, 'Package.swift')))) throw new UsageError(benchmarkRecipe(found));
  const nested = await describePackage(run, folder);
  const measured = await withEnclosing(run, nested, found);
  if (measured === nested) {
    throw new UsageError(
      benchmarkRecipe(found, `${benchmarksFolder}/ holds a package that does not depend on this one by path.`),
    );
  }
  if (nested.executables.length === 0) {
    throw new UsageError(benchmarkRecipe(found, `${benchmarksFolder}/ holds a package without executable product.`));
  }
  return measured;
}

/**
 * A package that depends on the one around it measures that one: its modules are own code of the repository, not a
 * dependency's, and its name says where it lies (`text-fields/Benchmarks`), since most are called `benchmarks`.
 */
async function withEnclosing(run: Run, inner: SwiftPackage, known?: SwiftPackage): Promise<SwiftPackage> {
  const folder = await realpath(inner.path);
  for (const dependency of inner.localDependencies) {
    // SwiftPM describes a package whose dependency is not there, such as a sibling of a commit's tree.
    const path = await realpath(dependency).catch(() => null);
    if (path === null) continue;
    const inside = relative(path, folder);
    if (inside === '' || inside === '..' || inside.startsWith('../')) continue;
    const outer = known?.path === path ? known : await describePackage(run, path);
    return {
      ...inner,
      name: `${outer.name}/${inside}`,
      modules: [...inner.modules, ...outer.modules],
      folders: [...inner.folders, ...outer.folders],
    };
  }
  return inner;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
