/// Writes records as RFC 4180 has them: fields are quoted only where they have to be.
public struct RecordWriter {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  @inline(never)
  public mutating func write(_ record: [String]) {
    for (index, field) in record.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if field.utf8.contains(where: Self.needsQuotes) {
        bytes.append(contentsOf: quoted(field))
      } else {
        bytes.append(contentsOf: field.utf8)
      }
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
  }

  @inline(never)
  private func quoted(_ field: String) -> [UInt8] {
    var escaped = [UInt8(ascii: "\"")]
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { escaped.append(byte) }
      escaped.append(byte)
    }
    escaped.append(UInt8(ascii: "\""))
    return escaped
  }
}
