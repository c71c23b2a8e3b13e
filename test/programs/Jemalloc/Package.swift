// swift-tools-version: 5.9
import PackageDescription

let package = Package(
  name: "Jemalloc",
  targets: [
    .executableTarget(
      name: "Jemalloc",
      linkerSettings: [
        // The colon names the run-time library itself (`ld -l:FILE`): Debian's libjemalloc2 has no more, and
        // the development package is not needed. It comes before libc, so its malloc is the program's.
        .linkedLibrary(":libjemalloc.so.2")
      ]
    )
  ]
)
