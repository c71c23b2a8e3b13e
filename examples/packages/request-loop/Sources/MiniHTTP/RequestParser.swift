public enum ParseError: Error {
  case malformedRequestLine
  case malformedHeader
}

/// Turns the bytes of one complete request into a ``Request``.
public struct RequestParser {
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let colon = UInt8(ascii: ":")
  private static let space = UInt8(ascii: " ")

  public init() {}

  @inline(never)
  public func parse(_ bytes: [UInt8]) throws -> Request {
    var rest = bytes[...]
    let requestLine = takeLine(&rest).split(separator: Self.space)
    guard requestLine.count == 3 else { throw ParseError.malformedRequestLine }
    let headers = try parseHeaders(&rest)
    return Request(
      method: String(decoding: requestLine[0], as: UTF8.self),
      path: String(decoding: requestLine[1], as: UTF8.self),
      headers: headers,
      body: Array(rest)
    )
  }

  /// Takes the header lines and the empty line after them off `rest`.
  @inline(never)
  private func parseHeaders(_ rest: inout ArraySlice<UInt8>) throws -> [Header] {
    var headers: [Header] = []
    while true {
      let line = takeLine(&rest)
      if line.isEmpty { return headers }
      guard let colon = line.firstIndex(of: Self.colon) else { throw ParseError.malformedHeader }
      headers.append(
        Header(
          name: String(decoding: line[..<colon], as: UTF8.self),
          value: String(decoding: line[(colon + 1)...].drop { $0 == Self.space }, as: UTF8.self)
        ))
    }
  }

  /// Takes the bytes up to the next line's end off `rest`; the end itself is dropped.
  private func takeLine(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = rest.firstIndex(of: Self.lineFeed) ?? rest.endIndex
    var line = rest[rest.startIndex..<end]
    rest = rest[min(end + 1, rest.endIndex)...]
    if line.last == Self.carriageReturn { line.removeLast() }
    return line
  }
}
