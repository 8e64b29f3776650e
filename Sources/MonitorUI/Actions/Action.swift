package import MonitorCore

/// Everything a person can ask for by a key. Keys and words of each are in `ActionTable`; the compiler asks for what
/// it does in `Model.perform`.
package enum Action: Hashable, Sendable {
  case lineDown, lineUp, halfPageDown, halfPageUp, pageDown, pageUp, top, bottom, left, right
  case goToTime
  case toggleFollow, togglePause
  /// At least this severity; asked for again, only this one.
  case minimumSeverity(Severity)
  case severityAll
  case nextError, previousError, nextWarning, previousWarning
  /// The newest error of any task; again: of the next task.
  case newestError
  case search, nextMatch, previousMatch, filter, context, clear
  case details, taskDetails, filterValue, filterTemplate, collapse, table
  case focusNext, focusPrevious, paneList
  /// The pane of this index, from 0.
  case focusPane(Int)
  case growPane, shrinkPane, shareRows
  case zoom, layout, merge, addTask, removeTask, lockInTime
  case mark, nextMark, note, elapsed, wrap, timestamps
  case timeline, goThere
  case watch, markTask, runningOnly, sort
  case copy, copyJSON, save, openPortal, openInPager, copyCommand, plainStream, mouse
  /// What is typed in a prompt or chosen in the palette is used; on an empty line the last thing is dropped.
  case accept, dropLast
  /// The answers to a question.
  case confirm, decline
  /// In the accessible mode: how the tasks stand; nothing is read out by itself any more.
  case state, mute
  /// While a recording is played: play and stop, its speed, ten seconds back and forth, the next error of the pane or of any
  /// task, be it ahead, and whether idle times are passed over.
  case play, slower, faster, skipBack, skipAhead, errorAhead, anyErrorAhead, skipIdle
  case pollNow, redraw, palette, help, close, quit, suspend, interrupt
}

extension Action {
  /// The name in a configuration: the case's name in words, `line-down`.
  package var rawValue: String {
    switch self {
    case .minimumSeverity(let severity): return "severity-\(severity.word.lowercased())"
    case .focusPane(let index): return "focus-\(index + 1)"
    default: break
    }
    var result = ""
    var wasLower = false
    for letter in "\(self)" {
      if letter.isUppercase, wasLower { result += "-" }
      wasLower = letter.isLowercase
      result += letter.lowercased()
    }
    return result
  }

  /// The action of a configuration's name; `nil` where the table has none.
  package init?(rawValue: String) {
    let actions = ActionTable.rows.lazy.flatMap(\.bindings).map(\.action)
    guard let action = actions.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = action
  }

  /// The name in words, as in the palette: `next error`.
  package var name: String { rawValue.split(separator: "-").joined(separator: " ") }
}
