package import MonitorCore

/// One log pane: what it shows of the store, and where its reader is.
package struct Pane: Sendable {
  /// The task's number; `nil` for the merged pane.
  package let task: Int?
  package private(set) var index: LogIndex
  package var viewport = Viewport()
  package private(set) var held = HeldBack()

  package init(task: Int?, filter: LogFilter = LogFilter(), over store: LogStore) {
    self.task = task
    var filter = filter
    filter.task = task
    index = LogIndex(filter)
    index.rebuild(filter, over: store)
  }

  package var filter: LogFilter { index.filter }

  /// Takes what a merge did: at once while following, otherwise when the reader moves next.
  /// Every merge has to be given, those of other tasks too: the index counts them.
  mutating func take(_ changes: Changes, of store: LogStore) {
    guard !changes.isEmpty else { return }
    if viewport.isFollowing {
      index.apply(changes, of: store)
    } else {
      held.hold(changes, filter: filter, of: store)
    }
  }

  /// Brings in what was held back. The anchor keeps its entry.
  mutating func bringIn(of store: LogStore) {
    guard !held.isEmpty else { return }
    if held.merges.isEmpty { index.rebuild(filter, over: store) }
    for changes in held.merges { index.apply(changes, of: store) }
    held = HeldBack()
    placeAnchor(in: store)
  }

  /// Shows other entries. The reader's place stays remembered, also while its entry is filtered away.
  mutating func show(_ filter: LogFilter, of store: LogStore) {
    var filter = filter
    filter.task = task
    held = HeldBack()
    index.rebuild(filter, over: store)
    placeAnchor(in: store)
  }

  private mutating func placeAnchor(in store: LogStore) {
    guard let anchor = viewport.anchor else { return }
    viewport.place(anchorAt: index.position(of: anchor.slot, in: store))
  }
}
