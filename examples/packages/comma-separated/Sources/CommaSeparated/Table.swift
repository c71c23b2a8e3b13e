/// Records below a header, whose fields are found by their column's name.
public struct Table {
  public let columns: [String]
  public let records: [[String]]
  private let positions: [String: Int]

  /// Reads the header and every record after it. Of columns of one name, the first is found.
  @inline(never)
  public init(reading bytes: [UInt8]) throws {
    var reader = RecordReader(bytes)
    columns = try reader.next() ?? []
    var records: [[String]] = []
    while let record = try reader.next() { records.append(record) }
    self.records = records
    positions = Dictionary(zip(columns, columns.indices)) { first, _ in first }
  }

  /// The field of a record; nil where the column is unknown or the record too short.
  public func field(_ column: String, of record: Int) -> String? {
    guard let position = positions[column], position < records[record].count else { return nil }
    return records[record][position]
  }
}
