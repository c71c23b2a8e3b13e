#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The number of loop turns: the environment variable `ITERATIONS`, 10 without it.
func iterationsFromEnvironment() -> Int {
  guard let value = getenv("ITERATIONS") else { return 10 }
  guard let iterations = Int(String(cString: value)), iterations >= 0 else {
    fatalError("ITERATIONS must be an integer of 0 or more")
  }
  return iterations
}

/// One loop turn. Every turn makes the same allocations: `turn` changes values, never sizes.
func runTurn(_ turn: Int) -> Int {
  var checksum = buildList(100, startingAt: turn).sum
  checksum &+= buildTree(depth: 5).size
  checksum &+= growArray(to: 1000, startingAt: turn).count
  checksum &+= makeMatrix(rows: 20, columns: 30)[19][29]
  checksum &+= countWords(in: sentence).count
  checksum &+= groupByLength(sentence).count
  checksum &+= parseHeaders(request).fields.count
  checksum &+= renderPage(title: "Allocations by call site", rows: 25).utf8.count
  checksum &+= makePipeline(stages: 12)(turn)
  checksum &+= collectEvents(40, startingAt: turn).reduce(0) { $0 &+ $1.weight }
  return checksum
}

let iterations = iterationsFromEnvironment()
var checksum = 0
for turn in 0..<iterations {
  checksum &+= runTurn(turn)
}
print("\(iterations) turns, checksum \(checksum)")
