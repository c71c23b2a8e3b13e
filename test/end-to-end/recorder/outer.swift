// The second of three modules: its function awaits that of the third.

import Inner

@inline(never) public func outer() async -> AnyObject {
  let elsewhere = await inner()
  await Task.yield()
  return elsewhere
}
