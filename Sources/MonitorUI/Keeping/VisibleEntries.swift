package import MonitorCore

extension Model {
  /// The entries whose lines the focused pane shows, in order; empty on a tiny screen.
  package var visibleEntries: [Slot] {
    guard let pane = focusedPane, let area = focusedArea else { return [] }
    var reader = reader(of: pane, width: area.logs.width)
    let top = top(of: pane, &reader, rows: area.logs.height)
    var slots: [Slot] = []
    for row in reader.rows(from: top, count: area.logs.height) {
      if let slot = row.slot, slots.last != slot { slots.append(slot) }
    }
    return slots
  }
}
