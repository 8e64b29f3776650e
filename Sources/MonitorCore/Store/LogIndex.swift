/// The slots that a pane shows: those a filter admits, in (timestamp, id) order.
///
/// Of the entries of a collapsed template only the newest has a row; it stands for the others.
package struct LogIndex: Sendable {
  package private(set) var filter: LogFilter
  /// The rows. All positions are positions among them.
  package private(set) var slots: [Slot] = []
  /// What the filter admits, while it is not the same as the rows.
  private var admitted: [Slot] = []
  private var collapsing = CollapsedRows()
  private var matcher: LogMatcher
  /// The last change that is in here.
  private var generation = 0
  /// Those of what the filter admits that are errors or failures, in order; empty where they are not asked for.
  package private(set) var errors: [Slot] = []
  private let tracksErrors: Bool

  /// - Parameter tracksErrors: whether `errors` is kept.
  package init(_ filter: LogFilter = LogFilter(), tracksErrors: Bool = false) {
    self.filter = filter
    self.tracksErrors = tracksErrors
    matcher = LogMatcher(filter)
  }

  package var count: Int { slots.count }

  /// A pattern of the filter that is to be dropped (`PatternError.tooSlow`); what it could not decide has rows.
  package var slowPattern: TextPattern? { matcher.slowPattern }

  /// Begins anew with another filter: one pass over the store. What is collapsed stays so.
  package mutating func rebuild(_ filter: LogFilter, over store: LogStore) {
    self.filter = filter
    matcher = LogMatcher(filter)
    generation = store.generation
    defer { if tracksErrors { errors = entries.filter { store.severity(of: $0) >= .error } } }
    guard collapsing.isActive else {
      slots = matcher.select(from: store)
      return
    }
    admitted = matcher.select(from: store)
    slots = collapsing.select(from: admitted, of: store)
  }

  /// Brings the index up to date with a change of the store. Changes are to be given in their order, each once; where one
  /// was left out, the index begins anew.
  package mutating func apply(_ changes: Changes, of store: LogStore) {
    guard changes.generation > generation else { return }
    guard changes.generation == generation + 1, store.generationOfLastMove <= changes.generation,
      store.generationOfLastDrop <= changes.generation
    else { return rebuild(filter, over: store) }
    generation = changes.generation
    defer { if tracksErrors { applyToErrors(changes, of: store) } }
    if !changes.dropped.isEmpty { return dropOldest(of: store) }
    guard collapsing.isActive else {
      _ = Self.apply(changes, to: &slots, &matcher, of: store)
      return
    }
    let fresh = Self.apply(changes, to: &admitted, &matcher, of: store)
    guard !changes.revised.contains(where: { collapsing.mayConcern($0, of: store) }) else {
      slots = collapsing.select(from: admitted, of: store)
      return
    }
    var revisions = changes
    revisions.added = []
    let added = Set(changes.added)
    _ = Self.apply(revisions, to: &slots, &matcher, of: store)
    collapsing.insert(fresh.filter(added.contains), into: &slots, of: store)
  }

  /// Keeps the errors as the entries are now: a step for each change, none for what stays.
  private mutating func applyToErrors(_ changes: Changes, of store: LogStore) {
    guard changes.dropped.isEmpty else {
      return errors.removeFirst(SlotOrder.partition(errors) { !store.holds($0) })
    }
    SlotOrder.remove(changes.moved, from: &errors, of: store)
    func position(_ slot: Slot, _ slots: [Slot]) -> Int? {
      let position = SlotOrder.position(of: slot, in: slots, of: store)
      return position < slots.count && slots[position] == slot ? position : nil
    }
    let entries = entries
    let gone = changes.revised.compactMap { position($0, errors) }
    SlotOrder.remove(at: gone, from: &errors)
    let fresh = (changes.added + changes.revised).filter {
      store.severity(of: $0) >= .error && position($0, entries) != nil
    }
    SlotOrder.insert(fresh, into: &errors, of: store)
  }

  /// Whether one of some slots, which are in order, stands among rows: one search, however many they are.
  package func rows(_ rows: Range<Int>, holdAnyOf others: [Slot], in store: LogStore) -> Bool {
    guard !rows.isEmpty, rows.lowerBound >= 0, rows.lowerBound < count else { return false }
    let position = SlotOrder.position(of: slots[rows.lowerBound], in: others, of: store)
    guard position < others.count else { return false }
    return rows.upperBound >= count || store.precedes(others[position], slots[rows.upperBound])
  }

  /// Those that are not held any more were the first of all.
  private mutating func dropOldest(of store: LogStore) {
    guard collapsing.isActive else {
      slots.removeFirst(SlotOrder.partition(slots) { !store.holds($0) })
      return
    }
    admitted.removeFirst(SlotOrder.partition(admitted) { !store.holds($0) })
    slots = collapsing.select(from: admitted, of: store)
  }

  /// Returns what was inserted.
  private static func apply(
    _ changes: Changes, to slots: inout [Slot], _ matcher: inout LogMatcher, of store: LogStore
  ) -> [Slot] {
    SlotOrder.remove(changes.moved, from: &slots, of: store)
    var fresh = changes.added.filter { matcher.admits($0, of: store) }
    // What was revised may have begun or ceased to be admitted.
    var gone: [Int] = []
    for slot in changes.revised {
      let position = SlotOrder.position(of: slot, in: slots, of: store)
      let isShown = position < slots.count && slots[position] == slot
      let isAdmitted = matcher.admits(slot, of: store)
      if isAdmitted, !isShown { fresh.append(slot) }
      if isShown, !isAdmitted { gone.append(position) }
    }
    SlotOrder.remove(at: gone, from: &slots)
    SlotOrder.insert(fresh, into: &slots, of: store)
    return fresh
  }

  /// The position of the first row that does not stand before `slot`; `count` when all do. `slot` need not have one.
  package func position(of slot: Slot, in store: LogStore) -> Int {
    SlotOrder.position(of: slot, in: slots, of: store)
  }

  /// The position of the first row at or after an instant; `count` when all are earlier.
  package func position(of instant: Timestamp, in store: LogStore) -> Int {
    SlotOrder.partition(slots) { store.timestamp(of: $0) < instant }
  }

  /// The nearest position after `position` (-1 to begin at the top) whose slot is wanted.
  package func next(after position: Int, where isWanted: (Slot) -> Bool) -> Int? {
    let start = position < 0 ? 0 : min(position, count - 1) + 1
    return slots[start...].firstIndex(where: isWanted)
  }

  /// The nearest position before `position` (`count` to begin at the bottom) whose slot is wanted.
  package func previous(before position: Int, where isWanted: (Slot) -> Bool) -> Int? {
    slots[..<min(max(0, position), count)].lastIndex(where: isWanted)
  }

  /// The nearest position after `position` with an entry that is this bad or worse.
  package func next(after position: Int, atLeast severity: Severity, in store: LogStore) -> Int? {
    next(after: position) { store.severity(of: $0) >= severity }
  }

  /// The nearest position before `position` with an entry that is this bad or worse.
  package func previous(before position: Int, atLeast severity: Severity, in store: LogStore) -> Int? {
    previous(before: position) { store.severity(of: $0) >= severity }
  }

  /// The nearest position after, or with `backwards` before, `position` whose message a pattern matches for certain; or
  /// one of those that the row stands for. Throws `PatternError.tooSlow` where searching takes too long.
  package func nearest(
    to position: Int, backwards: Bool, matching pattern: TextPattern, in store: LogStore
  ) throws(PatternError) -> Int? {
    var predicate = PatternPredicate(pattern)
    predicate.startPass()
    // One pass over all that is collapsed serves every row.
    lazy var holders = collapsing.isActive ? rows(holding: &predicate, store) : []
    func isWanted(_ slot: Slot) -> Bool {
      // Where it is too slow, the next row ends the search.
      predicate.isTooSlow
        || (collapsing.count(of: slot) > 1 ? holders.contains(slot) : predicate.isFound(slot, of: store))
    }
    let found = backwards ? previous(before: position, where: isWanted) : next(after: position, where: isWanted)
    if predicate.isTooSlow { throw .tooSlow }
    return found
  }
}

// Collapsed templates.
extension LogIndex {
  /// The numbers of the templates whose entries share rows.
  package var collapsed: Set<Int> { collapsing.templates }

  /// Makes the entries of these templates share a row for each task and severity, and no others: one pass over what is
  /// admitted. Entries that `sparing` admits keep their rows.
  package mutating func collapse(_ templates: Set<Int>, sparing: LogFilter? = nil, over store: LogStore) {
    let entries = entries
    collapsing = CollapsedRows(templates: templates, sparing: sparing)
    admitted = collapsing.isActive ? entries : []
    slots = collapsing.isActive ? collapsing.select(from: entries, of: store) : entries
  }

  /// The entries that have the rows of collapsed templates, in no order.
  package var collapsedRows: [Slot] { collapsing.newest }

  /// All that the filter admits, in order: the rows, and what they stand for.
  package var entries: [Slot] { collapsing.isActive ? admitted : slots }

  /// How many of `entries` share a row with others.
  package var collapsedCount: Int { collapsing.groupedCount }

  /// How many entries the row of a slot stands for, itself included.
  package func count(of slot: Slot) -> Int { collapsing.count(of: slot) }

  /// Whether a row is that of a collapsed template, be it for one entry only.
  package func isCollapsed(_ slot: Slot) -> Bool { collapsing.isCollapsed(slot) }

  /// The entry in whose row another one is.
  package func row(of slot: Slot, in store: LogStore) -> Slot { collapsing.newest(like: slot, of: store) }

  /// The newest of the entries of a row that a pattern matches for certain.
  package func entry(inRowOf slot: Slot, matching pattern: TextPattern, in store: LogStore) -> Slot? {
    var predicate = PatternPredicate(pattern)
    predicate.startPass()
    if predicate.isFound(slot, of: store) { return slot }
    return count(of: slot) > 1 ? member(of: slot, &predicate, store) : nil
  }

  private func rows(holding predicate: inout PatternPredicate, _ store: LogStore) -> Set<Slot> {
    var rows: Set<Slot> = []
    for slot in admitted where predicate.isFound(slot, of: store) { rows.insert(row(of: slot, in: store)) }
    return rows
  }

  private func member(of row: Slot, _ predicate: inout PatternPredicate, _ store: LogStore) -> Slot? {
    collapsing.last(of: admitted, inRowOf: row, of: store) { predicate.isFound($0, of: store) }
  }
}
