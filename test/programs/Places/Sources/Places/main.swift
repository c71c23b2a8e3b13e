#if canImport(Glibc)
import Glibc
#endif
import Shelf

@inline(never)
func turn(_ number: Int) {
    inClosure()
    inGeneric(number)
    inDeinit()
    inDependency()
    #if MORE
    inMore(number)
    #endif
    turned += 1
}

/// Belongs to no actor: hops between threads would allocate now and then.
@inline(never)
func run(turns: Int) async {
    for number in 0..<turns {
        turn(number)
        await inAsync()
        #if MORE
        await desk.lend()
        #endif
    }
}

await run(turns: getenv("TURNS").flatMap { Int(String(cString: $0)) } ?? 1)
