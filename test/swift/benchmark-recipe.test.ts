import { expect, it } from 'vitest';
import { benchmarkRecipe } from '../../src/swift/benchmark-recipe.ts';

const library = { name: 'text-fields', libraries: ['Fields', 'Lines'], libraryModules: ['FieldsCore', 'Fields'] };

it('is complete: manifest, program and configuration, in the words of the library', () => {
  expect(benchmarkRecipe(library)).toMatchInlineSnapshot(`
    "The package text-fields has no executable product, so there is nothing to run (its libraries: Fields, Lines).
    A nested package that uses it is found by itself. Put this into Benchmarks/Package.swift:

        // swift-tools-version: 5.9
        import PackageDescription

        let package = Package(
          name: "benchmarks",
          dependencies: [.package(name: "text-fields", path: "..")],
          targets: [
            .executableTarget(
              name: "AllocationBenchmark",
              dependencies: [.product(name: "Fields", package: "text-fields")]
            )
          ]
        )

    this into Benchmarks/Sources/AllocationBenchmark/main.swift:

        import Fields

        // How often to do it: the last argument.
        let iterations = CommandLine.arguments.last.flatMap { Int($0) } ?? 1
        for _ in 0..<iterations {
          // Do here what users of Fields do.
        }

    and this into .github/allocations.yml, so that start-up cancels out:

        benchmarks:
          everyday-use:
            product: AllocationBenchmark
            iterations: { argument: "{iterations}", from: 10, to: 110 }"
  `);
});

it('says why a nested package that is there is not taken', () => {
  const sentence = 'Benchmarks/ holds a package without executable product.';
  expect(benchmarkRecipe(library, sentence).split('\n')[1]).toBe(sentence);
});

it('asks for a library product where there is none to depend on', () => {
  const lines = benchmarkRecipe({ name: 'nothing', libraries: [], libraryModules: [] }).split('\n');
  expect(lines[1]).toBe(
    'Give it a library product, `.library(name: "MyLibrary", targets: ["MyLibrary"])`, for a program to use.',
  );
});
