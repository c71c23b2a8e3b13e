/// Answers each line with itself, in capital letters.
struct RequestHandler {
  /// Two allocations for a line of more than 15 bytes: its text and the answer.
  @inline(never)
  func answer(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let text = String(decoding: line, as: UTF8.self)
    var answer: [UInt8] = []
    answer.reserveCapacity(text.utf8.count + 1)
    for byte in text.utf8 {
      let isSmall = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
      answer.append(isSmall ? byte - 32 : byte)
    }
    answer.append(UInt8(ascii: "\n"))
    return answer
  }
}
