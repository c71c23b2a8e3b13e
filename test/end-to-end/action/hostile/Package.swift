// swift-tools-version: 5.9
import Foundation
import PackageDescription

// What SwiftPM runs this with, and a line that the runner would obey if it stood in the log as it is.
let variables = Context.environment.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "\n")
try variables.write(toFile: Context.packageDirectory + "/manifest.environment", atomically: true, encoding: .utf8)
print("::error title=Manifest::injected")

let package = Package(
  name: "Hostile",
  targets: [.executableTarget(name: "Hostile")]
)
