#if canImport(Glibc)
import Glibc
#endif
import Shelf

@inline(never)
func turn(_ number: Int) async {
    inClosure()
    inGeneric(number)
    await inAsync()
    inDeinit()
    inDependency()
}

let turns = Int(getenv("TURNS").map { String(cString: $0) } ?? "1") ?? 1
for number in 0..<turns {
    await turn(number)
}
