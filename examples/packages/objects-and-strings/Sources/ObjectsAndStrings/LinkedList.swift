/// A list on the heap: one object for each element.
final class Node {
  let value: Int
  let next: Node?

  init(value: Int, next: Node?) {
    self.value = value
    self.next = next
  }

  /// The sum of this element and all after it.
  var sum: Int {
    var total = 0
    var node: Node? = self
    while let current = node {
      total &+= current.value
      node = current.next
    }
    return total
  }
}

/// A list of `length` (at least one) ascending values: `length` objects.
@inline(never)
func buildList(_ length: Int, startingAt first: Int) -> Node {
  var head = Node(value: first &+ length &- 1, next: nil)
  for offset in stride(from: length - 2, through: 0, by: -1) {
    head = Node(value: first &+ offset, next: head)
  }
  return head
}
