// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "Places",
    dependencies: [.package(path: "Shelf")],
    targets: [.executableTarget(name: "Places", dependencies: ["Shelf"])]
)
