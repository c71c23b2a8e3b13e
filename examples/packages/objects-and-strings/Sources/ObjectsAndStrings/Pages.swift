/// A page of HTML, built by appending: the string's buffer grows, and each row is a string of its own first.
@inline(never)
func renderPage(title: String, rows: Int) -> String {
  var page = "<!doctype html><title>\(title)</title><table>"
  for row in 0..<rows {
    page += renderRow(row)
  }
  page += "</table>"
  return page
}

/// One table row; more than the 15 bytes of UTF-8 that a Swift string holds without a buffer.
@inline(never)
func renderRow(_ row: Int) -> String {
  "<tr><td>row \(row)</td><td>\(row * row)</td></tr>"
}
