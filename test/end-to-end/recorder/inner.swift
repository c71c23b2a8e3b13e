// The third of three modules.

public final class Elsewhere {}

@inline(never) public func inner() async -> AnyObject { Elsewhere() }
