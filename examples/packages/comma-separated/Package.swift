// swift-tools-version: 5.9
import PackageDescription

let package = Package(
  name: "comma-separated",
  products: [
    .library(name: "CommaSeparated", targets: ["CommaSeparated"])
  ],
  targets: [
    .target(name: "CommaSeparated")
  ]
)
