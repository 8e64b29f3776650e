import MonitorCore

/// The columns of the rows of one pane: what fits in its width.
struct RowFormat: Hashable, Sendable {
  let width: Int
  let timeWidth: Int
  let tagWidth: Int
  let severityWidth: Int
  let gap: Int
  let wraps: Bool
  let timestamps: TimestampMode
  /// The sign before the number of entries that a row stands for.
  let times: String

  /// `tagWidth` of 0 is a pane of one task.
  init(width: Int, timestamps: TimestampMode, tagWidth: Int, wraps: Bool, times: String = Glyphs.unicode.times) {
    self.width = width
    self.times = times
    self.timestamps = timestamps
    self.tagWidth = width >= 30 ? tagWidth : 0
    self.wraps = wraps
    gap = width >= 60 ? 2 : 1
    severityWidth = width >= 40 ? 7 : width >= 24 ? 4 : 1
    timeWidth =
      switch timestamps {
      case .off: 0
      case .relative: width >= 30 ? 6 : 0
      case .local, .utc: width >= 70 ? 12 : width >= 34 ? 8 : 0
      }
  }

  /// One column of air on the left edge of wide panes.
  var margin: Int { width >= 34 ? 1 : 0 }
  var tagX: Int { margin + (timeWidth > 0 ? timeWidth + gap : 0) }
  var severityX: Int { tagX + (tagWidth > 0 ? tagWidth + 1 : 0) }
  var textX: Int { severityX + severityWidth + gap }
  var textWidth: Int { max(1, width - textX) }
}
