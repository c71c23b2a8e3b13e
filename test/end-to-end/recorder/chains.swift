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
    kept.reserveCapacity(100)
    withoutAsync()
    await direct()
    await outermost()
    #if canImport(Outer)
      await throughModules()
    #endif
    await group()
    await asyncLet()
    await detached()
    await hop(Counter())
    await continuation()
    await stream()
    await sleeper()
    await ending()
  }
}
