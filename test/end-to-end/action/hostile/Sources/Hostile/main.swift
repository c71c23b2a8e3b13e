#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A pull request's program that tries what it can: it writes down its environment and speaks to the runner.
let file = fopen("program.environment", "w")!
var variable = environ
while let text = variable.pointee {
  fputs(text, file)
  fputs("\n", file)
  variable += 1
}
fclose(file)

#warning("\n::error title=Compiler::injected")
let commands = """
  ::set-output name=verdict::pass
  ::error title=Program::injected
  ##[error]injected
  ::add-mask::a
  ::stop-commands::x
  """
print(commands)
fputs("\n\(commands)\n", stderr)
exit(getenv("FAIL") == nil ? 0 : 1)
