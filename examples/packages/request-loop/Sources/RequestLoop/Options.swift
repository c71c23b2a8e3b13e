#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How much there is to do. `--requests N` and `--threads N` come before the environment variables
/// `REQUESTS` and `THREADS`; without both there are 300 requests and 2 threads.
struct Options {
  let requests: Int
  let threads: Int

  init(arguments: [String]) {
    requests = Self.value(of: "--requests", or: "REQUESTS", in: arguments, default: 300)
    threads = Self.value(of: "--threads", or: "THREADS", in: arguments, default: 2)
  }

  private static func value(of flag: String, or variable: String, in arguments: [String], default: Int) -> Int {
    let source: String
    if let index = arguments.firstIndex(of: flag) {
      guard index + 1 < arguments.count else { fatalError("\(flag) needs a number") }
      source = arguments[index + 1]
    } else if let value = getenv(variable) {
      source = String(cString: value)
    } else {
      return `default`
    }
    guard let number = Int(source), number > 0 else { fatalError("\(flag) and \(variable) take a number above 0") }
    return number
  }
}
