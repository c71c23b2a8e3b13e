import Foundation

/// What is relayed, as JSON on both sides.
struct Message: Codable, Sendable {
  var channel: String
  var text: String
  var attempts: Int
}

/// What a subscriber has in the end.
final class Delivery: Sendable {
  let channel: String
  let bytes: Int

  init(channel: String, bytes: Int) {
    self.channel = channel
    self.bytes = bytes
  }
}
