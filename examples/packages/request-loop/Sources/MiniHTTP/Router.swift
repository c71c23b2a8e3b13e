/// Anything that answers requests. Called from several threads at a time.
public protocol RequestHandler {
  func respond(to request: Request) -> Response
}

/// Hands a request to the first route whose method and path prefix fit.
public struct Router: RequestHandler {
  private struct Route {
    let method: String
    let prefix: String
    let handler: any RequestHandler
  }

  private var routes: [Route] = []

  public init() {}

  public mutating func add(_ method: String, _ prefix: String, _ handler: any RequestHandler) {
    routes.append(Route(method: method, prefix: prefix, handler: handler))
  }

  @inline(never)
  public func respond(to request: Request) -> Response {
    for route in routes where route.method == request.method && request.path.hasPrefix(route.prefix) {
      return route.handler.respond(to: request)
    }
    return Response(status: 404, body: Array("nothing at \(request.path)".utf8))
  }
}
