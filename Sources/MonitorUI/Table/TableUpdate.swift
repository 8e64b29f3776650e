import MonitorCore

extension Model {
  private var tableRows: Int { TableScreen.rows(of: size) }

  /// Opens the table of the entries that have the same template as one; by default as the current one.
  mutating func openTable(at slot: Slot? = nil) {
    guard let pane = focusedPane, let slot = slot ?? readingPlace(of: pane)?.slot else { return }
    overlay = nil
    let shown = slot == pane.viewport.current ? pane.viewport.found ?? slot : slot
    var filter = pane.filter
    if pane.index.count(of: slot) > 1 {
      // Those that share its row are of its task and its severity.
      filter.level = .only(store.severity(of: slot))
      filter.task = store.task(of: slot)
    }
    table = TemplateTable(at: shown, filter: filter, of: store, rows: tableRows)
  }

  /// After the size or the tasks changed.
  mutating func refreshTable() { withTable { $0.resize(of: $1, rows: $2) } }

  mutating func applyToTable(_ changes: Changes) { withTable { $0.take(changes, of: $1, rows: $2) } }

  private mutating func withTable(_ change: (inout TemplateTable, LogStore, Int) -> Void) {
    guard var table else { return }
    self.table = nil
    change(&table, store, tableRows)
    self.table = table
  }

  mutating func pressInTable(_ key: Key) -> [Command] {
    keys.action(of: key, in: .table).map { performInTable($0) } ?? []
  }

  mutating func performInTable(_ action: Action) -> [Command] {
    guard let table else { return [] }
    let page = max(1, tableRows - 1)
    switch action {
    case .close, .table: self.table = nil
    case .lineDown: moveInTable(by: 1)
    case .lineUp: moveInTable(by: -1)
    case .halfPageDown: moveInTable(by: max(1, tableRows / 2))
    case .halfPageUp: moveInTable(by: -max(1, tableRows / 2))
    case .pageDown: moveInTable(by: page)
    case .pageUp: moveInTable(by: -page)
    case .top: moveInTable(by: -table.count)
    case .bottom: moveInTable(by: table.count)
    case .left: self.table?.shift(by: -8)
    case .right: self.table?.shift(by: 8)
    case .search: openPrompt(.search)
    case .nextMatch: jumpToMatch(forward: true, count: 1)
    case .previousMatch: jumpToMatch(forward: false, count: 1)
    case .details: if let slot = table.cursor { overlay = .details(Details(slot: slot, store: store)) }
    case .collapse: toggleCollapse(template: table.template)
    case .filterTemplate:
      self.table = nil
      filter(by: TextPattern(template: table.template, source: String(decoding: table.source, as: UTF8.self)))
    case .timestamps: changeTimestamps()
    case .help, .palette, .quit, .redraw, .mouse, .suspend, .interrupt: return perform(action, count: 1)
    default: break
    }
    return []
  }

  /// Chooses the entry so many rows on; whether there is another one.
  @discardableResult
  mutating func moveInTable(by rows: Int) -> Bool {
    let before = table?.cursor
    withTable { $0.move(to: $0.position(in: $1) + rows, of: $1, rows: $2) }
    return table?.cursor != before
  }

  /// Chooses the next entry that a pattern matches, or the one before; whether there is one.
  ///
  /// - Parameter fromHere: whether the chosen one may be it.
  mutating func jumpInTable(to pattern: TextPattern, forward: Bool, fromHere: Bool) -> Bool {
    guard let table else { return false }
    let here = table.position(in: store)
    let start = fromHere ? here + (forward ? -1 : 1) : here
    do throws(PatternError) {
      guard let found = try table.index.nearest(to: start, backwards: !forward, matching: pattern, in: store) else {
        return false
      }
      withTable { $0.move(to: found, of: $1, rows: $2) }
      return true
    } catch {
      dropSearch(error)
      return false
    }
  }

  /// Chooses again what was chosen before a search began.
  mutating func restoreTable(to slot: Slot?) {
    guard let slot else { return }
    withTable { $0.move(to: $0.index.position(of: slot, in: $1), of: $1, rows: $2) }
  }

  /// The wheel scrolls, a click chooses, a second one opens the details.
  mutating func applyToTable(_ event: MouseEvent) -> [Command] {
    switch event.action {
    case .wheelDown: moveInTable(by: 3)
    case .wheelUp: moveInTable(by: -3)
    case .press:
      guard let table, let row = TableScreen.row(at: event.y, of: size), table.top + row < table.count else { break }
      if table.position(in: store) == table.top + row { return pressInTable(.enter) }
      withTable { $0.move(to: $0.top + row, of: $1, rows: $2) }
    }
    return []
  }
}
