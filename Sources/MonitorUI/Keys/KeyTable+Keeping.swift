extension KeyTable {
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
