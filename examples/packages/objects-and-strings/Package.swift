// swift-tools-version: 5.9
import PackageDescription

let package = Package(
  name: "objects-and-strings",
  products: [
    .executable(name: "ObjectsAndStrings", targets: ["ObjectsAndStrings"])
  ],
  targets: [
    .executableTarget(name: "ObjectsAndStrings")
  ]
)
