/// A parsed HTTP/1.1 request.
public struct Request {
  public let method: String
  public let path: String
  public let headers: [Header]
  public let body: [UInt8]
}

/// What a handler answers.
public struct Response {
  public let status: Int
  public let headers: [Header]
  public let body: [UInt8]

  public init(status: Int, headers: [Header] = [], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// One header field, as it was written.
public struct Header {
  public let name: String
  public let value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
