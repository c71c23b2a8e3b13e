/// A binary tree whose children know their parent. The first weak reference to an object makes its side
/// table, an allocation that no source line shows.
final class Branch {
  weak var parent: Branch?
  var children: [Branch] = []

  /// The number of nodes, this one included.
  var size: Int {
    children.reduce(1) { $0 + $1.size }
  }
}

/// A complete binary tree of 2^(depth + 1) - 1 nodes.
@inline(never)
func buildTree(depth: Int) -> Branch {
  let branch = Branch()
  guard depth > 0 else { return branch }
  for _ in 0..<2 {
    let child = buildTree(depth: depth - 1)
    child.parent = branch
    branch.children.append(child)
  }
  return branch
}
