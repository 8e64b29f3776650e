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
  /// Tasks whose entries are not shown, by their numbers in the store.
  package var hidden: Set<Int> = []
  /// What the entries must all match, or where a pattern excludes, not match.
  package var patterns: [TextPattern] = []

  package init(level: Level = .all, task: Int? = nil, patterns: [TextPattern] = []) {
    self.level = level
    self.task = task
    self.patterns = patterns
  }

  /// Whether an entry is shown. For many entries `LogIndex` is much quicker.
  package func admits(_ slot: Slot, of store: LogStore) -> Bool {
    var matcher = LogMatcher(self)
    return matcher.admits(slot, of: store)
  }

  package func admits(_ severity: Severity) -> Bool {
    switch level {
    case .all: true
    case .atLeast(let least): severity == .unknown || severity >= least
    case .only(let only): severity == only
    }
  }
}
