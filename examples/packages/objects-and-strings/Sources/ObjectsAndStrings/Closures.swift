/// A chain of `stages` closures, each holding the next as middleware does: one context for each.
@inline(never)
func makePipeline(stages: Int) -> (Int) -> Int {
  var handler: (Int) -> Int = { $0 }
  for stage in 0..<stages {
    let next = handler
    handler = { next($0 &+ stage) }
  }
  return handler
}
