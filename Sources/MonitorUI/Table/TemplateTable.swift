package import MonitorCore

/// All entries of a template that a pane admits, one a row, with their parameters in columns.
package struct TemplateTable: Sendable {
  package let template: Int
  /// The template as sent (unsafe text).
  let source: [UInt8]
  private(set) var index: LogIndex
  private(set) var columns: TableColumns
  /// The chosen entry; `nil` only while there is none.
  package private(set) var cursor: Slot?
  /// The place of the first row shown.
  private(set) var top = 0
  /// Whether the newest entry is chosen, and the next one will be.
  package private(set) var isFollowing = true
  /// Columns of cells hidden to the left.
  private(set) var column = 0

  /// Opens at an entry, with room for so many rows: a pass over the store.
  init(at slot: Slot, filter: LogFilter, of store: LogStore, rows: Int) {
    template = store.template(of: slot)
    source = store.message(of: slot)
    var filter = filter
    filter.patterns.append(TextPattern(template: template, source: ""))
    index = LogIndex(filter)
    columns = TableColumns(template: source)
    index.rebuild(filter, over: store)
    columns.sample(index.slots, of: store)
    // With what led to it above.
    let position = index.position(of: slot, in: store)
    top = max(0, position - max(1, rows) / 2)
    move(to: position, of: store, rows: rows)
  }

  var count: Int { index.count }

  /// The place of the chosen entry.
  func position(in store: LogStore) -> Int {
    cursor.map { min(index.position(of: $0, in: store), max(0, count - 1)) } ?? 0
  }

  /// Chooses the entry at a place, or the nearest there is, and brings it into view.
  mutating func move(to position: Int, of store: LogStore, rows: Int) {
    guard count > 0 else {
      (cursor, top, isFollowing) = (nil, 0, true)
      return
    }
    let position = max(0, min(position, count - 1))
    cursor = index.slots[position]
    isFollowing = position == count - 1
    let rows = max(1, rows)
    top = max(position - rows + 1, min(top, position))
    fit(of: store, rows: rows)
  }

  /// Scrolls sideways by so many cells.
  mutating func shift(by cells: Int) {
    column = max(0, min(columns.width - 1, column + cells))
  }

  /// Takes what a merge did. The chosen entry stays on its row of the screen, unless the newest is followed.
  mutating func take(_ changes: Changes, of store: LogStore, rows: Int) {
    let row = position(in: store) - top
    index.apply(changes, of: store)
    guard count > 0 else { return move(to: 0, of: store, rows: rows) }
    let position = isFollowing ? count - 1 : position(in: store)
    cursor = index.slots[position]
    // In view, also where a revision moved the chosen entry.
    top = max(position - max(1, rows) + 1, min(position - row, position))
    fit(of: store, rows: rows)
  }

  /// Keeps the chosen entry in view, with so many rows.
  mutating func resize(of store: LogStore, rows: Int) {
    let follows = isFollowing
    move(to: position(in: store), of: store, rows: rows)
    isFollowing = isFollowing || follows && count == 0
  }

  /// Nothing is left empty below while there is something above; and the columns are as wide as what shows in them.
  private mutating func fit(of store: LogStore, rows: Int) {
    top = max(0, min(top, count - max(1, rows)))
    columns.fit(index.slots[top..<min(count, top + max(1, rows))], of: store)
  }
}
