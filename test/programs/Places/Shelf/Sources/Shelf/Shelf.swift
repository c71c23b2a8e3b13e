/// One block of memory, which nothing may optimise away: the shelf outlives the turn.
public final class Book {
    public init() {}
}

nonisolated(unsafe) var shelf: AnyObject?

/// Puts away what is given; what was there before is released.
@inline(never)
public func keep(_ object: AnyObject?) {
    shelf = object
}

/// The place in another package.
@inline(never)
public func inDependency() {
    keep(nil)
    #if DEPENDENCY
    keep(Book())
    #endif
}
