/// The rows of the boxes and of the program, and how rows are written.
extension ActionTable {
  /// Asked before those of the panes: no preset of theirs takes a key from a replay.
  static let replay: [ActionRow] = [
    row(
      .replay, [(.play, ["p"])],
      use(.replay, help: "play, stop; at the end from the beginning", footer: 1, .when(.playing, "stop"), "play"),
      synonyms: ["pause", "halt", "go on", "resume"]),
    row(
      .replay, [(.slower, ["<"]), (.faster, [">"])],
      use(.replay, help: "half, double speed", footer: 2, .pair("speed")), synonyms: ["speed", "rate"]),
    row(
      .replay, [(.skipBack, ["("]), (.skipAhead, [")"])],
      use(.replay, help: "ten seconds back, ahead", footer: 3, .pair("10 s")), synonyms: ["seek", "rewind", "forward"]),
    row(
      .replay, [(.errorAhead, ["e"]), (.anyErrorAhead, ["!"])],
      use(.replay, help: "next error of the pane, of any task, also ahead", footer: 4, "next error"),
      synonyms: ["errors", "failure", "problem"]),
  ]

  static let boxes: [ActionRow] = [
    row(
      .timeline, [(.left, [.left, "h"]), (.right, [.right, "l"])], counted: true,
      use(.timeline, help: "earlier, later", footer: 10, .pair("move"))),
    row(
      .timeline, [(.goThere, [.enter])], use(.timeline, help: "go to that moment", footer: 20, "go there"),
      synonyms: ["jump"]),
    row(.panes, [(.goThere, [.enter])], use(.panes, help: "to this pane", footer: 10, "go there")),
    // Where tasks are chosen letters are typed: those bound here mean something while nothing is typed.
    row(
      .picker, [(.watch, [.enter])],
      use(
        .picker, help: "watch the marked tasks, or this one", footer: 10, .when(.marked, "watch marked"),
        .when(.listed, "watch"), .when(.pasted, "watch"))),
    row(
      .picker, [(.markTask, [" "])],
      use(.picker, help: "mark several", footer: 20, .when(.listed, "mark several")), synonyms: ["select"]),
    row(
      .picker, [(.runningOnly, [.tab])],
      use(
        .picker, help: "only tasks that run; all", footer: 35, .when(.runningOnly, "all tasks", kept: true),
        .when(.listed, "running only")), synonyms: ["active", "ended", "finished"]),
    row(
      .picker, [(.sort, [.alt("s")])],
      use(.picker, help: "sort: by age, status, progress, name", footer: 295, .when(.listed, "sort")),
      synonyms: ["order", "name", "status", "progress"]),
    row(
      .picker, [(.lineDown, [.down, .control("n")]), (.lineUp, [.up, .control("p")])],
      use(.picker, help: "the next, previous task", footer: 30, .when(.listed, "move", keys: .pair))),
    row(
      .picker, [(.pageDown, [.pageDown]), (.pageUp, [.pageUp])], use(.picker, help: "a page down, up")),
    row(.picker, [(.top, [.home]), (.bottom, [.end])], use(.picker, help: "to the newest, oldest")),
    row(
      .picker, [(.pollNow, [.control("r")])],
      use(.picker, help: "read the list now", footer: 40, .when(.listFailed, "try again")),
      synonyms: ["refresh", "reload"]),
    row(.picker, [(.palette, [.alt("x"), ":"])], use(.picker, help: "palette: every action by name")),
    row(.picker, [(.help, [.function(1), "?"])], use(.picker, help: "this help", footer: 290, "help")),
    row(
      .picker, [(.close, [.escape, .control("g")])],
      use(
        .picker, help: "clear what is typed; leave", footer: 300, .when(.typed, "clear", kept: true),
        .when(.nothingWatched, "quit", kept: true), .kept("back"))),
  ]

  /// Where a line is typed, or a question is asked.
  static let typing: [ActionRow] = [
    row(
      .typing, [(.accept, [.enter])],
      use(.palette, help: "run the chosen action", footer: 10, "run"),
      use(
        .prompt, help: "use what is typed", footer: 10, .when(.searchFinds, "go there"), .when(.newFilter, "filter"),
        .when(.filterEmptied, "remove it"), .when(.filterChanged, "replace it"), .when(.fileName, "save"),
        .when(.momentTyped, "go there"),
        .when(.noteTyped, "keep it"), .when(.noteEmptied, "remove the note"))),
    row(
      .typing, [(.lineDown, [.down, .tab, .control("n")]), (.lineUp, [.up, .backTab, .control("p")])],
      use(.palette, help: "the next, previous action", footer: 20, .pair("choose"))),
    row(
      .typing, [(.pageDown, [.pageDown]), (.pageUp, [.pageUp])], use(.palette, help: "a page down, up")),
    row(.typing, [(.lineUp, [.up]), (.lineDown, [.down])], use(.prompt, help: "older, newer input")),
    row(
      .typing, [(.dropLast, [.backspace])],
      use(.palette, help: "on an empty line: close"),
      use(
        .prompt, help: "on an empty line: drop the last filter; close", footer: 30,
        .when(.filtersToEdit, "drop the last"))),
    row(.typing, [(.confirm, ["y", "Y"])], use(.question, help: "yes", footer: 10, "yes")),
    row(.typing, [(.decline, ["n", "N"])], use(.question, help: "no", footer: 20, "no")),
  ]

  static let program: [ActionRow] = [
    row(
      .program, [(.pollNow, ["r"])], use(.log, .timeline, help: "poll now", footer: 250, "poll now"),
      synonyms: ["refresh", "reload", "update", "fetch"]),
    row(
      .program, [(.palette, [":"])],
      use(.log, .details, .task, .table, .timeline, help: "palette: every action by name", footer: 190, "commands")),
    row(
      .program, [(.help, ["?", .function(1)])],
      use(.log, .table, help: "this help", footer: 290, .kept("help")),
      use(.timeline, and: .boxesOfLines, help: "this help"),
      synonyms: ["keys", "bindings", "shortcuts", "manual", "legend", "man", "h", "usage"]),
    row(
      .program, [(.close, ["q"])], use(.log, help: "close this, or quit", footer: 300, .kept("quit")),
      use(.panes, help: "close this", footer: 300, .when(.untyped, "close", kept: true)),
      use(and: .boxesOfLines, help: "close this", footer: 300, .kept("close")), use(.timeline, help: "close this"),
      use(.table, help: "close this", footer: 300, .kept("back"))
    ).basic,
    row(
      .program, [(.close, [.escape, .control("g")])],
      use(.panes, help: "clear what is typed; close this", footer: 310, .when(.typed, "clear", kept: true)),
      use(.table, and: .boxesOfLines, help: "close this"),
      use(.palette, .timeline, help: "close this", footer: 300, .kept("close")),
      use(.prompt, .question, help: "cancel", footer: 300, "cancel")),
    row(
      .program, [(.quit, ["Q"])], use(.log, .table, .timeline, and: .boxesOfLines, help: "quit at once"),
      synonyms: ["exit", "leave", "wq", "q!", "qa", "x", "bye"]),
    row(
      .program, [(.redraw, [.control("l")])], use(and: .onScreen, help: "draw everything again"),
      synonyms: ["repaint", "clear screen"]),
    row(
      .program, [(.mouse, [.function(2)])], use(and: .onScreen, help: "mouse on, off; Shift-drag selects text"),
      synonyms: ["click", "wheel", "select"]),
    row(
      .program, [(.suspend, [.control("z")])], use(and: .everywhere, help: "suspend; fg comes back"),
      synonyms: ["shell", "background"]),
    row(.program, [(.interrupt, [.control("c")])], use(and: .everywhere, help: "quit with status 130")),
  ]

  static func row(
    _ section: ActionRow.Section, _ bindings: [(Action, [Key])], counted: Bool = false, _ uses: ActionRow.Use...,
    synonyms: [String] = []
  ) -> ActionRow {
    ActionRow(
      section: section, bindings: bindings.map { ActionRow.Binding(action: $0.0, keys: $0.1) }, uses: uses,
      takesCount: counted, synonyms: synonyms)
  }

  /// The words of a row in some contexts; where several uses name a context, the first one holds.
  ///
  /// - Parameter rank: where the footer's hint stands; the lower, the further left.
  static func use(
    _ contexts: KeyMap.Context..., and more: Set<KeyMap.Context> = [], help: String, footer rank: Int = 0,
    _ hints: ActionRow.Hint...
  ) -> ActionRow.Use {
    ActionRow.Use(contexts: more.union(contexts), help: help, rank: rank, hints: hints)
  }
}

extension Key: ExpressibleByUnicodeScalarLiteral {
  package init(unicodeScalarLiteral value: Unicode.Scalar) {
    self = .character(value)
  }

  /// The key of a digit, 0…9.
  static func digit(_ digit: Int) -> Key { .character(.digit(digit)) }
}

extension Unicode.Scalar {
  /// The digit of a number, 0…9.
  static func digit(_ digit: Int) -> Unicode.Scalar { Unicode.Scalar(UInt8(0x30 + max(0, min(9, digit)))) }
}
