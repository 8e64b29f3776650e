/// How open panes that stand one under another share the rows.
enum PaneShares {
  /// From this share on a pane gets rows by itself.
  private static let ampleShare = 6

  /// The heights of open panes: equal shares, moved by what is wished; the focused one has a fifth or more, and none has
  /// fewer than three rows where there are as many.
  static func heights(of panes: [Int], in rows: Int, focus: Int, _ extra: [Int: PaneLayout.ExtraRows]) -> [Int: Int] {
    var heights: [Int: Int] = [:]
    for (number, pane) in panes.enumerated() { heights[pane] = share(rows, of: panes.count, number: number) }
    guard panes.count > 1 else { return heights }
    // Where shares are small, what one pane gains another misses.
    let isAmple = rows / panes.count >= ampleShare
    func canGive(_ pane: Int) -> Bool {
      (heights[pane] ?? 0) > max(PaneLayout.minPaneHeight, pane == focus ? max(rows / 5, rows / panes.count) : 0)
    }
    func give(_ pane: Int, _ wanted: Int) {
      for _ in 0..<max(0, wanted) {
        let givers = panes.filter { $0 != pane && canGive($0) }
        guard let giver = givers.max(by: { (heights[$0] ?? 0) < (heights[$1] ?? 0) }) else { return }
        heights[giver, default: 0] -= 1
        heights[pane, default: 0] += 1
      }
    }
    for pane in panes {
      let wanted = extra[pane].map { $0.byHand + (isAmple ? $0.byItself : 0) } ?? 0
      if wanted > 0 { give(pane, wanted) }
      guard wanted < 0, let taker = panes.filter({ $0 != pane }).min(by: { (heights[$0] ?? 0) < (heights[$1] ?? 0) })
      else { continue }
      let spare = min(-wanted, max(0, (heights[pane] ?? 0) - PaneLayout.minPaneHeight))
      heights[pane, default: 0] -= spare
      heights[taker, default: 0] += spare
    }
    give(focus, panes.contains(focus) ? rows / 5 - (heights[focus] ?? 0) : 0)
    return heights
  }

  /// Folds some of the open panes, each of which leaves its rows to the open one above it: those above stay where they are.
  static func yield(_ yielding: Set<Int>, of opened: inout Set<Int>, _ heights: inout [Int: Int]) {
    for pane in opened.intersection(yielding).sorted() {
      guard let above = opened.filter({ $0 < pane && !yielding.contains($0) }).max() else { continue }
      heights[above, default: 0] += (heights[pane] ?? 1) - 1
      heights[pane] = 1
      opened.remove(pane)
    }
  }

  /// An equal part of something, the first parts one more where it does not come out even.
  static func share(_ total: Int, of parts: Int, number: Int) -> Int {
    let total = max(0, total)
    return total / max(1, parts) + (number < total % max(1, parts) ? 1 : 0)
  }
}
