package import MonitorCore

/// Which pane: that of the task with a number, or the one of all tasks.
package enum PaneID: Hashable, Sendable {
  case task(Int)
  case merged
}

/// A pane of entries: the rows it shows of the store, and its viewport.
package struct Pane: Sendable {
  /// The task's number; `nil` for the merged pane.
  package let task: Int?
  package var id: PaneID { task.map(PaneID.task) ?? .merged }
  package private(set) var index: LogIndex
  package var viewport = Viewport()
  package private(set) var held = HeldChanges()
  /// What arrived since following was left and was not on the screen yet.
  package private(set) var unseen = UnseenCounter()

  /// Tasks whose entries never show here.
  private let hidden: Set<Int>

  package init(
    task: Int?, filter: LogFilter = LogFilter(), hiding hidden: Set<Int> = [], collapsing templates: Set<Int> = [],
    over store: LogStore
  ) {
    self.task = task
    self.hidden = hidden
    var filter = filter
    filter.task = task
    filter.hidden = hidden
    index = LogIndex(filter, tracksErrors: true)
    index.collapse(templates, over: store)
    index.rebuild(filter, over: store)
  }

  package var filter: LogFilter { index.filter }

  /// The filter and the viewport before the context was opened.
  package private(set) var context: Context?

  package struct Context: Sendable {
    package let filter: LogFilter
    /// What the filter admits, so that it can be counted.
    var matches: LogIndex
    let viewport: Viewport
    let openedAt: Viewport.Anchor?
  }

  /// Whether not all entries are meant.
  package var isFiltered: Bool { isContext || filter.level != .all || !filter.patterns.isEmpty }
  package var isContext: Bool { context != nil }

  /// Shows the context of the matches too. The entry at `place` keeps its row; following goes on where the newest match is
  /// among so many newest entries, for without any match there is no context to be read.
  mutating func openContext(at place: Viewport.Anchor?, rows: Int = .max, of store: LogStore) {
    let (filter, viewport) = (filter, viewport)
    let newest = index.slots.last
    var matches = LogIndex(filter)
    matches.rebuild(filter, over: store)
    // Matches keep their rows among their context, which may be collapsed.
    index.collapse(index.collapsed, sparing: filter, over: store)
    show(LogFilter(), of: store)
    let isAtEnd = newest.map { index.count - index.position(of: $0, in: store) <= rows } ?? true
    if !viewport.isFollowing || !isAtEnd {
      self.viewport.read(at: place)
      if viewport.isFollowing { self.viewport.current = place?.slot }
      placeAnchor(in: store)
    }
    context = Context(filter: filter, matches: matches, viewport: viewport, openedAt: self.viewport.anchor)
    recountUnseen(of: store)
  }

  /// Closes the context. A viewport that was not moved is restored exactly.
  mutating func closeContext(of store: LogStore) {
    guard let context else { return }
    let hasMoved = viewport.anchor?.slot != context.openedAt?.slot || viewport.anchor?.line != context.openedAt?.line
    self.context = nil
    index.collapse(index.collapsed, over: store)
    show(context.filter, of: store)
    if !hasMoved { restore(context.viewport, of: store) }
  }

  /// Shows other entries in the place of all that were there, by the same filter, and follows.
  mutating func restart(over store: LogStore) {
    viewport.follow()
    unseen = UnseenCounter()
    held = HeldChanges()
    var filter = filter
    if let context {
      filter = context.filter
      self.context = nil
    }
    index.rebuild(filter, over: store)
    index.collapse(index.collapsed, over: store)
  }

  /// Restores a viewport.
  mutating func restore(_ viewport: Viewport, of store: LogStore) {
    self.viewport = viewport
    if viewport.isFollowing { bringIn(of: store) } else { placeAnchor(in: store) }
  }

  /// Follows, or shows the entries from an instant on.
  mutating func align(to instant: Timestamp?, of store: LogStore) {
    guard let instant else {
      viewport.follow()
      return bringIn(of: store)
    }
    viewport.read(at: viewport.anchor)
    bringIn(of: store)
    let position = min(index.position(of: instant, in: store), index.count - 1)
    guard position >= 0 else { return viewport.follow() }
    viewport.read(at: Viewport.Anchor(slot: index.slots[position], line: 0, position: position))
  }

  /// Applies a merge: at once while following, otherwise with the next move.
  /// Every merge has to be given, those of other tasks too: the index counts them.
  mutating func take(_ changes: Changes, of store: LogStore) {
    guard !changes.isEmpty else { return }
    context?.matches.apply(changes, of: store)
    if !changes.dropped.isEmpty {
      // What is gone cannot be read on; the entries held back come in with it.
      bringIn(of: store)
      index.apply(changes, of: store)
      placeAnchor(in: store)
    } else if viewport.isFollowing {
      index.apply(changes, of: store)
      placeCurrent(in: store)
    } else if held.isEmpty, !viewport.isPaused, index.count == 0 || isHistory(changes, of: store) {
      // Where nothing is read, nothing can be moved.
      index.apply(changes, of: store)
      placeAnchor(in: store)
    } else {
      countArrivals(changes, of: store)
      held.hold(changes, filter: filter, above: index.entries.first, of: store)
    }
  }

  /// Counts no more as unseen what was on the screen down to this row; nothing is unseen while following.
  mutating func see(through lowest: Slot?, of store: LogStore) {
    guard !unseen.isEmpty else { return }
    if viewport.isFollowing {
      unseen = UnseenCounter()
    } else if let lowest, held.isEmpty {
      unseen.see(through: lowest, of: store) { [index] in index.row(of: $0, in: store) }
    }
  }

  private mutating func countArrivals(_ changes: Changes, of store: LogStore) {
    let oldest = index.entries.first
    for slot in changes.added {
      let task = store.task(of: slot)
      guard self.task == nil || self.task == task, !hidden.contains(task) else { continue }
      if let oldest, store.isHistory(slot, above: oldest) { continue }
      unseen.add(
        slot, isShown: filter.admits(slot, of: store),
        sharesRow: Self.sharesRow(slot, index.collapsed, context, of: store), of: store)
    }
    if !changes.revised.isEmpty { recountUnseen(changes.revised, of: store) }
  }

  private mutating func recountUnseen(_ revised: [Slot]? = nil, of store: LogStore) {
    guard !unseen.isEmpty else { return }
    let (filter, collapsed, context) = (filter, index.collapsed, context)
    unseen.recount(revised: revised, of: store) {
      filter.admits($0, of: store)
    } sharesRow: {
      Self.sharesRow($0, collapsed, context, of: store)
    }
  }

  /// Whether an entry is in the row of a collapsed template, or will be when it is brought in.
  private static func sharesRow(_ slot: Slot, _ collapsed: Set<Int>, _ context: Context?, of store: LogStore) -> Bool {
    collapsed.contains(store.template(of: slot)) && context?.filter.admits(slot, of: store) != true
  }

  /// Whether all that a merge did lies above what the pane holds, where it moves nothing that is read.
  private func isHistory(_ changes: Changes, of store: LogStore) -> Bool {
    guard let oldest = index.entries.first, changes.revised.isEmpty else { return false }
    return changes.added.allSatisfy { store.isHistory($0, above: oldest) || !filter.admits($0, of: store) }
  }

  /// Brings in what was held back. The anchor keeps its entry.
  mutating func bringIn(of store: LogStore) {
    guard !held.isEmpty else { return }
    // A revision may cost a pass over the collapsed entries: one for all of them is enough.
    let revisions = held.merges.count { !$0.revised.isEmpty }
    if held.merges.isEmpty || !index.collapsed.isEmpty && revisions > 2 { index.rebuild(filter, over: store) }
    for changes in held.merges { index.apply(changes, of: store) }
    held = HeldChanges()
    placeAnchor(in: store)
  }

  /// Shows other entries. The anchor stays, also while its entry is filtered away.
  mutating func show(_ filter: LogFilter, of store: LogStore) {
    var filter = filter
    filter.task = task
    filter.hidden = hidden
    held = HeldChanges()
    index.rebuild(filter, over: store)
    recountUnseen(of: store)
    placeAnchor(in: store)
  }

  /// Makes all entries of these templates share a row for each task and severity, and no others.
  mutating func collapse(_ templates: Set<Int>, of store: LogStore) {
    bringIn(of: store)
    index.collapse(templates, sparing: context?.filter, over: store)
    recountUnseen(of: store)
    placeAnchor(in: store)
  }

  private mutating func placeAnchor(in store: LogStore) {
    placeCurrent(in: store)
    guard let anchor = viewport.anchor else { return }
    viewport.move(anchorTo: index.position(of: anchor.slot, in: store))
  }

  /// The row of several entries stays the current one when a newer entry stands for them.
  private mutating func placeCurrent(in store: LogStore) {
    guard let current = viewport.current, !index.collapsed.isEmpty else { return }
    let row = index.row(of: current, in: store)
    guard row != current else { return }
    let (found, isChoosing) = (viewport.found, viewport.isChoosing)
    if isChoosing { viewport.choose(row) } else { viewport.current = row }
    viewport.found = found
  }
}
