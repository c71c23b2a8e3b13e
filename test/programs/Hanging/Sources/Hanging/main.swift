#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

print("Hanging: waiting for a connection that never comes")
// Standard output is a pipe when the gate runs this: without a flush the line would stay in the buffer.
fflush(nil)

while true {
  pause()
}
