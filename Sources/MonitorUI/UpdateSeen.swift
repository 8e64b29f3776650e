import MonitorCore

extension Model {
  /// Notes down to which rows the panes on the screen were seen, where something arrived for them.
  mutating func noteSeen() {
    if var pane = mergedPane, !pane.unseen.isEmpty {
      mergedPane = nil
      pane.see(through: lowestRow(of: pane, in: layout.areas.first), of: store)
      mergedPane = pane
    }
    let shown = shownPanes
    for place in panes.indices where !panes[place].unseen.isEmpty {
      let area = shown.firstIndex(of: place).flatMap { place in layout.areas.first { $0.pane == place } }
      panes[place].see(through: lowestRow(of: panes[place], in: area), of: store)
    }
  }

  /// The entry of the lowest row on the screen; `nil` where the pane has none.
  private func lowestRow(of pane: Pane, in area: ScreenLayout.Area?) -> Slot? {
    guard let area, !area.isHeaderOnly, table == nil, shownPicker == nil, pane.held.isEmpty else { return nil }
    let rows = area.logs.height - (area.logs.height > 1 ? 1 : 0)
    guard rows > 0, pane.index.count > 0 else { return nil }
    var reader = reader(of: pane, width: area.logs.width)
    let top = top(of: pane, &reader, rows: area.logs.height)
    return reader.rows(from: top, count: rows).last { $0.slot != nil }?.slot
  }
}
