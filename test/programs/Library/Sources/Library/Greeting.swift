public func greeting(for name: String) -> String {
  "Hello \(name), nobody can run a library."
}
