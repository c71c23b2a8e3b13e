let sentence = "the gate counts what the program allocates and names the place where the growth comes from"

/// An array that grows by appending, without a reserved capacity: a new buffer at each doubling.
@inline(never)
func growArray(to count: Int, startingAt first: Int) -> [Int] {
  var array: [Int] = []
  for offset in 0..<count {
    array.append(first &+ offset)
  }
  return array
}

/// An array of arrays: one buffer for each row and one around them.
@inline(never)
func makeMatrix(rows: Int, columns: Int) -> [[Int]] {
  (0..<rows).map { row in (0..<columns).map { column in row * column } }
}

/// How often each word occurs: a dictionary that rehashes as it grows.
@inline(never)
func countWords(in text: String) -> [Substring: Int] {
  var counts: [Substring: Int] = [:]
  for word in text.split(separator: " ") {
    counts[word, default: 0] += 1
  }
  return counts
}

/// The words by length: a dictionary whose values are arrays that grow in place.
@inline(never)
func groupByLength(_ text: String) -> [Int: [Substring]] {
  Dictionary(grouping: text.split(separator: " "), by: \.count)
}
