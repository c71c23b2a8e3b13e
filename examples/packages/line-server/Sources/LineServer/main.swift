import Sockets

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

guard CommandLine.arguments.count == 2, let port = UInt16(CommandLine.arguments[1]) else {
  fatalError("usage: LineServer PORT")
}
let listener = Socket.listening(on: port)
print("listening on port \(port)")
// What is printed waits in a buffer where standard output is no terminal.
fflush(nil)
while true {
  var connection = Connection(listener.accepted(), handler: RequestHandler())
  connection.serve()
}
