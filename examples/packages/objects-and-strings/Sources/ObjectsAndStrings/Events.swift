protocol Event {
  var weight: Int { get }
}

/// One word: lies in the existential itself.
struct Tick: Event {
  let time: Int

  var weight: Int { time & 1 }
}

/// Four words: more than the three of an existential's own buffer, so each `any Event` gets a box.
struct Transfer: Event {
  let time: Int
  let bytesIn: Int
  let bytesOut: Int
  let duration: Int

  var weight: Int { (bytesIn &+ bytesOut) & 1 &+ duration }
}

/// `count` events behind their protocol, every second one of them boxed.
@inline(never)
func collectEvents(_ count: Int, startingAt start: Int) -> [any Event] {
  var events: [any Event] = []
  events.reserveCapacity(count)
  for time in start..<start + count {
    if time.isMultiple(of: 2) {
      events.append(Tick(time: time))
    } else {
      events.append(Transfer(time: time, bytesIn: time &* 3, bytesOut: time &* 5, duration: 7))
    }
  }
  return events
}
