/// The keys as shipped.
enum ActionTable {
  private static let everywhere: Set<KeyMap.Context> = [.log, .help, .details, .table]
  private static let everyBox = everywhere.union([.timeline])

  private static let toTop: [KeyMap.Context: String] = [.details: "to the beginning", .timeline: "to the first"]
  private static let toEnd: [KeyMap.Context: String] = [.details: "to the end", .timeline: "to the last"]

  static let rows: [KeyMap.Row] = moving + following + filtering + looks + panes + keeping + picking + program

  private static let moving: [KeyMap.Row] = [
    row(
      "Move", [(.lineDown, ["j", .down]), (.lineUp, ["k", .up])], "a line down, up", hint: "entry",
      in: everywhere, texts: [.details: "next, previous entry"]),
    row(
      "Move", [(.halfPageDown, ["d", .control("d")]), (.halfPageUp, ["u", .control("u")])], "half a page down, up",
      in: everyBox, texts: [.timeline: "ten columns later, earlier"]),
    row(
      "Move", [(.pageDown, [" ", "f", .pageDown]), (.pageUp, ["b", .pageUp])], "a page down, up",
      in: everyBox, texts: [.timeline: "ten columns later, earlier"]),
    row("Move", [(.top, ["g", .home])], "to the oldest", in: everyBox, texts: toTop),
    row("Move", [(.left, ["h", .left]), (.right, ["l", .right])], "sideways", in: [.log, .table]),
  ]

  private static let following: [KeyMap.Row] = [
    row(
      "Follow", [(.bottom, ["G", .end])], "to the newest, and follow", hint: "follow", in: everyBox,
      texts: toEnd),
    row("Follow", [(.toggleFollow, ["F"])], "follow, or stay here"),
    row("Follow", [(.togglePause, ["p"])], "pause; collecting goes on", hint: "pause"),
  ]

  private static let filtering: [KeyMap.Row] = [
    row(
      "Filter",
      [
        (.severity1, ["1"]), (.severity2, ["2"]), (.severity3, ["3"]), (.severity4, ["4"]), (.severity5, ["5"]),
      ], "this bad or worse; again: only", hint: "severity"),
    row("Filter", [(.severityAll, ["0"])], "all severities"),
    row("Filter", [(.search, ["/"])], "search as you type", hint: "search", in: [.log, .table]),
    row(
      "Filter", [(.nextMatch, ["n"]), (.previousMatch, ["N"])], "next, previous match", hint: "next match",
      in: [.log, .table]),
    row("Filter", [(.filter, ["&"])], "filter by text; ! excludes", hint: "filter"),
    row(
      "Filter", [(.details, [.enter])], "all of an entry", hint: "details", in: [.log, .details, .table],
      texts: [.details: "close this"]),
    row(
      "Filter", [(.filterValue, ["v"])], "in details: only this value", hint: "only this value", in: [.details],
      texts: [.details: "only entries with this value"]),
    row(
      "Filter", [(.filterTemplate, ["a"])], "in details: all like this", hint: "all like this",
      in: [.details, .table], texts: [.details: "only entries like this", .table: "only entries like these"]),
    row(
      "Filter", [(.collapse, ["C"])], "collapse all like this", hint: "collapse",
      in: [.log, .details, .table]),
    row(
      "Filter", [(.table, ["|"])], "all like this as a table", hint: "table", in: [.log, .details, .table],
      texts: [.table: "back"]),
    row("Filter", [(.context, ["x"])], "what is around the matches", hint: "surroundings"),
    row("Filter", [(.clear, [.escape])], "clear search, then filters", hint: "clear"),
    row(
      "Filter", [(.nextError, ["e"]), (.previousError, ["E"])], "next, previous error", hint: "next error",
      in: [.log, .timeline]),
    row(
      "Filter", [(.nextWarning, ["]"]), (.previousWarning, ["["])], "the same from Warning on",
      in: [.log, .timeline]),
  ]

  private static let panes: [KeyMap.Row] = [
    row(
      "Panes", [(.focusNext, [.tab]), (.focusPrevious, [.backTab])], "next, previous pane; value", hint: "pane",
      in: [.log, .details], texts: [.details: "next, previous value"]),
    row(
      "Panes",
      [
        (.focus1, [.alt("1")]), (.focus2, [.alt("2")]), (.focus3, [.alt("3")]), (.focus4, [.alt("4")]),
        (.focus5, [.alt("5")]), (.focus6, [.alt("6")]), (.focus7, [.alt("7")]), (.focus8, [.alt("8")]),
        (.focus9, [.alt("9")]),
      ], "that pane"),
    row("Panes", [(.zoom, ["z"])], "only this pane", hint: "zoom"),
    row("Panes", [(.merge, ["M"])], "all tasks in one pane", hint: "merge"),
    row("Panes", [(.addTask, ["A"])], "add a task", hint: "add task"),
    row("Panes", [(.closeTask, ["X"])], "close this task's pane"),
    row("Panes", [(.lock, ["="])], "lock the panes in time", hint: "lock"),
    row("Panes", [(.layout, ["L"])], "rows, columns, grid, headers", hint: "layout"),
  ]

  private static let looks: [KeyMap.Row] = [
    row("Look", [(.wrap, ["w"])], "wrap long lines", hint: "wrap"),
    row("Look", [(.timestamps, ["t"])], "times: local, UTC, off, age", hint: "times", in: [.log, .table]),
    row("Look", [(.mark, ["m"]), (.nextMark, ["'"])], "mark; next mark", hint: "mark"),
    row("Look", [(.elapsed, ["T"])], "times since the newest mark"),
    row("Look", [(.redraw, [.control("l")])], "draw everything again", in: everyBox),
  ]

  private static let program: [KeyMap.Row] = [
    row("Program", [(.pollNow, ["r"])], "ask the platform now", hint: "poll now", in: [.log, .timeline]),
    row(
      "Program", [(.palette, [":"])], "everything by name", hint: "commands",
      in: [.log, .details, .table, .timeline]),
    row("Program", [(.help, ["?", .function(1)])], "this help", hint: "help", in: everyBox),
    row(
      "Program", [(.close, ["q"])], "close this, or quit", hint: "quit", in: everywhere,
      texts: [.details: "close this", .table: "close this"]),
    row("Program", [(.close, [.escape])], "close this", in: [.help, .details, .table]),
    row("Program", [(.quit, ["Q"])], "quit at once", in: everyBox),
    row("Program", [(.suspend, [.control("z")])], "suspend; fg comes back", in: everyBox),
    row("Program", [(.interrupt, [.control("c")])], "quit with 130", in: everyBox),
  ]

  static func row(
    _ section: String, _ bindings: [(Action, [Key])], _ text: String, hint: String? = nil,
    in contexts: Set<KeyMap.Context> = [.log], texts: [KeyMap.Context: String] = [:]
  ) -> KeyMap.Row {
    KeyMap.Row(
      section: section, bindings: bindings.map { KeyMap.Binding(action: $0.0, keys: $0.1) }, text: text, hint: hint,
      contexts: contexts, texts: texts)
  }
}

extension Key: ExpressibleByUnicodeScalarLiteral {
  package init(unicodeScalarLiteral value: Unicode.Scalar) {
    self = .character(value)
  }
}

extension ActionTable {
  /// What is taken away from the screen, and the timeline.
  static let keeping: [KeyMap.Row] = [
    row("Keep", [(.copy, ["y", "c"])], "copy this line; 5y: five"),
    row("Keep", [(.copyJSON, ["Y"])], "copy it as JSON"),
    row("Keep", [(.save, ["s"])], "save what is shown", hint: "save"),
    row("Keep", [(.openPortal, ["o"])], "the task in the browser"),
    row("Keep", [(.plainStream, [.control("o")])], "plain lines, and back"),
    row("Keep", [(.mouse, [.function(2)])], "mouse on, off"),
    row("Timeline", [(.timeline, ["i"])], "entries over time", hint: "timeline"),
    row(
      "Timeline", [(.left, [.left, "h"]), (.right, [.right, "l"])], "earlier, later", hint: "move", in: [.timeline]),
    row("Timeline", [(.goThere, [.enter])], "go to that moment", hint: "go there", in: [.timeline]),
    row("Timeline", [(.close, [.escape, "q"])], "close it", hint: "close", in: [.timeline]),
  ]

  /// Where tasks are chosen: letters are typed there. Those bound here mean something while nothing is typed.
  static let picking: [KeyMap.Row] = [
    row("Picker", [(.watch, [.enter])], "watch the marked, or this", hint: "watch", in: [.picker]),
    row("Picker", [(.markTask, [" "])], "mark several", hint: "mark several", in: [.picker]),
    row(
      "Picker", [(.lineDown, [.down, .control("n")]), (.lineUp, [.up, .control("p")])], "the next, previous task",
      hint: "move", in: [.picker]),
    row("Picker", [(.pageDown, [.pageDown]), (.pageUp, [.pageUp])], "a page down, up", in: [.picker]),
    row("Picker", [(.top, [.home]), (.bottom, [.end])], "to the newest, oldest", in: [.picker]),
    row("Picker", [(.pollNow, [.control("r")])], "ask for the list now", hint: "try again", in: [.picker]),
    row("Picker", [(.palette, [.alt("x"), ":"])], "everything by name", in: [.picker]),
    row("Picker", [(.help, [.function(1), "?"])], "its keys", hint: "help", in: [.picker]),
    row("Picker", [(.close, [.escape])], "clear what is typed; leave", in: [.picker]),
  ]
}

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
