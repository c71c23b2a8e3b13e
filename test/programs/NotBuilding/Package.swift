// swift-tools-version: 5.9
import PackageDescription

let package = Package(
  name: "NotBuilding",
  targets: [
    .executableTarget(name: "NotBuilding")
  ]
)
