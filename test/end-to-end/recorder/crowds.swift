// Many children at once and one after the other, at addresses that others have had before. Each class has one chain.

class Marked { var value = 0 }
final class InRoot: Marked {}
final class InLet: Marked {}
final class InDeepLet: Marked {}
final class InHugeGroup: Marked {}
final class InOther: Marked {}

@_optimize(none) @inline(never) func use(_ object: AnyObject) { Unmanaged.passRetained(object).release() }

@inline(never) func inRoot() async { use(InRoot()) }
@inline(never) func inLet() async { use(InLet()) }
@inline(never) func inDeepLet() async { use(InDeepLet()) }

// Makes the stack of its task grow and shrink.
@inline(never) func down(_ left: Int) async -> Int {
  if left == 0 {
    await Task.yield()
    return 1
  }
  return await down(left - 1) + 1
}

@inline(never) func lets() async {
  async let one: Void = inLet()
  await one
}
@inline(never) func aroundLets() async { await lets(); await Task.yield() }

@inline(never) func deepLets() async {
  async let one: Void = inDeepLet()
  await one
}
@inline(never) func deep(_ left: Int) async {
  if left > 0 { await deep(left - 1) } else { await deepLets() }
  await Task.yield()
}

@inline(never) func crowd(_ round: Int) async {
  let tasks = (0..<8).map { number in
    Task.detached {
      _ = await down((round * 7 + number * 3) % 13)
      await aroundLets()
      _ = await down((round + number) % 5)
      await deep(2)
    }
  }
  let roots = (0..<8).map { _ in
    Task.detached {
      async let one: Void = inRoot()
      await one
    }
  }
  for task in tasks + roots { await task.value }
}

@inline(never) func inHugeGroup() async { use(InHugeGroup()); await Task.yield() }
@inline(never) func hugeGroup() async {
  await withTaskGroup(of: Void.self) { group in
    for _ in 0..<70_000 { group.addTask { await inHugeGroup() } }
  }
}
@inline(never) func inOther() async { use(InOther()); await Task.yield() }
@inline(never) func otherGroup() async {
  await withTaskGroup(of: Void.self) { group in
    for _ in 0..<70_000 { group.addTask { await inOther() } }
  }
}
@inline(never) func bothGroups() async {
  async let huge: Void = hugeGroup()
  async let other: Void = otherGroup()
  _ = await (huge, other)
}

@main struct Crowds {
  static func main() async {
    for round in 0..<50 { await crowd(round) }
    await bothGroups()
  }
}
