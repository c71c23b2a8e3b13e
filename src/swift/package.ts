import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { type Run, succeed } from '../system/process.ts';
import { benchmarkRecipe } from './benchmark-recipe.ts';

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

/** The package's only executable product; throws a {@link UsageError} that lists them when there are several. */
export function onlyExecutable(swiftPackage: SwiftPackage): string {
  const [first, ...others] = swiftPackage.executables;
  if (first === undefined) throw new UsageError(benchmarkRecipe(swiftPackage));
  if (others.length === 0) return first;
  throw new UsageError(
    `The package ${swiftPackage.name} has ${others.length + 1} executable products: ${swiftPackage.executables.join(', ')}. ` +
      'Name the ones to measure with the input `products`, or describe them in the configuration file.',
  );
}

/** Throws a {@link UsageError} when there is no such executable product. */
export function requireExecutable(swiftPackage: SwiftPackage, product: string): void {
  if (swiftPackage.executables.includes(product)) return;
  const available = swiftPackage.executables.length === 0 ? 'none' : swiftPackage.executables.join(', ');
  throw new UsageError(
    `The package ${swiftPackage.name} has no executable product named ${JSON.stringify(product)}; it has: ${available}.`,
  );
}
