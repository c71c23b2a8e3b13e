import Dispatch
import Glibc

/// What a request becomes.
final class Answer {
  let words: [String]

  init(to request: Int) {
    words = ["request number \(request) to an event loop", "answered by one of several of them"]
  }
}

/// A thread that answers requests for ever: the end of the program cuts it off, wherever it is.
final class EventLoop: @unchecked Sendable {
  private let requests = DispatchSemaphore(value: 0)
  private let answers = DispatchSemaphore(value: 0)
  private var next = 0

  func start() {
    var thread = pthread_t()
    pthread_create(&thread, nil, { Unmanaged<EventLoop>.fromOpaque($0!).takeRetainedValue().run() },
      Unmanaged.passRetained(self).toOpaque())
  }

  func send(_ request: Int) {
    next = request
    requests.signal()
  }

  func wait() { answers.wait() }

  private func run() -> UnsafeMutableRawPointer? {
    while true {
      requests.wait()
      let answer = Answer(to: next)
      if answer.words.isEmpty { return nil }
      answers.signal()
    }
  }
}

let iterations = Int(getenv("ITERATIONS").map { String(cString: $0) } ?? "") ?? 100
let loops = (0..<4).map { _ in EventLoop() }
for loop in loops { loop.start() }
for iteration in 0..<iterations {
  for loop in loops { loop.send(iteration) }
  for loop in loops { loop.wait() }
}
// Nobody waits for these.
for loop in loops { loop.send(iterations) }
print("\(iterations) rounds")
