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

  /// Whether an entry is shown; none that is not held is. For many entries `LogIndex` is much quicker.
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

/// A filter at work on the entries of one store.
struct LogMatcher: Sendable {
  /// The first pattern that needs more time than searching may take: it admits everything from then on.
  var slowPattern: TextPattern? { tests.first(where: \.isTooSlow)?.pattern }

  private let filter: LogFilter
  /// For each severity's number, whether the level lets it be shown.
  private let levels: [Bool]
  private var tests: [PatternPredicate]

  init(_ filter: LogFilter) {
    self.filter = filter
    levels = (0...LogRows.Kind.severity).map { number in
      number != LogRows.Kind.released & LogRows.Kind.severity
        && filter.admits(Severity(rawValue: number) ?? .unknown)
    }
    tests = filter.patterns.map { PatternPredicate($0) }
  }

  mutating func admits(_ slot: Slot, of store: LogStore) -> Bool {
    guard store.holds(slot), levels[Int(store.severity(of: slot).rawValue)] else { return false }
    if let task = filter.task, store.task(of: slot) != task { return false }
    if !filter.hidden.isEmpty, filter.hidden.contains(store.task(of: slot)) { return false }
    return matchesPatterns(slot, of: store)
  }

  /// All slots that are shown, in the store's order. Reads the columns in the order of memory; there is a mark for each row
  /// from the store's first one on.
  mutating func select(from store: LogStore) -> [Slot] {
    if filter.level == .all, filter.task == nil, filter.hidden.isEmpty, tests.isEmpty { return store.order }
    let first = store.rows.firstRow
    var marks: [UInt8] = []
    marks.reserveCapacity(store.rows.count - first)
    levels.withUnsafeBufferPointer { levels in
      store.rows.kinds.forEachChunk { _, rows, kinds in
        guard let kinds else { return marks.append(contentsOf: repeatElement(0, count: rows)) }
        for kind in kinds { marks.append(levels[Int(kind & LogRows.Kind.severity)] ? 1 : 0) }
      }
    }
    if filter.task != nil || !filter.hidden.isEmpty { unmarkOthers(of: store, &marks) }
    for test in tests.indices {
      tests[test].unmark(&marks, of: store)
    }
    let shown = marks.reduce(0) { $0 + Int($1) }
    return [Slot](unsafeUninitializedCapacity: shown) { slots, count in
      for slot in store.order where marks[Int(slot) - first] != 0 {
        slots.initializeElement(at: count, to: slot)
        count += 1
      }
    }
  }

  private func unmarkOthers(of store: LogStore, _ marks: inout [UInt8]) {
    let (task, hidden, base) = (filter.task, filter.hidden, store.rows.firstRow)
    marks.withUnsafeMutableBufferPointer { marks in
      store.ids.spaces.forEachChunk { first, rows, spaces in
        for index in 0..<rows {
          let space = Int(spaces?[index] ?? 0)
          if task ?? space != space || hidden.contains(space) { marks[first + index - base] = 0 }
        }
      }
    }
  }

  private mutating func matchesPatterns(_ slot: Slot, of store: LogStore) -> Bool {
    for test in tests.indices where !tests[test].admits(slot, of: store) { return false }
    return true
  }
}
