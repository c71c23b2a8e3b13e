#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A program whose allocations are known: each turn of the loop makes exactly the calls in `callsPerTurn`, in
/// the words of src/model/counts.ts, with Swift 6.0 on Linux. It prints them. The number of turns is the
/// environment variable `ITERATIONS`, 10 without it; start-up comes on top.
let callsPerTurn = "malloc=8 calloc=0 posix_memalign=9 realloc_null=0 realloc=0 aligned_alloc=0 memalign=0"

final class Object {
  let value: Int

  init(value: Int) {
    self.value = value
  }
}

/// What was made last. Without it the optimizer would put objects on the stack.
var object: Object?
var array: [Int] = []

/// Five objects: five calls of malloc.
@inline(never)
func makeObjects(_ turn: Int) {
  for offset in 0..<5 { object = Object(value: turn &+ offset) }
}

/// Three buffers of exactly the right size: three calls of malloc.
@inline(never)
func makeArrays(_ turn: Int) {
  for length in 1...3 { array = [Int](repeating: turn, count: length &* 10) }
}

/// Nine blocks. Swift asks posix_memalign for an alignment of 16 where the program asks for less: five of them
/// are those that glibc passes on to malloc.
@inline(never)
func allocatePointers(_ turn: Int) {
  for exponent in 0..<9 {
    let block = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 1 << exponent)
    block.storeBytes(of: turn, as: Int.self)
    block.deallocate()
  }
}

let iterations = getenv("ITERATIONS").flatMap { Int(String(cString: $0)) } ?? 10
for turn in 0..<iterations {
  makeObjects(turn)
  makeArrays(turn)
  allocatePointers(turn)
}
print(callsPerTurn)
