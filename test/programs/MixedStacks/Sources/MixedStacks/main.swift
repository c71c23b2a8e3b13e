import Dispatch
import Foundation

// Three ways through code that keeps no frame pointers: following them skips the function that allocates.

final class Work {
    let next: Work?
    init(_ next: Work?) { self.next = next }
}

@inline(never)
func enqueueWork(_ turns: Int) {
    let queue = DispatchQueue(label: "work")
    for turn in 0..<turns {
        queue.async { makeWork(turn) }
        queue.sync {}
    }
}

nonisolated(unsafe) var last: Work?

@inline(never)
func makeWork(_ turn: Int) {
    last = turn % 10 == 0 ? nil : Work(last)
}

/// `fopen` makes a stream and `getline` a line, both inside libc.
@inline(never)
func readLines(_ turns: Int) {
    for _ in 0..<turns {
        guard let file = fopen("/proc/self/status", "r") else { continue }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        getline(&line, &capacity, file)
        free(line)
        fclose(file)
    }
}

struct Order: Codable {
    var id: Int
    var customer: String
    var lines: [String]
}

@inline(never)
func encodeOrders(_ turns: Int) {
    let encoder = JSONEncoder()
    for turn in 0..<turns {
        let order = Order(id: turn, customer: "a customer with a longer name", lines: ["one line of the order", "two"])
        _ = try? encoder.encode(order)
    }
}

let turns = 20
enqueueWork(turns)
readLines(turns)
encodeOrders(turns)
