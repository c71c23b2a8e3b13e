/// Keeps the deliveries of one channel; each batch empties it.
actor Mailbox {
  private var deliveries: [Delivery] = []

  func put(_ delivery: Delivery) {
    deliveries.append(delivery)
  }

  func empty() -> Int {
    defer { deliveries.removeAll() }
    return deliveries.reduce(0) { $0 + $1.bytes }
  }
}
