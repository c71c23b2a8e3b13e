// swift-tools-version: 5.9
import PackageDescription

let package = Package(
  name: "benchmarks",
  dependencies: [
    // With its name, the dependency is the same whatever the folder of a checkout is called.
    .package(name: "comma-separated", path: "..")
  ],
  targets: [
    .executableTarget(
      name: "CommaSeparatedBenchmark",
      dependencies: [.product(name: "CommaSeparated", package: "comma-separated")]
    )
  ]
)
