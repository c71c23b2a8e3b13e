// swift-tools-version:5.9
import PackageDescription

let package = Package(name: "MixedStacks", targets: [.executableTarget(name: "MixedStacks")])
