import MonitorCore

/// The right edge of a pane of which not all shows, once somebody reads or searches in it: which part does, and where errors and
/// matches are. While the newest entries run by there is none: it would move against them with each, which is drawn anew row by
/// row, and says that the end is shown.
///
/// A cell stands for a run of rows. It is looked up in lists that are kept with the entries, so that a frame costs a search a
/// cell, however many entries there are.
struct ScrollBar {
  private let pane: Pane
  private let store: LogStore
  /// What is searched for in the pane, and found.
  private let matches: [Slot]
  private let glyphs: Glyphs
  /// The rows that show, of all.
  private let shown: Range<Int>
  private let height: Int

  /// `nil` where all shows.
  init?(model: borrowing Model, pane: Pane, shown: Range<Int>, height: Int) {
    guard model.isReadOrSought(pane) else { return nil }
    guard height > 1, shown.lowerBound > 0 || shown.upperBound < pane.index.count else { return nil }
    (self.pane, self.shown, self.height) = (pane, shown, height)
    (store, glyphs) = (model.store, model.glyphs)
    matches = model.focusedPane?.id == pane.id ? model.paneMarks?.matches.slots ?? [] : []
  }

  /// The rows that a cell stands for.
  private func rows(of cell: Int) -> Range<Int> {
    let count = pane.index.count
    return cell * count / height..<(cell + 1) * count / height
  }

  /// The first row that a click on a cell shows.
  static func row(of cell: Int, height: Int, count: Int) -> Int {
    max(0, min(count - 1, cell * count / max(1, height)))
  }

  func draw(x: Int, y: Int, on frame: inout Frame) {
    let count = pane.index.count
    let first = min(height - 1, shown.lowerBound * height / count)
    let last = max(first + 1, min(height, (shown.upperBound * height + count - 1) / count))
    for cell in 0..<height {
      let isShown = (first..<last).contains(cell)
      let rows = rows(of: cell)
      let isError = pane.index.rows(rows, holdAnyOf: pane.index.errors, in: store)
      let isMatch = !isError && pane.index.rows(rows, holdAnyOf: matches, in: store)
      guard isShown || isError || isMatch else { continue }
      let sign = isError ? glyphs.errorTick(isShown) : isMatch ? glyphs.matchTick(isShown) : glyphs.thumb
      let role: Style.Role = isError ? .danger : isMatch ? .keyName : .secondary
      frame.put(Cell(sign, style: Style(role)), x: x, y: y + cell)
    }
  }
}

extension Model {
  /// Whether somebody reads or searches in a pane, so that it has a scrollbar where not all shows.
  func isReadOrSought(_ pane: Pane) -> Bool {
    !pane.viewport.isFollowing || search != nil && focusedPane?.id == pane.id
  }
}

extension Glyphs {
  /// The part of a scrollbar that shows; a cell with an error or a match, within that part or beside it.
  fileprivate var thumb: Unicode.Scalar { self == .ascii ? "|" : "┃" }
  fileprivate func errorTick(_ isInThumb: Bool) -> Unicode.Scalar {
    self == .ascii ? (isInThumb ? "#" : "=") : isInThumb ? "┫" : "╸"
  }
  fileprivate func matchTick(_ isInThumb: Bool) -> Unicode.Scalar {
    self == .ascii ? (isInThumb ? "+" : "-") : isInThumb ? "┨" : "╴"
  }
}
