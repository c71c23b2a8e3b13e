import Sockets

/// A client, and what it has sent of a line so far: one allocation.
struct Connection {
  private static let longestLine = 4096

  private let socket: Socket
  private let handler: RequestHandler
  private var received: [UInt8]
  private var count = 0

  init(_ socket: Socket, handler: RequestHandler) {
    self.socket = socket
    self.handler = handler
    received = [UInt8](repeating: 0, count: Self.longestLine)
  }

  /// Answers line by line until the client closes, or sends a line that is too long.
  @inline(never)
  mutating func serve() {
    defer { socket.end() }
    while count < Self.longestLine {
      let length = received.withUnsafeMutableBytes { socket.read(into: .init(rebasing: $0[count...])) }
      if length == 0 { return }
      count += length
      guard answerLines() else { return }
    }
  }

  /// Answers all lines that are complete, and keeps the rest; false where nobody reads the answers.
  private mutating func answerLines() -> Bool {
    var start = 0
    while let end = received[start..<count].firstIndex(of: UInt8(ascii: "\n")) {
      guard socket.write(handler.answer(received[start..<end])) else { return false }
      start = end + 1
    }
    for index in start..<count { received[index - start] = received[index] }
    count -= start
    return true
  }
}
