import MonitorCore

/// What arrived for a pane while its reader must not be disturbed.
package struct HeldBack: Sendable {
  private(set) var changes = Changes()
  /// Replaced entries as the reader still sees them.
  private(set) var versions: [Slot: LogVersion] = [:]
  /// How many new entries that the pane would show, by `Severity.rawValue`.
  private(set) var new = [Int](repeating: 0, count: Severity.allCases.count)
  /// How many merges; with more than one, an entry may have been replaced more than once.
  private(set) var merges = 0
  private var added: Set<Slot> = []

  package init() {}

  package var isEmpty: Bool { changes.isEmpty }
  package var newCount: Int { new.reduce(0, +) }
  package var newErrors: Int { new[Int(Severity.error.rawValue)] + new[Int(Severity.failure.rawValue)] }
  package var newWarnings: Int { new[Int(Severity.warning.rawValue)] }
  package var revisedCount: Int { versions.count }

  mutating func hold(_ more: Changes, filter: LogFilter, of store: LogStore) {
    merges += 1
    for slot in more.added where filter.admits(slot, of: store) {
      changes.added.append(slot)
      added.insert(slot)
      new[Int(store.severity(of: slot).rawValue)] += 1
    }
    changes.late += more.late
    for slot in more.revised {
      if let task = filter.task, store.task(of: slot) != task { continue }
      changes.revised.append(slot)
      guard !added.contains(slot), versions[slot] == nil else { continue }
      // One merge may replace an entry more than once: what the reader sees is the version before the first time.
      let times = more.revised.reduce(0) { $0 + ($1 == slot ? 1 : 0) }
      let history = store.history(of: slot)
      if let seen = history.dropLast(times - 1).last { versions[slot] = seen }
    }
  }
}
