#if canImport(Glibc)
import Glibc
#endif
import Shelf

let places = getenv("PLACES").map { String(cString: $0) } ?? ""

@inline(never)
func turn(_ number: Int) {
    inClosure()
    inGeneric(number)
    inDeinit()
    inDependency()
    inMore(number)
    turned += 1
}

/// Belongs to no actor: hops between threads would allocate now and then.
@inline(never)
func run(turns: Int) async {
    for number in 0..<turns {
        turn(number)
        await inAsync()
        if places == "functions" { await desk.lend() }
    }
}

await run(turns: getenv("TURNS").flatMap { Int(String(cString: $0)) } ?? 1)
