#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

print("Crashing: about to serve 3 requests")
// What is still in the buffer when the program traps is lost.
fflush(nil)

let requests = (1...3).map { "request number \($0), long enough for a buffer" }
for request in requests where request.utf8.count > 40 {
  fatalError("no handler for \(request)")
}
print("Crashing: never gets here")
