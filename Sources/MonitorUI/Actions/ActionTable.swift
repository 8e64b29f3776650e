import MonitorCore

/// The actions with their keys and words as shipped: the one table behind keys, help, footer, palette, remapping and
/// the key reference. Its order is that of the help.
///
/// To add an action: a case in `Action`, a row here, and what it does in `Model.perform` or in a box.
enum ActionTable {
  static let rows: [ActionRow] =
    replay + moving + following + filtering + display + panes + keeping + boxes + typing + program + accessible + rare

  private static let moving: [ActionRow] = [
    row(
      .move, [(.lineDown, ["j", .down]), (.lineUp, ["k", .up])], counted: true,
      use(.details, help: "next, previous entry", footer: 30, .pair("entry")),
      use(.table, help: "a line down, up", footer: 30, .pair("entry")),
      use(.log, and: .boxesOfLines, help: "a line down, up")
    ).basic,
    row(
      .move, [(.halfPageDown, ["d", .control("d")]), (.halfPageUp, ["u", .control("u")])], counted: true,
      use(.log, .table, and: .boxesOfLines, help: "half a page down, up"),
      use(.timeline, help: "ten columns later, earlier")),
    row(
      .move, [(.pageDown, [" ", "f", .pageDown]), (.pageUp, ["b", .pageUp])], counted: true,
      use(.log, .table, and: .boxesOfLines, help: "a page down, up"),
      use(.timeline, help: "ten columns later, earlier"), synonyms: ["forward", "backward", "screen"]),
    row(
      .move, [(.top, ["g", .home])],
      use(.log, .table, help: "to the oldest"), use(and: .boxesOfLines, help: "to the beginning"),
      use(.timeline, help: "to the first"), synonyms: ["beginning", "start", "goto", "first", "head"]),
    row(
      .move, [(.goToTime, ["@"])], use(.log, .timeline, help: "to a time: 13:40, -10m, a date", footer: 235, "time"),
      synonyms: ["goto", "jump", "clock", "date", "moment", "when", "timestamp"]),
    row(
      .move, [(.left, ["h", .left]), (.right, ["l", .right])], counted: true,
      use(.log, .table, help: "sideways"), synonyms: ["scroll", "horizontal"]),
  ]

  private static let following: [ActionRow] = [
    row(
      .follow, [(.bottom, ["G", .end])],
      use(
        .log, .table, help: "to the newest, and follow", footer: 60, .when(.scrolledOfEnded, "newest"),
        .when(.scrolled, "follow")),
      use(and: .boxesOfLines, help: "to the end"), use(.timeline, help: "to the last"),
      synonyms: ["end", "newest", "last", "goto"]
    ).basic,
    row(
      .follow, [(.toggleFollow, ["F"])], use(.log, help: "follow on, off"),
      synonyms: ["tail", "autoscroll", "live", "track", "tailing"]),
    row(
      .follow, [(.togglePause, ["p"])],
      use(
        .log, help: "pause the display; polling goes on", footer: 180, .when(.paused, "go on"), "pause"),
      synonyms: ["freeze", "stop", "hold"]),
  ]

  private static let filtering: [ActionRow] = [
    row(
      .filter,
      [Severity.debug, .info, .warning, .error, .failure].enumerated().map { index, severity in
        (.minimumSeverity(severity), [.digit(index + 1)])
      },
      use(
        .log, help: "minimum severity; again: only this severity", footer: 90, .when(.leveled, "severity"),
        .init(words: "errors", keys: .of(.minimumSeverity(.error)))),
      synonyms: ["level", "verbosity", "loglevel", "priority", "set min log level"]
    ).basic,
    row(
      .filter, [(.severityAll, ["0"])], use(.log, help: "all severities", footer: 50, .when(.leveled, "all")),
      synonyms: ["level", "everything"]),
    row(
      .filter, [(.nextError, ["e"]), (.previousError, ["E"])],
      use(
        // While the newest entry is shown there is no later error.
        .log, help: "next, previous error", footer: 150,
        .when(.following, "error here", keys: .of(.previousError)), "next error"),
      use(.details, help: "next, previous error", footer: 150, .pair("error")),
      use(.timeline, help: "next, previous error", footer: 150, "next error"),
      synonyms: ["errors", "failure", "problem"]
    ).basic,
    row(
      .filter, [(.nextWarning, ["]"]), (.previousWarning, ["["])],
      use(.log, .details, .timeline, help: "next, previous warning or error"), synonyms: ["warnings"]),
    row(
      .filter, [(.newestError, ["!"])],
      use(
        .log, .table, .timeline, and: .boxesOfLines, help: "newest error; again: of the next task",
        footer: 145,
        .when(.severalTasks, "error anywhere")),
      synonyms: ["failure", "failed", "errors", "error", "alarm", "problem", "worst"]),
    row(
      .filter, [(.search, ["/"])], use(.log, .table, help: "search as you type", footer: 100, "search"),
      use(.panes, help: "only those with a name, an id or a state", footer: 100, .when(.untyped, "find")),
      synonyms: ["find", "pattern", "highlight"]
    ).basic,
    row(
      .filter, [(.nextMatch, ["n"]), (.previousMatch, ["N"])], counted: true,
      use(.log, .details, .table, help: "next, previous match", footer: 80, .when(.searching, "next match")),
      synonyms: ["find"]),
    row(
      .filter, [(.filter, ["&"])], use(.log, help: "filter by text; ! excludes", footer: 110, "filter"),
      synonyms: ["grep", "exclude", "include", "hide", "only", "filter in", "filter out", "egrep", "match"]
    ).basic,
    row(
      .filter, [(.details, [.enter])], use(.log, .table, help: "details of the entry", footer: 160, "details"),
      use(.details, help: "close the details"),
      synonyms: [
        "open", "parameters", "describe", "inspect", "view", "show", "yaml", "pretty", "pretty print", "expand",
      ]
    ).basic,
    row(
      .display, [(.taskDetails, ["I"])],
      use(.log, .details, .table, .timeline, help: "details of the task", footer: 330, "task"),
      use(.task, help: "close the details"),
      synonyms: ["audit", "owner", "object", "parent", "result", "describe", "info", "progress", "status"]),
    row(
      .filter, [(.filterValue, ["v"])],
      use(.details, help: "only entries with this value", footer: 40, "only this value"), synonyms: ["parameter"]),
    row(
      .filter, [(.filterTemplate, ["a"])],
      use(.details, .table, help: "only entries of this template", footer: 50, "same template"),
      synonyms: ["similar", "alike"]),
    row(
      .filter, [(.collapse, ["C"])],
      use(
        .log, .details, .table, help: "collapse entries of this template", footer: 270, .when(.collapsed, "expand"),
        "collapse"), synonyms: ["fold", "group", "expand", "template", "unique", "duplicates"]),
    row(
      .filter, [(.table, ["|"])],
      use(.log, .details, help: "table of this template's entries", footer: 280, "table"),
      use(.table, help: "close the table"), synonyms: ["columns", "template", "grid of values"]),
    row(
      .filter, [(.context, ["x"])],
      use(
        .log, help: "show context around matches", footer: 57, .when(.aroundMatches, "context off"),
        .when(.filtered, "context")),
      synonyms: ["around", "surroundings", "before", "after", "ctx", "nearby"]),
    row(
      .filter, [(.clear, [.escape])],
      use(.log, help: "clear search, then filters; unzoom", footer: 55, .when(.clearable, "clear")),
      synonyms: ["reset", "noh", "nohlsearch", "unfilter", "clear filter", "undo", "delete filter", "restore"]),
  ]

  private static let display: [ActionRow] = [
    row(
      .display, [(.wrap, ["w"])], use(.log, help: "wrap long lines", footer: 230, "wrap"),
      synonyms: ["chop", "fold", "long", "nowrap", "word wrap", "linebreak", "truncate", "toggle wrap"]),
    row(
      .display, [(.timestamps, ["t"])],
      use(.log, .table, help: "timestamps: local, UTC, off, age", footer: 240, "times"),
      synonyms: ["clock", "relative", "zone", "date"]),
    row(
      .display, [(.mark, ["m"])], use(.log, help: "mark the entry", footer: 220, "mark"),
      synonyms: ["bookmark", "tag", "pin", "star"]),
    row(
      .display, [(.nextMark, ["'"])], counted: true, use(.log, help: "next mark"),
      synonyms: ["bookmark", "marks", "tag"]),
    row(
      .display, [(.note, ["\""])], use(.log, .details, help: "note on the mark, which is kept", footer: 225, "note"),
      synonyms: ["comment", "annotate", "remark", "bookmark"]),
    row(.display, [(.elapsed, ["T"])], use(.log, help: "elapsed since the newest mark"), synonyms: ["duration"]),
    row(
      .display, [(.timeline, ["i"])], use(.log, .details, help: "timeline: entries over time", footer: 320, "timeline"),
      use(.timeline, help: "close the timeline"),
      synonyms: ["histogram", "chart", "progress", "graph", "spectrogram", "pulses", "rate", "gantt"]),
  ]

  private static let panes: [ActionRow] = [
    row(
      .panes, [(.focusNext, [.tab]), (.focusPrevious, [.backTab])],
      use(.log, help: "next, previous pane", footer: 130, .when(.severalPanes, "pane")),
      use(.details, help: "next, previous value", footer: 130, "value"),
      use(
        .prompt, help: "next, previous filter to edit", footer: 20, .when(.editingFilter, "next"),
        .when(.filtersToEdit, "edit a filter")), synonyms: ["window", "switch"]
    ).basic,
    row(
      .panes, (0..<9).map { (.focusPane($0), [.alt(.digit($0 + 1))]) }, use(.log, help: "pane 1 to 9")),
    row(
      .panes, [(.paneList, ["B"])], use(.log, help: "list of panes", footer: 175, .when(.severalTasks, "panes")),
      use(.panes, help: "close the list"),
      synonyms: ["sort", "buffers", "ls", "windows", "switch", "tasks", "fleet", "pods", "order"]),
    row(
      .panes, [(.zoom, ["z"])],
      use(
        .log, help: "zoom: this pane alone", footer: 120, .when(.zoomed, "unzoom"), .when(.severalPanes, "zoom")),
      synonyms: ["maximize", "full screen", "fullscreen", "only", "focus", "wide"]
    ).basic,
    row(
      .panes, [(.growPane, ["+"]), (.shrinkPane, ["-"])], counted: true,
      use(.log, help: "more, fewer rows for this pane"), synonyms: ["resize", "bigger", "smaller", "height"]),
    row(
      .panes, [(.shareRows, ["Z"])], use(.log, help: "share the rows again"),
      synonyms: ["equalize", "balance", "reset"]),
    row(
      .panes, [(.merge, ["M"])],
      use(
        .log, help: "merge: all tasks in one pane", footer: 170, .when(.merged, "split"),
        .when(.severalTasks, "merge")), synonyms: ["split", "interleave", "together", "all tasks"]),
    row(
      .panes, [(.addTask, ["A"])], use(.log, help: "add a task", footer: 260, "add task"),
      synonyms: ["watch", "tasks", "open", "edit", "tabnew", "new", "attach", "e"]),
    row(
      .panes, [(.removeTask, ["X"])], use(.log, help: "close this task's pane"),
      synonyms: ["unwatch", "kill", "delete", "bd", "bdelete", "detach"]),
    row(
      .panes, [(.lockInTime, ["="])],
      use(.log, help: "lock the panes in time", footer: 210, .when(.severalPanes, "lock")),
      synonyms: ["synchronize", "sync", "scrollbind"]),
    row(
      .panes, [(.layout, ["L"])],
      use(.log, help: "layout: rows, columns, grid", footer: 200, .when(.severalPanes, "layout")),
      synonyms: ["arrange", "split", "vsplit", "windows", "sp", "vs", "tile", "side by side"]),
  ]
}
