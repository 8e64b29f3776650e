import MonitorCore

// Where nothing can be scrolled, moving chooses among the rows on the screen.
extension Model {
  /// Whether moving has to choose another entry: nothing can be scrolled that way, or one was chosen so before.
  func choosesRow(
    in pane: Pane, _ visible: [RowReader.Row], forward: Bool, canScroll: Bool
  ) -> Bool {
    if pane.viewport.isFollowing { return !forward && !canScroll }
    guard canScroll else { return true }
    guard pane.viewport.isChoosing, let current = pane.viewport.current,
      let row = visible.firstIndex(where: { $0.slot == current })
    else { return false }
    // From the top row on, keys scroll.
    return forward || row > (visible.firstIndex { $0.slot != nil } ?? 0)
  }

  /// Makes the entry so many further on the current one, which comes into view; past the newest one follows.
  mutating func chooseRow(
    by entries: Int, from top: RowReader.Position, _ visible: [RowReader.Row], _ reader: inout RowReader
  ) {
    guard let pane = focusedPane, pane.index.count > 0 else { return }
    let shown = visible.compactMap(\.slot)
    let current = pane.viewport.current.flatMap { shown.contains($0) ? $0 : nil }
    guard let start = current ?? (pane.viewport.isFollowing ? shown.last : shown.first) else { return }
    let position = pane.index.position(of: start, in: store)
    let newest = pane.index.count - 1
    if entries > 0, position >= newest {
      if !pane.viewport.isPaused { follow() }
      return
    }
    let step = max(-pane.index.count, min(pane.index.count, entries))
    let target = max(0, min(newest, position + step))
    guard target != position else { return }
    let anchor = reader.anchor(at: topPosition(showing: target, from: top, &reader))
    let slot = pane.index.slots[target]
    withFocusedPane { pane, _ in
      pane.viewport.read(at: anchor)
      pane.viewport.choose(slot)
    }
  }

  /// The top row nearest to the present one that shows all of an entry.
  private func topPosition(showing target: Int, from top: RowReader.Position, _ reader: inout RowReader)
    -> RowReader.Position
  {
    let first = RowReader.Position(entry: target, line: 0)
    guard first > top else { return target == 0 ? reader.first : first }
    let last = RowReader.Position(entry: target, line: reader.height(at: target) - 1)
    let lowest = reader.position(last, movedBy: -(visibleRows - 1))
    return max(top, min(first, lowest))
  }
}
