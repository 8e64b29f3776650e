import MonitorCore

/// Counts the entries that arrived for a pane since it stopped following and were not on the screen yet.
///
/// `see` costs what comes into view, and one step for each row of a collapsed template, however many have arrived.
package struct UnseenCounter: Sendable {
  private struct Arrival {
    let slot: Slot
    /// As counted: an entry may be revised meanwhile.
    let severity: Severity
  }

  /// The entries that share a row in a pane with collapsed templates: they are seen together.
  private struct SharedRow: Hashable {
    let template: Int
    let task: Int
    let severity: Severity
  }

  /// What the pane shows in rows of their own, in the store's order; those before `firstUnseen` were seen.
  private var arrivals: [Arrival] = []
  private var firstUnseen = 0
  private var shared: [SharedRow: [Arrival]] = [:]
  /// What the pane's filter hides.
  private var hidden: [Slot] = []
  /// How many the pane shows, by `Severity.rawValue`.
  private var numbers = [Int](repeating: 0, count: Severity.allCases.count)

  init() {}

  var isEmpty: Bool { firstUnseen == arrivals.count && shared.isEmpty && hidden.isEmpty }
  var count: Int { numbers.reduce(0, +) }
  var errors: Int { numbers[Int(Severity.error.rawValue)] + numbers[Int(Severity.failure.rawValue)] }
  var warnings: Int { numbers[Int(Severity.warning.rawValue)] }

  /// Counts an entry.
  ///
  /// - Parameters:
  ///   - isShown: whether the pane's filter admits it.
  ///   - sharesRow: whether it is in the row of a collapsed template.
  mutating func add(_ slot: Slot, isShown: Bool, sharesRow: Bool, of store: LogStore) {
    guard isShown else { return hidden.append(slot) }
    let arrival = Arrival(slot: slot, severity: store.severity(of: slot))
    numbers[Int(arrival.severity.rawValue)] += 1
    if sharesRow {
      let row = SharedRow(
        template: store.template(of: slot), task: store.task(of: slot), severity: arrival.severity)
      shared[row, default: []].append(arrival)
    } else if let last = arrivals.last, store.precedes(slot, last.slot) {
      arrivals.insert(arrival, at: position(of: slot, of: store))
    } else {
      arrivals.append(arrival)
    }
  }

  /// Removes what the pane shows no lower than `lowest`, the lowest row on the screen. `row` is the entry in whose row
  /// another one is.
  mutating func see(through lowest: Slot, of store: LogStore, row: (Slot) -> Slot) {
    func isSeen(_ slot: Slot) -> Bool { slot == lowest || store.precedes(slot, lowest) }
    while firstUnseen < arrivals.count, isSeen(arrivals[firstUnseen].slot) {
      numbers[Int(arrivals[firstUnseen].severity.rawValue)] -= 1
      firstUnseen += 1
    }
    if firstUnseen > 1_024, firstUnseen * 2 > arrivals.count {
      arrivals.removeFirst(firstUnseen)
      firstUnseen = 0
    }
    for (key, members) in shared {
      guard let any = members.first, isSeen(row(any.slot)) else { continue }
      for member in members { numbers[Int(member.severity.rawValue)] -= 1 }
      shared[key] = nil
    }
  }

  /// Counts again after a change of the filter, of the collapsed templates, or of entries: `revised` are those of them
  /// that were revised, `nil` stands for all.
  mutating func recount(
    revised: [Slot]? = nil, of store: LogStore, isShown: (Slot) -> Bool, sharesRow: (Slot) -> Bool
  ) {
    guard !isEmpty else { return }
    var again = hidden + arrivals[firstUnseen...].map(\.slot) + shared.values.flatMap { $0.map(\.slot) }
    if let revised {
      let wanted = Set(revised)
      again = again.filter(wanted.contains)
      guard !again.isEmpty else { return }
      remove(Set(again))
    } else {
      self = UnseenCounter()
    }
    for slot in again.sorted(by: store.precedes) {
      add(slot, isShown: isShown(slot), sharesRow: sharesRow(slot), of: store)
    }
  }

  private mutating func remove(_ slots: Set<Slot>) {
    arrivals.removeFirst(firstUnseen)
    firstUnseen = 0
    hidden.removeAll { slots.contains($0) }
    func isRemoved(_ arrival: Arrival) -> Bool {
      guard slots.contains(arrival.slot) else { return false }
      numbers[Int(arrival.severity.rawValue)] -= 1
      return true
    }
    arrivals.removeAll(where: isRemoved)
    for (key, members) in shared {
      let rest = members.filter { !isRemoved($0) }
      shared[key] = rest.isEmpty ? nil : rest
    }
  }

  /// The first index of an unseen arrival that does not stand before `slot`.
  private func position(of slot: Slot, of store: LogStore) -> Int {
    var (low, high) = (firstUnseen, arrivals.count)
    while low < high {
      let middle = low + (high - low) / 2
      if store.precedes(arrivals[middle].slot, slot) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Model {
  /// Records down to which rows the panes on the screen were seen, where something arrived for them.
  mutating func markSeen() {
    if var pane = mergedPane, !pane.unseen.isEmpty {
      mergedPane = nil
      pane.see(through: lowestRow(of: pane, in: layout.areas.first), of: store)
      mergedPane = pane
    }
    let shown = shownPanes
    for index in panes.indices where !panes[index].unseen.isEmpty {
      let area = shown.firstIndex(of: index).flatMap { index in layout.areas.first { $0.pane == index } }
      panes[index].see(through: lowestRow(of: panes[index], in: area), of: store)
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
