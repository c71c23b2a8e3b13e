import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../model/errors.ts';
import { type Run, succeed } from '../system/process.ts';
import { benchmarkRecipe, benchmarksFolder } from './benchmark-recipe.ts';

/** What `swift package describe` says of a package, as far as it matters here. */
export interface SwiftPackage {
  readonly name: string;
  readonly path: string;
  readonly executables: readonly string[];
  readonly libraries: readonly string[];
  /** Modules of the first library: what a program that uses it imports. */
  readonly libraryModules: readonly string[];
  /** Module names of the package's own targets. */
  readonly modules: readonly string[];
  /** The folder of the package; where it is nested in the one that it measures, of both. */
  readonly folders: readonly string[];
  /** Absolute paths of the packages that it depends on by path. */
  readonly localDependencies: readonly string[];
}

const description = z.object({
  name: z.string().min(1),
  dependencies: z.array(z.object({ type: z.string(), path: z.string().optional() })),
  products: z.array(
    z.object({ name: z.string(), type: z.record(z.string(), z.unknown()), targets: z.array(z.string()) }),
  ),
  targets: z.array(z.object({ name: z.string(), c99name: z.string() })),
});

/** Reads the package in this folder; throws with SwiftPM's own words when its manifest is wrong. */
export async function describePackage(run: Run, path: string): Promise<SwiftPackage> {
  const output = await succeed(run, 'reading the package', {
    file: 'swift',
    arguments: ['package', '--package-path', path, 'describe', '--type', 'json'],
    directory: path,
  });
  const { name, dependencies, products, targets } = description.parse(JSON.parse(output.slice(output.indexOf('{'))));
  // SwiftPM's own order changes from run to run.
  const ofType = (type: string) =>
    products
      .filter((product) => type in product.type)
      .map((product) => product.name)
      .sort();
  const libraries = ofType('library');
  const inLibrary = products.find((product) => product.name === libraries[0])?.targets ?? [];
  return {
    name,
    path,
    executables: ofType('executable'),
    libraries,
    libraryModules: inLibrary.flatMap((target) => targets.find((one) => one.name === target)?.c99name ?? []),
    modules: targets.map(({ c99name }) => c99name),
    folders: [path],
    localDependencies: dependencies.flatMap((one) => (one.type === 'fileSystem' && one.path ? [one.path] : [])),
  };
}

/**
 * The package's only executable product; throws a {@link UsageError} that lists them when there are several. `input` is
 * what names some of them.
 */
export function onlyExecutable(swiftPackage: SwiftPackage, input: string): string {
  const [first, ...others] = swiftPackage.executables;
  if (first === undefined) throw new UsageError(benchmarkRecipe(swiftPackage));
  if (others.length === 0) return first;
  throw new UsageError(
    `The package ${swiftPackage.name} has ${others.length + 1} executable products: ${swiftPackage.executables.join(', ')}. ` +
      `Name the ones to measure with \`${input}\`, or describe them in the configuration file.`,
  );
}

/**
 * Throws a {@link UsageError} when there is no such executable product. `place` is where it is named, `path:line:column`;
 * left out where it is in no file.
 */
export function requireExecutable(swiftPackage: SwiftPackage, product: string, place?: string): void {
  if (swiftPackage.executables.includes(product)) return;
  const available = swiftPackage.executables.length === 0 ? 'none' : swiftPackage.executables.join(', ');
  throw new UsageError(
    `${place === undefined ? 'The' : `${place}: the`} package ${swiftPackage.name} has no executable product named ${JSON.stringify(product)}; it has: ${available}.`,
  );
}

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

/**
 * Throws a {@link UsageError} where a folder holds no package. SwiftPM itself looks into the folders above, too, but what
 * is relative to the package, such as its baselines, would be looked for here. `input` is what names the folder.
 */
export async function requirePackage(folder: string, input: string): Promise<void> {
  if (await holdsPackage(folder)) return;
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
    if (!(await holdsPackage(above))) continue;
    throw new UsageError(
      `There is no Package.swift in ${folder}, but in ${above}: start there, or name that folder with ${input}.`,
    );
  }
  throw new UsageError(
    `There is no Package.swift in ${folder}, so it is no Swift package: name the package's folder with ${input}.`,
  );
}

/** `Package.swift`, or `Package@swift-6.2.swift` */
async function holdsPackage(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => /^Package(@swift-\d+(\.\d+)*)?\.swift$/.test(name));
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
