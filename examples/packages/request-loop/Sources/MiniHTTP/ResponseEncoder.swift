/// Turns a ``Response`` into the bytes that go on the wire.
public struct ResponseEncoder {
  public init() {}

  @inline(never)
  public func encode(_ response: Response) -> [UInt8] {
    var head = "HTTP/1.1 \(response.status) \(reason(of: response.status))\r\n"
    for header in response.headers {
      head += "\(header.name): \(header.value)\r\n"
    }
    head += "Content-Length: \(response.body.count)\r\n\r\n"
    var bytes: [UInt8] = []
    bytes.append(contentsOf: head.utf8)
    bytes.append(contentsOf: response.body)
    return bytes
  }

  private func reason(of status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 404: "Not Found"
    default: "Unknown"
    }
  }
}
