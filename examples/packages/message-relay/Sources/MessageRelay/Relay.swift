import Foundation

/// Decodes messages, hands them to the mailbox of their channel, and counts what arrived.
struct Relay: Sendable {
  static let channels = ["orders-and-invoices", "returns-and-complaints", "announcements-to-all"]

  let mailboxes = Dictionary(uniqueKeysWithValues: channels.map { ($0, Mailbox()) })

  /// One batch: a message for each channel, side by side, and a short rest now and then.
  func relay(batch: Int) async throws -> Int {
    let encoded = try Relay.channels.map { try JSONEncoder().encode(message(to: $0, batch: batch)) }
    let delivered = try await withThrowingTaskGroup(of: Int.self) { group in
      for data in encoded {
        group.addTask { try await deliver(data) }
      }
      return try await group.reduce(0, +)
    }
    if batch % 16 == 0 { try await Task.sleep(nanoseconds: 100_000) }
    return delivered
  }

  func deliver(_ data: Data) async throws -> Int {
    let message = try JSONDecoder().decode(Message.self, from: data)
    let delivery = Delivery(channel: message.channel, bytes: message.text.utf8.count)
    guard let mailbox = mailboxes[message.channel] else { return 0 }
    await mailbox.put(delivery)
    return await mailbox.empty()
  }

  private func message(to channel: String, batch: Int) -> Message {
    Message(channel: channel, text: "message number \(batch) for everybody who listens", attempts: batch % 3)
  }
}
