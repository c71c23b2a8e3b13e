#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Each turn starts a thread, which makes a ring of one link, and waits for its end. The ring is opened again, so
/// that the link is freed; with the condition `LEAK` it is not. Either way a turn allocates the same. The number of turns is the
/// environment variable `ITERATIONS`.
final class Link {
  var next: Link?
}

/// Never optimised: Swift 6.2 needs no heap for a link that nobody else sees.
@_optimize(none)
func makeRing() {
  let link = Link()
  link.next = link
  #if !LEAK
    link.next = nil
  #endif
}

func turn() {
  #if canImport(Musl)
    var thread: pthread_t?  // a pointer there
  #else
    var thread = pthread_t()
  #endif
  let status = pthread_create(
    &thread, nil,
    { _ in
      makeRing()
      return nil
    }, nil)
  precondition(status == 0, "pthread_create failed with \(status)")
  pthread_join(thread, nil)
}

let iterations = getenv("ITERATIONS").flatMap { Int(String(cString: $0)) } ?? 10
for _ in 0..<iterations { turn() }
