/** Of a library that has nothing to run: what its benchmarks would depend on and import. */
export interface BenchmarkedLibrary {
  readonly name: string;
  readonly libraries: readonly string[];
  readonly libraryModules: readonly string[];
}

/** The folder in which libraries keep the package of their benchmarks, so that nobody who uses them resolves it. */
export const benchmarksFolder = 'Benchmarks';

/**
 * What to say of a package without anything to run: two files to paste, complete, that make a nested package of its
 * benchmarks, and the configuration that measures it. `found` says why a nested package that is there is not taken.
 */
export function benchmarkRecipe({ name, libraries, libraryModules }: BenchmarkedLibrary, found: string | null = null) {
  const [library] = libraries;
  const reason = `The package ${name} has no executable product, so there is nothing to run (its libraries: ${libraries.join(', ') || 'none'}).`;
  const product = library ?? 'MyLibrary';
  const module = libraryModules.find((name) => name === product) ?? libraryModules[0] ?? product;
  return [
    reason,
    ...(found === null ? [] : [found]),
    ...(library === undefined
      ? [`Give it a library product, \`.library(name: "${product}", targets: ["${product}"])\`, for a program to use.`]
      : []),
    `A nested package that uses it is found by itself. Put this into ${benchmarksFolder}/Package.swift:`,
    '',
    ...indented(manifest(name, product)),
    '',
    `this into ${benchmarksFolder}/Sources/AllocationBenchmark/main.swift:`,
    '',
    ...indented(program(module)),
    '',
    'and this into .github/allocations.yml, so that start-up cancels out:',
    '',
    ...indented(configuration),
  ].join('\n');
}

/** The `name:` of the dependency keeps it right whatever the folder of a checkout is called. */
function manifest(name: string, product: string): readonly string[] {
  return [
    '// swift-tools-version: 5.9',
    'import PackageDescription',
    '',
    'let package = Package(',
    '  name: "benchmarks",',
    `  dependencies: [.package(name: ${JSON.stringify(name)}, path: "..")],`,
    '  targets: [',
    '    .executableTarget(',
    '      name: "AllocationBenchmark",',
    `      dependencies: [.product(name: ${JSON.stringify(product)}, package: ${JSON.stringify(name)})]`,
    '    )',
    '  ]',
    ')',
  ];
}

function program(module: string): readonly string[] {
  return [
    `import ${module}`,
    '',
    '// How often to do it: the last argument.',
    'let iterations = CommandLine.arguments.last.flatMap { Int($0) } ?? 1',
    'for _ in 0..<iterations {',
    `  // Do here what users of ${module} do.`,
    '}',
  ];
}

const configuration = [
  'benchmarks:',
  '  everyday-use:',
  '    product: AllocationBenchmark',
  '    iterations: { argument: "{iterations}", from: 10, to: 110 }',
];

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `    ${line}`));
}
