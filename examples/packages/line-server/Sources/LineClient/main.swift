import Sockets

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

let numbers = CommandLine.arguments.dropFirst().compactMap { UInt($0) }
guard numbers.count == 3, let port = UInt16(exactly: numbers[0]) else {
  fatalError("usage: LineClient PORT CONNECTIONS REQUESTS-OF-EACH")
}

/// Sends a line and waits for its answer; false where there is none, or another.
func ask(_ socket: Socket, _ line: String) -> Bool {
  guard socket.write(Array("\(line)\n".utf8)) else { return false }
  var answer: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 256)
  while answer.last != UInt8(ascii: "\n") {
    let length = buffer.withUnsafeMutableBytes { socket.read(into: $0) }
    if length == 0 { return false }
    answer += buffer[..<length]
  }
  return answer == Array("\(line)\n".utf8).map { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 }
}

for connection in 0..<numbers[1] {
  let socket = Socket.connected(to: port)
  for request in 0..<numbers[2] {
    guard ask(socket, "a line that is long enough to be allocated") else {
      print("connection \(connection), request \(request): no answer, or a wrong one")
      exit(1)
    }
  }
  socket.end()
}
