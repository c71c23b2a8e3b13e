final class Kept {
  let value: Int

  init(_ value: Int) {
    self.value = value
  }
}

/// What was made last. Without it the optimizer would put objects on the stack.
var last: Kept?

/// One call of malloc.
@inline(never)
public func keep(_ value: Int) {
  last = Kept(value)
}
