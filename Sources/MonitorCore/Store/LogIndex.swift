/// The slots that a pane shows: those a filter admits, in (timestamp, id) order.
package struct LogIndex: Sendable {
  package private(set) var filter: LogFilter
  package private(set) var slots: [Slot] = []
  private var matcher: LogMatcher
  /// The last merge that is in here.
  private var generation = 0

  package init(_ filter: LogFilter = LogFilter()) {
    self.filter = filter
    matcher = LogMatcher(filter)
  }

  package var count: Int { slots.count }

  /// Begins anew with another filter: one pass over the store.
  package mutating func rebuild(_ filter: LogFilter, over store: LogStore) {
    self.filter = filter
    matcher = LogMatcher(filter)
    slots = matcher.select(from: store)
    generation = store.generation
  }

  /// Brings the index up to date with what a merge did. Merges are to be given in their order, each once; where one
  /// was left out, the index begins anew.
  package mutating func apply(_ changes: Changes, of store: LogStore) {
    guard changes.generation > generation else { return }
    guard changes.generation == generation + 1, store.generationOfLastMove <= changes.generation else {
      return rebuild(filter, over: store)
    }
    generation = changes.generation
    SlotOrder.remove(changes.moved, from: &slots, of: store)
    var fresh = changes.added.filter { matcher.admits($0, of: store) }
    // What was revised may have begun or ceased to be admitted.
    for slot in changes.revised {
      let place = position(of: slot, in: store)
      let isShown = place < count && slots[place] == slot
      let isAdmitted = matcher.admits(slot, of: store)
      if isAdmitted, !isShown { fresh.append(slot) }
      if isShown, !isAdmitted { slots.remove(at: place) }
    }
    SlotOrder.insert(fresh, into: &slots, of: store)
  }

  /// The place of the first shown slot that does not stand before `slot`; `count` when all do. `slot` need not be shown.
  package func position(of slot: Slot, in store: LogStore) -> Int {
    SlotOrder.position(of: slot, in: slots, of: store)
  }

  /// The place of the first shown slot at or after an instant; `count` when all are earlier.
  package func position(of instant: Timestamp, in store: LogStore) -> Int {
    SlotOrder.partition(slots) { store.timestamp(of: $0) < instant }
  }

  /// The nearest place after `position` (-1 to begin at the top) whose slot is wanted.
  package func next(after position: Int, where isWanted: (Slot) -> Bool) -> Int? {
    let start = position < 0 ? 0 : min(position, count - 1) + 1
    return slots[start...].firstIndex(where: isWanted)
  }

  /// The nearest place before `position` (`count` to begin at the bottom) whose slot is wanted.
  package func previous(before position: Int, where isWanted: (Slot) -> Bool) -> Int? {
    slots[..<min(max(0, position), count)].lastIndex(where: isWanted)
  }

  /// The nearest place after `position` with an entry that is this bad or worse.
  package func next(after position: Int, atLeast severity: Severity, in store: LogStore) -> Int? {
    next(after: position) { store.severity(of: $0) >= severity }
  }

  /// The nearest place before `position` with an entry that is this bad or worse.
  package func previous(before position: Int, atLeast severity: Severity, in store: LogStore) -> Int? {
    previous(before: position) { store.severity(of: $0) >= severity }
  }

  /// The nearest place after, or with `backwards` before, `position` whose message a pattern matches.
  package func nearest(
    to position: Int, backwards: Bool, matching pattern: TextPattern, in store: LogStore
  ) -> Int? {
    var matcher = LogMatcher(LogFilter(patterns: [pattern]))
    return backwards
      ? previous(before: position) { matcher.admits($0, of: store) }
      : next(after: position) { matcher.admits($0, of: store) }
  }
}
