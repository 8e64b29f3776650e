import MonitorCore

/// What arrived for a pane while nothing may move what is being read.
package struct HeldChanges: Sendable {
  /// The merges in order; empty when there are too many to apply them one by one.
  private(set) var merges: [Changes] = []
  private(set) var isEmpty = true
  /// Revised entries as they are still drawn.
  private(set) var versions: [Slot: LogVersion] = [:]
  /// How many new entries the pane's filter admits.
  package private(set) var newCount = 0
  private var added: Set<Slot> = []
  private var areTooMany = false

  package init() {}

  /// How many revised entries the pane shows, in the old or in the new revision.
  package private(set) var revisedCount = 0

  private static let maxMerges = 64

  /// - Parameter oldest: the first entry that the pane shows: entries fetched from before it are not new.
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
      let task = store.task(of: slot)
      guard filter.task ?? task == task, !filter.hidden.contains(task), let seen = store.history(of: slot).last
      else { continue }
      versions[slot] = seen
      if filter.admits(slot, of: store) || filter.patterns.isEmpty && filter.admits(seen.severity) { revisedCount += 1 }
    }
  }
}

extension LogStore {
  /// Whether an entry belongs to what was there before `oldest`, and did not just come late.
  func isHistory(_ slot: Slot, above oldest: Slot) -> Bool {
    lateness(of: slot) == 0 && precedes(slot, oldest)
  }
}
