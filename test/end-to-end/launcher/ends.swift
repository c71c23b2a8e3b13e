/// Ends as Swift programs do: what has no error is a good run.
enum Refusal: Error {
  case noHandler
}

switch CommandLine.arguments.dropFirst().first {
case "error": throw Refusal.noHandler
case "fatal": fatalError("no handler")
case "none":
  let handlers: [String: Int] = [:]
  print(handlers["request"]!)
case "range":
  let numbers = Array(repeating: 0, count: CommandLine.argc == 2 ? 1 : 2)
  print(numbers[1])
default: break
}
