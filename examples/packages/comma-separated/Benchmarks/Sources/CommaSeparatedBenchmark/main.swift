import CommaSeparated

/// A hundred orders with what makes reading them interesting: quotes, commas and line breaks within fields.
func makeOrders() -> [UInt8] {
  var writer = RecordWriter()
  writer.write(["number", "customer", "comment", "total"])
  for number in 1...100 {
    let comment = number.isMultiple(of: 10) ? "\"As soon as possible\",\nsaid the customer" : "to the warehouse's back door"
    writer.write([String(1000 + number), "A customer with a long name", comment, String(number * 17)])
  }
  return writer.bytes
}

/// Reads all orders and looks at two fields of each.
func read(_ orders: [UInt8]) throws -> Int {
  let table = try Table(reading: orders)
  return table.records.indices.reduce(0) { sum, record in
    sum + (table.field("total", of: record).flatMap { Int($0) } ?? 0) + (table.field("comment", of: record)?.utf8.count ?? 0)
  }
}

/// Reads all orders, and writes them again.
func rewrite(_ orders: [UInt8]) throws -> Int {
  var reader = RecordReader(orders)
  var writer = RecordWriter()
  while let record = try reader.next() { writer.write(record) }
  return writer.bytes.count
}

let arguments = CommandLine.arguments.dropFirst()
guard let task = arguments.first, let iterations = arguments.last.flatMap({ Int($0) }),
  let work = ["read": read, "rewrite": rewrite][task]
else { fatalError("usage: CommaSeparatedBenchmark read|rewrite ITERATIONS") }

let orders = makeOrders()
var checksum = 0
for _ in 0..<iterations { checksum &+= try work(orders) }
print(checksum)
