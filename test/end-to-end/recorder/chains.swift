// Allocates one object of a class of its own in each situation in which one async function awaits another.

// Where the modules beside it are there, too, one goes through all three.
#if canImport(Outer)
  import Outer

  @inline(never) func throughModules() async {
    let elsewhere = await outer()
    keep(elsewhere)
  }
#endif

class Marked { var value = 0 }
final class Direct: Marked {}
final class Deep: Marked {}
final class InGroup: Marked {}
final class InAsyncLet: Marked {}
final class InGrandchild: Marked {}
final class BesideBusyParent: Marked {}
final class InLargeAsyncLet: Marked {}
final class InGenericAsyncLet: Marked {}
final class InThrowingGroup: Marked {}
final class InDiscardingGroup: Marked {}
final class UnderRoot: Marked {}
final class InDetached: Marked {}
final class InActor: Marked {}
final class AfterContinuation: Marked {}
final class FromStream: Marked {}
final class AfterSleep: Marked {}
final class InDeinit: Marked {}
final class WithoutAsync: Marked {}

nonisolated(unsafe) var kept: [AnyObject] = []

@inline(never) func keep(_ object: AnyObject) { kept.append(object) }

@inline(never) func direct() async { keep(Direct()) }

@inline(never) func innermost() async { keep(Deep()) }
@inline(never) func middle() async { await innermost(); await Task.yield() }
@inline(never) func outermost() async { await middle(); await Task.yield() }

@inline(never) func group() async {
  await withTaskGroup(of: Void.self) { group in
    group.addTask { await inGroup() }
  }
}
@inline(never) func inGroup() async { keep(InGroup()) }

@inline(never) func asyncLet() async {
  async let one: Void = inAsyncLet()
  await one
}
@inline(never) func inAsyncLet() async { keep(InAsyncLet()) }

// A child's own child.
@inline(never) func grandparent() async {
  async let one: Void = parent()
  await one
}
@inline(never) func parent() async {
  await withTaskGroup(of: Void.self) { group in
    for _ in 0..<3 { group.addTask { await inGrandchild() } }
  }
  await Task.yield()
}
@inline(never) func inGrandchild() async { keep(InGrandchild()) }

// The parent goes on, and its stack grows and shrinks, while its children allocate.
@inline(never) func busyParent() async {
  await withTaskGroup(of: Void.self) { group in
    for _ in 0..<20 {
      group.addTask { await besideBusyParent() }
      await deeper(50)
    }
  }
}
@inline(never) func throughBusyParent() async { await busyParent(); await Task.yield() }
@inline(never) func deeper(_ left: Int) async {
  if left > 0 { await deeper(left - 1) }
  await nothing()
}
@inline(never) func nothing() async {}
@inline(never) func besideBusyParent() async {
  for _ in 0..<20 { keep(BesideBusyParent()) }
}

// More than the space that the compiler leaves for an `async let`: the child lies on its parent's stack by itself.
@inline(never) func largeAsyncLet() async {
  let (a, b, c, d) = (numbers, numbers, numbers, numbers)
  async let one = inLargeAsyncLet((a, b, c, d))
  _ = await one
}
typealias Numbers = (Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int)
nonisolated(unsafe) var numbers: Numbers = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
@inline(never) func inLargeAsyncLet(_ all: (Numbers, Numbers, Numbers, Numbers)) async -> Numbers {
  keep(InLargeAsyncLet())
  return all.3
}

// A function that does not know how large a value is keeps it in a block of its own.
@_semantics("optimize.sil.specialize.generic.never")
@inline(never) func genericAsyncLet<Value: Sendable>(_ value: Value) async {
  let copy = value
  async let one = inGenericAsyncLet(copy)
  _ = await one
  keepAny(copy)
}
@inline(never) func keepAny<Value>(_ value: Value) {}
@_semantics("optimize.sil.specialize.generic.never")
@inline(never) func inGenericAsyncLet<Value>(_ value: Value) async -> Value {
  keep(InGenericAsyncLet())
  return value
}

@inline(never) func throwingGroup() async throws {
  try await withThrowingTaskGroup(of: Int.self) { group in
    group.addTask { await inThrowingGroup() }
    for try await _ in group {}
  }
}
@inline(never) func inThrowingGroup() async -> Int { keep(InThrowingGroup()); return 1 }

@inline(never) func discardingGroup() async {
  await withDiscardingTaskGroup { group in
    group.addTask { await inDiscardingGroup() }
  }
}
@inline(never) func inDiscardingGroup() async { keep(InDiscardingGroup()) }

// The function that starts the child is its task's first.
@inline(never) func root() async {
  await Task.detached {
    async let one: Void = underRoot()
    await one
  }.value
}
@inline(never) func underRoot() async { keep(UnderRoot()) }

@inline(never) func detached() async { await Task.detached { await inDetached() }.value }
@inline(never) func inDetached() async { keep(InDetached()) }

actor Counter {
  @inline(never) func count() { keep(InActor()) }
}
@inline(never) func hop(_ counter: Counter) async { await counter.count() }

@inline(never) func continuation() async {
  await withCheckedContinuation { continuation in
    Task.detached { continuation.resume() }
  }
  keep(AfterContinuation())
}

@inline(never) func stream() async {
  let numbers = AsyncStream<Int> { continuation in
    continuation.yield(1)
    continuation.finish()
  }
  for await _ in numbers { keep(FromStream()) }
}

@inline(never) func sleeper() async {
  try? await Task.sleep(nanoseconds: 1_000_000)
  keep(AfterSleep())
}

actor Ending {
  deinit { keep(InDeinit()) }
}
@inline(never) func ending() async {
  let one = Ending()
  _ = await one.unownedExecutor
}

@inline(never) func withoutAsync() { keep(WithoutAsync()) }

@main struct Chains {
  static func main() async {
    kept.reserveCapacity(1000)
    withoutAsync()
    await direct()
    await outermost()
    #if canImport(Outer)
      await throughModules()
    #endif
    await group()
    await asyncLet()
    await grandparent()
    await throughBusyParent()
    await largeAsyncLet()
    await genericAsyncLet(numbers)
    try? await throwingGroup()
    await discardingGroup()
    await root()
    await detached()
    await hop(Counter())
    await continuation()
    await stream()
    await sleeper()
    await ending()
  }
}
