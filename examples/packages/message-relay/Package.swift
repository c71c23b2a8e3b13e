// swift-tools-version: 5.9
import PackageDescription

let package = Package(
  name: "message-relay",
  products: [.executable(name: "MessageRelay", targets: ["MessageRelay"])],
  targets: [.executableTarget(name: "MessageRelay")]
)
