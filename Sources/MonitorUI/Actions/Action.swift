import MonitorCore

/// Everything a person can ask for by a key; the raw value is its name in the palette and the configuration.
package enum Action: String, CaseIterable, Hashable, Sendable {
  case lineDown = "line-down"
  case lineUp = "line-up"
  case halfPageDown = "half-page-down"
  case halfPageUp = "half-page-up"
  case pageDown = "page-down"
  case pageUp = "page-up"
  case top = "top"
  case bottom = "bottom"
  case left = "left"
  case right = "right"
  case toggleFollow = "toggle-follow"
  case togglePause = "toggle-pause"
  case severity1 = "severity-debug"
  case severity2 = "severity-info"
  case severity3 = "severity-warning"
  case severity4 = "severity-error"
  case severity5 = "severity-failure"
  case severityAll = "severity-all"
  case nextError = "next-error"
  case previousError = "previous-error"
  case nextWarning = "next-warning"
  case previousWarning = "previous-warning"
  case search = "search"
  case nextMatch = "next-match"
  case previousMatch = "previous-match"
  case filter = "filter"
  case context = "context"
  case clear = "clear"
  case details = "details"
  case filterValue = "filter-value"
  case filterTemplate = "filter-template"
  case collapse = "collapse"
  case table = "table"
  case focusNext = "focus-next"
  case focusPrevious = "focus-previous"
  case focus1 = "focus-1"
  case focus2 = "focus-2"
  case focus3 = "focus-3"
  case focus4 = "focus-4"
  case focus5 = "focus-5"
  case focus6 = "focus-6"
  case focus7 = "focus-7"
  case focus8 = "focus-8"
  case focus9 = "focus-9"
  case zoom = "zoom"
  case layout = "layout"
  case merge = "merge"
  case addTask = "add-task"
  case closeTask = "remove-task"
  case lock = "lock-in-time"
  case mark = "mark"
  case nextMark = "next-mark"
  case elapsed = "elapsed"
  case wrap = "wrap"
  case timestamps = "timestamps"
  case timeline = "timeline"
  case goThere = "go-there"
  case watch = "watch"
  case markTask = "mark-task"
  case copy = "copy"
  case copyJSON = "copy-json"
  case save = "save"
  case openPortal = "open-portal"
  case plainStream = "plain-stream"
  case mouse = "mouse"
  case pollNow = "poll-now"
  case redraw = "redraw"
  case palette = "palette"
  case help = "help"
  case close = "close"
  case quit = "quit"
  case suspend = "suspend"
  case interrupt = "interrupt"

  /// The severity that a severity key stands for.
  var severity: Severity? {
    switch self {
    case .severity1: .debug
    case .severity2: .info
    case .severity3: .warning
    case .severity4: .error
    case .severity5: .failure
    default: nil
    }
  }

  /// The pane, from 0, that a focus key stands for.
  var pane: Int? {
    let keys: [Action] = [.focus1, .focus2, .focus3, .focus4, .focus5, .focus6, .focus7, .focus8, .focus9]
    return keys.firstIndex(of: self)
  }

  /// Whether a number typed before is this action's count.
  var takesCount: Bool {
    switch self {
    case .lineDown, .lineUp, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .left, .right: true
    case .nextMatch, .previousMatch, .nextMark: true
    case .copy, .copyJSON: true
    default: false
    }
  }
}
