let request = """
  GET /packages/objects-and-strings?page=2&sort=ascending HTTP/1.1
  Host: packages.example.org
  User-Agent: allocation-gate-example/1.0
  Accept: text/html, application/json;q=0.9
  Accept-Encoding: identity
  Authorization: Bearer 0123456789abcdef0123456789abcdef
  Connection: keep-alive
  """

/// The head of an HTTP request: its first line, and the header fields by lower-case name.
struct RequestHead {
  let method: String
  let target: String
  let fields: [String: String]

  init(method: String, target: String, fields: [String: String]) {
    self.method = method
    self.target = target
    self.fields = fields
  }
}

/// Parses lines of `name: value` below a request line. Lines without a colon are left out.
@inline(never)
func parseHeaders(_ text: String) -> RequestHead {
  let lines = text.split(separator: "\n")
  let requestLine = lines[0].split(separator: " ")
  var fields: [String: String] = [:]
  for line in lines.dropFirst() {
    guard let colon = line.firstIndex(of: ":") else { continue }
    let value = line[line.index(after: colon)...].drop { $0 == " " }
    fields[line[..<colon].lowercased()] = String(value)
  }
  return RequestHead(method: String(requestLine[0]), target: String(requestLine[1]), fields: fields)
}
