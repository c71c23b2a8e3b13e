/// Why bytes are not comma-separated values as RFC 4180 has them.
public enum ReadError: Error, Equatable {
  /// A quoted field does not end; the record's number counts from 0.
  case unterminatedQuote(record: Int)
  /// Something other than a comma or the end of the line follows a closing quote.
  case textAfterQuote(record: Int)
}

/// Takes records off bytes, one at a time, as RFC 4180 has them. A line feed ends a record too, and an empty line is a
/// record of one empty field.
public struct RecordReader {
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private var rest: ArraySlice<UInt8>
  private var recordsRead = 0

  public init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  /// The next record's fields; nil at the end.
  @inline(never)
  public mutating func next() throws -> [String]? {
    if rest.isEmpty { return nil }
    var fields: [String] = []
    var isLast = false
    while !isLast {
      fields.append(rest.first == Self.quote ? try takeQuotedField() : takePlainField())
      isLast = try takeDelimiter()
    }
    recordsRead += 1
    return fields
  }

  private mutating func takePlainField() -> String {
    let end = rest.firstIndex { $0 == Self.comma || $0 == Self.lineFeed } ?? rest.endIndex
    var field = rest[rest.startIndex..<end]
    rest = rest[end...]
    if rest.first != Self.comma, field.last == Self.carriageReturn { field.removeLast() }
    return String(decoding: field, as: UTF8.self)
  }

  /// A quote within a quoted field is written twice.
  @inline(never)
  private mutating func takeQuotedField() throws -> String {
    rest.removeFirst()
    var unescaped: [UInt8] = []
    while let end = rest.firstIndex(of: Self.quote) {
      unescaped.append(contentsOf: rest[rest.startIndex..<end])
      rest = rest[(end + 1)...]
      if rest.first != Self.quote { return String(decoding: unescaped, as: UTF8.self) }
      unescaped.append(Self.quote)
      rest.removeFirst()
    }
    throw ReadError.unterminatedQuote(record: recordsRead)
  }

  /// Takes the comma or the line's end off; whether the record ends here.
  private mutating func takeDelimiter() throws -> Bool {
    if rest.first == Self.carriageReturn, rest.dropFirst().first == Self.lineFeed { rest.removeFirst() }
    guard let delimiter = rest.popFirst() else { return true }
    if delimiter == Self.comma { return false }
    if delimiter == Self.lineFeed { return true }
    throw ReadError.textAfterQuote(record: recordsRead)
  }
}
