// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "event-loops",
  products: [.executable(name: "EventLoops", targets: ["EventLoops"])],
  targets: [.executableTarget(name: "EventLoops")]
)
