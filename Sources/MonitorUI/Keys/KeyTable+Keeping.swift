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
}
