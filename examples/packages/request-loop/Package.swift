// swift-tools-version: 5.9
import PackageDescription

let package = Package(
  name: "request-loop",
  products: [
    .library(name: "MiniHTTP", targets: ["MiniHTTP"]),
    .executable(name: "RequestLoop", targets: ["RequestLoop"]),
  ],
  targets: [
    .target(name: "MiniHTTP"),
    .executableTarget(name: "RequestLoop", dependencies: ["MiniHTTP"]),
  ]
)
