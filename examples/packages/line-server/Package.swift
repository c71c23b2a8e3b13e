// swift-tools-version: 5.9
import PackageDescription

let package = Package(
  name: "line-server",
  targets: [
    .executableTarget(name: "LineServer", dependencies: ["Sockets"]),
    .executableTarget(name: "LineClient", dependencies: ["Sockets"]),
    .target(name: "Sockets"),
  ]
)
