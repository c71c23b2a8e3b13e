// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "Places",
    targets: [
        .target(name: "Shelf"),
        .executableTarget(name: "Places", dependencies: ["Shelf"]),
    ]
)
