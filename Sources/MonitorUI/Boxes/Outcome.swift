import MonitorCore

/// What a box wants done; only the program does it.
enum Outcome: Sendable {
  /// Close this box.
  case close
  /// Open another box over this one.
  case open(any Box)
  /// Have the program do what an action does without boxes.
  case perform(Action, count: Int)
  /// Do an action in what is on top now, as its key would.
  case run(Action)
  /// Have the program do something.
  case command(Command)
  /// Give a setting a value.
  case set(SettingValue)
  /// Say a sentence; it need not be safe.
  case notice(String)

  /// Close all boxes, and show only entries that match too.
  case filter(TextPattern)
  /// Show what these patterns admit in place of the filters of the focused pane, where the reader was, until `restore`.
  case tryFilters([TextPattern], from: ReadingState)
  /// Put another pattern in the place of a filter of the focused pane, or remove it.
  case replaceFilter(TextPattern, with: TextPattern?)
  /// Let the entries of a template share a row, or show each of them again.
  case collapse(template: Int)
  /// Close all boxes, and show the table of the template that an entry has.
  case openTable(Slot)
  /// Close all boxes, and show the entries from a moment on.
  case goTo(Timestamp)
  /// Go to a time as it was typed, in what is on top now.
  case goToTyped(String)
  /// Close this box, and go to a moment in the timeline below it, or else as `goTo`.
  case show(Timestamp)

  /// Choose the entry so many after one, before it where negative, in the box below or in the panes; answered by
  /// `BoxEvent.chosen`.
  case choose(from: Slot, by: Int)
  /// Go from an entry to the next error, warning or match, as the keys of the panes do; answered by `BoxEvent.chosen` where
  /// there is one.
  case jump(Action, from: Slot, count: Int)
  /// Highlight the matches of a pattern.
  case highlight(TextPattern)
  /// Go to the nearest match; answered by `BoxEvent.found`.
  case find(TextPattern)
  /// Go back to where the reader was, and to what was highlighted.
  case restore(ReadingState)
  /// Close this box, highlight the matches, and go to one.
  case search(TextPattern)
  /// Remember a line for the history of such prompts.
  case remember(String, of: InputKind)

  /// Mark an entry, with a note on it; where that is empty, without one.
  case note(String, on: Slot)
  /// Remember what was run in the palette, for the next one.
  case rememberRun(PaletteDeed)
  /// Close all boxes, and go to the pane of a task, which is opened; where all are merged, they are split.
  case focus(Int)
  /// Keep the list of tasks for the next picker.
  case keep(TaskListing)
  /// Close this box, and watch tasks.
  case watch([TaskID])
  /// Save the entries of the focused pane under a name.
  case save(path: String)
}

/// What is typed in a prompt; the raw value is the sign before it.
enum InputKind: String, Hashable, Sendable {
  case search = "/"
  case filter = "&"
  case moment = "@"
  case note = "\""
}
