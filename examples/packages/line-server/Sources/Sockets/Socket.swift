#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A TCP socket of this machine's loopback address. None of its operations allocates.
public struct Socket {
  private let descriptor: Int32

  /// Listens on 127.0.0.1, also where connections of an earlier server have not quite ended yet.
  public static func listening(on port: UInt16) -> Socket {
    let socket = Socket.new()
    var yes: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    require(setsockopt(socket.descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size) == 0, "setsockopt")
    require(withLoopback(port) { bind(socket.descriptor, $0, $1) } == 0, "bind")
    require(listen(socket.descriptor, 16) == 0, "listen")
    return socket
  }

  /// Connects to 127.0.0.1.
  public static func connected(to port: UInt16) -> Socket {
    let socket = Socket.new()
    require(withLoopback(port) { connect(socket.descriptor, $0, $1) } == 0, "connect")
    return socket
  }

  /// Waits for the next connection.
  public func accepted() -> Socket {
    let connection = accept(descriptor, nil, nil)
    require(connection >= 0, "accept")
    return Socket(descriptor: connection)
  }

  /// Reads what there is; 0 bytes once the other side has closed.
  public func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
  }

  /// Sends all of it; false where the other side has gone.
  public func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { all in
      var sent = 0
      while sent < all.count {
        let count = send(descriptor, all.baseAddress! + sent, all.count - sent, Int32(MSG_NOSIGNAL))
        if count <= 0 { return false }
        sent += count
      }
      return true
    }
  }

  public func end() {
    close(descriptor)
  }

  private static func new() -> Socket {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    require(descriptor >= 0, "socket")
    return Socket(descriptor: descriptor)
  }

  private static func withLoopback(_ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
    }
  }
}

/// Ends the program with status 1 and the reason where an operation failed.
private func require(_ isDone: Bool, _ operation: String) {
  if isDone { return }
  perror(operation)
  exit(1)
}
