// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "Places",
    dependencies: [.package(path: "Shelf")],
    targets: [
        .executableTarget(
            name: "Places", dependencies: ["Shelf"],
            // Debian's libswiftObservation.so (Swift 6.0.3) lacks a function that it never calls.
            linkerSettings: [.unsafeFlags(["-Xlinker", "--allow-shlib-undefined"])])
    ]
)
