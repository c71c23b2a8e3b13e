#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A server without sockets: request bytes in, response bytes out, worker threads in between. Requests are
/// dealt out in turn, so that the same requests always meet the same workers.
public final class Server {
  /// How many requests may be on their way before a response has to be received.
  public let window: Int

  private var workers: [Worker] = []
  private let responses: HandoverQueue<[UInt8]>
  private var next = 0

  public init(threads: Int, handler: any RequestHandler) {
    let window = threads * 8
    let responses = HandoverQueue<[UInt8]>(capacity: window)
    self.window = window
    self.responses = responses
    workers = (0..<threads).map { _ in Worker(handler: handler, responses: responses) }
  }

  /// Hands the bytes of one request to the next worker.
  public func send(_ request: [UInt8]) {
    workers[next].requests.push(request)
    next = (next + 1) % workers.count
  }

  /// Waits for a response; they come in any order.
  public func receive() -> [UInt8] {
    responses.pop()!
  }

  /// Lets the workers finish what they were sent, and ends their threads.
  public func stop() {
    for worker in workers { worker.requests.close() }
    for worker in workers { worker.join() }
  }
}

/// One thread that parses, routes and encodes until its queue is closed.
private final class Worker {
  let requests = HandoverQueue<[UInt8]>(capacity: 8)
  private let responses: HandoverQueue<[UInt8]>
  private let handler: any RequestHandler
  private let parser = RequestParser()
  private let encoder = ResponseEncoder()
  #if canImport(Musl)
    private var thread: pthread_t?  // a pointer there
  #else
    private var thread = pthread_t()
  #endif

  init(handler: any RequestHandler, responses: HandoverQueue<[UInt8]>) {
    self.handler = handler
    self.responses = responses
    let status = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Worker>.fromOpaque(context!).takeUnretainedValue().run()
        return nil
      },
      Unmanaged.passUnretained(self).toOpaque()
    )
    precondition(status == 0, "pthread_create failed with \(status)")
  }

  func join() {
    pthread_join(thread, nil)
  }

  private func run() {
    while let bytes = requests.pop() {
      responses.push(answer(bytes))
    }
  }

  @inline(never)
  private func answer(_ bytes: [UInt8]) -> [UInt8] {
    guard let request = try? parser.parse(bytes) else {
      return encoder.encode(Response(status: 400, body: Array("malformed request".utf8)))
    }
    return encoder.encode(handler.respond(to: request))
  }
}
