import MiniHTTP

/// The requests that take turns: a greeting, an echo, and one that no route answers.
let requests = [
  """
  GET /greetings/a-reader-of-flame-graphs HTTP/1.1\r
  Host: loop.example.org\r
  User-Agent: request-loop-example/1.0\r
  Accept: text/plain, text/html;q=0.9\r
  \r

  """,
  """
  POST /echo HTTP/1.1\r
  Host: loop.example.org\r
  Content-Type: application/json\r
  Content-Length: 63\r
  \r
  {"benchmark":"request-loop","allocations":"as few as possible"}
  """,
  """
  GET /nothing/lives/under/this/path HTTP/1.1\r
  Host: loop.example.org\r
  User-Agent: request-loop-example/1.0\r
  \r

  """,
].map { Array($0.utf8) }

func makeHandler() -> any RequestHandler {
  var router = Router()
  router.add("GET", "/greetings/", GreetingHandler())
  router.add("POST", "/echo", EchoHandler())
  return ServerNameHandler(name: "request-loop/1.0", inner: router)
}

let options = Options(arguments: CommandLine.arguments)
let server = Server(threads: options.threads, handler: makeHandler())
var bytesReceived = 0
for index in 0..<options.requests {
  if index >= server.window { bytesReceived += server.receive().count }
  server.send(requests[index % requests.count])
}
for _ in 0..<min(options.requests, server.window) {
  bytesReceived += server.receive().count
}
server.stop()
print("\(options.requests) requests, \(bytesReceived) bytes of responses, \(options.threads) threads")
