/// The slots that a pane shows: those a filter admits, in (timestamp, id) order.
package struct LogIndex: Sendable {
  package private(set) var filter: LogFilter
  package private(set) var slots: [Slot] = []

  package init(_ filter: LogFilter = LogFilter()) {
    self.filter = filter
  }

  package var count: Int { slots.count }

  /// Begins anew with another filter.
  package mutating func rebuild(_ filter: LogFilter, over store: LogStore) {
    self.filter = filter
    slots = store.order.filter { filter.admits($0, of: store) }
  }

  /// Brings the index up to date with what a merge did.
  package mutating func apply(_ changes: Changes, of store: LogStore) {
    rebuild(filter, over: store)
  }

  /// The place of the first shown slot that does not stand before `slot`; `count` when all do. `slot` need not be shown.
  package func position(of slot: Slot, in store: LogStore) -> Int {
    slots.firstIndex { !store.precedes($0, slot) } ?? slots.count
  }
}
