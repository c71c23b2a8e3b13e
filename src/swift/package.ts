import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { type Run, succeed } from '../system/process.ts';

/** What `swift package describe` says of a package, as far as it matters here. */
export interface SwiftPackage {
  readonly name: string;
  readonly path: string;
  readonly executables: readonly string[];
  readonly libraries: readonly string[];
  /** Module names of the package's own targets. */
  readonly modules: readonly string[];
}

const description = z.object({
  name: z.string().min(1),
  products: z.array(z.object({ name: z.string(), type: z.record(z.string(), z.unknown()) })),
  targets: z.array(z.object({ c99name: z.string() })),
});

/** Reads the package in this folder; throws with SwiftPM's own words when its manifest is wrong. */
export async function describePackage(run: Run, path: string): Promise<SwiftPackage> {
  const output = await succeed(run, 'reading the package', {
    file: 'swift',
    arguments: ['package', '--package-path', path, 'describe', '--type', 'json'],
    directory: path,
  });
  const { name, products, targets } = description.parse(JSON.parse(output.slice(output.indexOf('{'))));
  // SwiftPM's own order changes from run to run.
  const ofType = (type: string) =>
    products
      .filter((product) => type in product.type)
      .map((product) => product.name)
      .sort();
  return {
    name,
    path,
    executables: ofType('executable'),
    libraries: ofType('library'),
    modules: targets.map(({ c99name }) => c99name),
  };
}

/** The package's only executable product; throws a {@link UsageError} that lists them when there are several. */
export function onlyExecutable(swiftPackage: SwiftPackage): string {
  const [first, ...others] = swiftPackage.executables;
  if (first === undefined) throw new UsageError(missingBenchmarkTarget(swiftPackage));
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

/** A library has nothing to run: the message is a complete target to paste. */
function missingBenchmarkTarget({ name, libraries, modules }: SwiftPackage): string {
  const module = modules[0] ?? 'MyLibrary';
  return [
    `The package ${name} has no executable product, so there is nothing to run (its libraries: ${libraries.join(', ') || 'none'}).`,
    'Add a target that does what your users do, in Package.swift:',
    '',
    `    .executableTarget(name: "AllocationBenchmark", dependencies: ["${module}"]),`,
    '',
    'and in Sources/AllocationBenchmark/main.swift:',
    '',
    `    import ${module}`,
    '',
    '    // Run with 1 and with 11 iterations: the difference is what ten turns allocate.',
    '    let iterations = Int(CommandLine.arguments.dropFirst().first ?? "10") ?? 10',
    '    for _ in 0..<iterations {',
    `        // Call ${module} here.`,
    '    }',
  ].join('\n');
}
