import MiniHTTP

/// Greets whoever the path names.
struct GreetingHandler: RequestHandler {
  @inline(never)
  func respond(to request: Request) -> Response {
    let name = request.path.split(separator: "/").last ?? "nobody"
    return Response(
      status: 200,
      headers: [Header(name: "Content-Type", value: "text/plain; charset=utf-8")],
      body: Array("Hello \(name), your greeting was made without a socket.".utf8)
    )
  }
}

/// Sends the body back, with what the request said it is.
struct EchoHandler: RequestHandler {
  @inline(never)
  func respond(to request: Request) -> Response {
    let type = request.headers.first { $0.name == "Content-Type" }
    return Response(status: 200, headers: type.map { [$0] } ?? [], body: request.body)
  }
}

/// Adds a header to whatever another handler answers.
struct ServerNameHandler: RequestHandler {
  let name: String
  let inner: any RequestHandler

  @inline(never)
  func respond(to request: Request) -> Response {
    let response = inner.respond(to: request)
    return Response(
      status: response.status,
      headers: response.headers + [Header(name: "Server", value: name)],
      body: response.body
    )
  }
}
