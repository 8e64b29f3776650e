/// The order of the footer's hints: what a newcomer needs first stands first.
enum HintOrder {
  private static let actions: [Action] = [
    .left, .goThere, .lineDown, .filterValue, .filterTemplate, .bottom, .clear, .nextMatch, .severity1,
    .search, .filter, .zoom, .focusNext, .context, .nextError, .details, .merge, .togglePause, .palette,
    .layout, .lock, .mark,
    .wrap, .timestamps, .pollNow, .addTask, .collapse, .table, .help, .close,
  ]

  /// Rows in the footer's order; those of other actions last, as they stand in the table.
  static func sorted(_ rows: [KeyMap.Row]) -> [KeyMap.Row] {
    rows.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  private static func rank(_ row: KeyMap.Row) -> Int {
    row.bindings.first.flatMap { actions.firstIndex(of: $0.action) } ?? actions.count
  }
}
