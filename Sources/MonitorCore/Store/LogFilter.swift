/// Which entries a pane shows.
package struct LogFilter: Hashable, Sendable {
  package enum Level: Hashable, Sendable {
    case all
    /// This severity or a worse one; unknown severities are never hidden by it.
    case atLeast(Severity)
    case only(Severity)
  }

  package var level: Level = .all
  /// The task's number in the store; `nil` for all tasks.
  package var task: Int?

  package init(level: Level = .all, task: Int? = nil) {
    self.level = level
    self.task = task
  }

  package func admits(_ slot: Slot, of store: LogStore) -> Bool {
    if let task, store.task(of: slot) != task { return false }
    return admits(store.severity(of: slot))
  }

  package func admits(_ severity: Severity) -> Bool {
    switch level {
    case .all: true
    case .atLeast(let least): severity == .unknown || severity >= least
    case .only(let only): severity == only
    }
  }
}
