#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Hands values from thread to thread. Its room is fixed when it is made: how far one thread is ahead of
/// another never changes the number of allocations.
final class HandoverQueue<Element> {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var slots: [Element?]
  private var first = 0
  private var count = 0
  private var closed = false

  init(capacity: Int) {
    slots = Array(repeating: nil, count: capacity)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Adds a value at the end; waits while the queue is full.
  func push(_ element: Element) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while count == slots.count { pthread_cond_wait(changed, mutex) }
    slots[(first + count) % slots.count] = element
    count += 1
    pthread_cond_broadcast(changed)
  }

  /// Takes the oldest value; waits for one. Nil once the queue is closed and empty.
  func pop() -> Element? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while count == 0 {
      if closed { return nil }
      pthread_cond_wait(changed, mutex)
    }
    let element = slots[first].take()
    first = (first + 1) % slots.count
    count -= 1
    pthread_cond_broadcast(changed)
    return element
  }

  /// Lets waiting threads go once the queue is empty.
  func close() {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    closed = true
    pthread_cond_broadcast(changed)
  }
}
