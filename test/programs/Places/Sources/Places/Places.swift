import Shelf

// Each place allocates one block more under its own compile-time condition, and nothing otherwise.

@inline(never)
func inClosure() {
    for handler in handlers { handler() }
}

nonisolated(unsafe) var handlers: [() -> Void] = makeHandlers()

@inline(never)
func makeHandlers() -> [() -> Void] {
    [
        {
            keep(nil)
            #if CLOSURE
            keep(Book())
            #endif
        }
    ]
}

final class Box<Value> {
    let value: Value
    init(_ value: Value) { self.value = value }
}

@inline(never)
func inGeneric<Value>(_ value: Value) {
    keep(nil)
    #if GENERIC
    keep(Box(value))
    #endif
}

@inline(never)
func suspended() async -> AnyObject? {
    nil
}

@inline(never)
func inAsync() async {
    keep(await suspended())
    #if ASYNC
    keep(Book())
    #endif
}

final class Holder {
    deinit {
        keep(nil)
        #if DEINIT
        keep(Book())
        #endif
    }
}

nonisolated(unsafe) var holder: Holder?

@inline(never)
func inDeinit() {
    holder = Holder()
    holder = nil
    turned += 1
}
