import MonitorCore

/// What arrived for a pane since it stopped following and was not on the screen yet.
package struct UnseenCounter: Sendable {
  private struct Arrival {
    let slot: Slot
    /// `nil` while the pane's filter hides it.
    var severity: Severity?
  }

  private var arrivals: [Arrival] = []
  /// How many of them the pane would show, by `Severity.rawValue`.
  private var numbers = [Int](repeating: 0, count: Severity.allCases.count)

  init() {}

  var isEmpty: Bool { arrivals.isEmpty }
  var count: Int { numbers.reduce(0, +) }
  var errors: Int { numbers[Int(Severity.error.rawValue)] + numbers[Int(Severity.failure.rawValue)] }
  var warnings: Int { numbers[Int(Severity.warning.rawValue)] }

  mutating func add(_ slot: Slot, shownBy filter: LogFilter, of store: LogStore) {
    let severity = filter.admits(slot, of: store) ? store.severity(of: slot) : nil
    arrivals.append(Arrival(slot: slot, severity: severity))
    if let severity { numbers[Int(severity.rawValue)] += 1 }
  }

  /// Takes off what the pane shows no lower than the lowest row that was on the screen.
  mutating func see(through lowest: Slot, of store: LogStore) {
    arrivals.removeAll { arrival in
      guard let severity = arrival.severity, arrival.slot == lowest || store.precedes(arrival.slot, lowest)
      else { return false }
      numbers[Int(severity.rawValue)] -= 1
      return true
    }
  }

  /// Counts again what another filter shows.
  mutating func recount(_ filter: LogFilter, of store: LogStore) {
    guard !isEmpty else { return }
    let all = arrivals
    self = UnseenCounter()
    for arrival in all { add(arrival.slot, shownBy: filter, of: store) }
  }
}

extension Model {
  /// Notes down to which rows the panes on the screen were seen, where something arrived for them.
  mutating func markSeen() {
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
  private func lowestRow(of pane: Pane, in area: PaneLayout.Area?) -> Slot? {
    guard let area, !area.isHeaderOnly, !boxes.contains(where: { $0.isFullScreen(in: size) }), pane.held.isEmpty else {
      return nil
    }
    let rows = area.logs.height - (area.logs.height > 1 ? 1 : 0)
    guard rows > 0, pane.index.count > 0 else { return nil }
    var reader = reader(of: pane, width: area.logs.width)
    let top = top(of: pane, &reader, rows: area.logs.height)
    return reader.rows(from: top, count: rows).last { $0.slot != nil }?.slot
  }
}
