import MonitorCore

/// What arrived for a pane since it stopped following and was not on the screen yet.
package struct Unseen: Sendable {
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
    self = Unseen()
    for arrival in all { add(arrival.slot, shownBy: filter, of: store) }
  }
}
