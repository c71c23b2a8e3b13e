import Foundation

let batches = Int(ProcessInfo.processInfo.environment["BATCHES"] ?? "") ?? 100
let relay = Relay()
var bytes = 0
for batch in 0..<batches {
  bytes += try await relay.relay(batch: batch)
}
print("\(batches) batches, \(bytes) bytes delivered")
