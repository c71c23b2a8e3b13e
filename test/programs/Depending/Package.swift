// swift-tools-version: 5.9
import PackageDescription

let package = Package(
  name: "Depending",
  dependencies: [.package(path: "Near")],
  targets: [
    .executableTarget(name: "Depending", dependencies: [.product(name: "Near", package: "Near")])
  ]
)
