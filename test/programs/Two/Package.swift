// swift-tools-version: 5.9
import PackageDescription

let package = Package(
  name: "Two",
  targets: [
    .executableTarget(name: "First"),
    .executableTarget(name: "Second"),
  ]
)
