import MonitorCore

/// What arrived for a pane while its reader must not be disturbed.
package struct HeldChanges: Sendable {
  /// The merges in their order; empty when they became too many to be told one by one.
  private(set) var merges: [Changes] = []
  private(set) var isEmpty = true
  /// Replaced entries as the reader still sees them.
  private(set) var versions: [Slot: LogVersion] = [:]
  /// How many new entries the pane would show.
  package private(set) var newCount = 0
  private var added: Set<Slot> = []
  private var areTooMany = false

  package init() {}

  package var revisedCount: Int { versions.count }

  private static let maxMerges = 64

  /// `oldest` is the first entry that the pane shows: what was fetched from before it is not new.
  mutating func hold(_ changes: Changes, filter: LogFilter, above oldest: Slot?, of store: LogStore) {
    isEmpty = false
    if merges.count >= Self.maxMerges { areTooMany = true }
    if areTooMany { merges = [] } else { merges.append(changes) }
    for slot in changes.added where filter.admits(slot, of: store) {
      added.insert(slot)
      if let oldest, store.isHistory(slot, above: oldest) { continue }
      newCount += 1
    }
    for slot in changes.revised where !added.contains(slot) && versions[slot] == nil {
      if let task = filter.task, store.task(of: slot) != task { continue }
      if let seen = store.history(of: slot).last { versions[slot] = seen }
    }
  }
}

extension LogStore {
  /// Whether an entry belongs to what was there before `oldest`, and did not just come late.
  func isHistory(_ slot: Slot, above oldest: Slot) -> Bool {
    lateness(of: slot) == 0 && precedes(slot, oldest)
  }
}
