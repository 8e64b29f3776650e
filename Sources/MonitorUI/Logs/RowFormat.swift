import MonitorCore

/// The columns of a pane's rows: what fits in its width.
struct RowFormat: Hashable, Sendable {
  let width: Int
  let timeWidth: Int
  let tagWidth: Int
  let severityWidth: Int
  let gap: Int
  let wraps: Bool
  let timestamps: TimestampMode
  /// How much of a date the time column has room for: what the pane's entries need.
  let dates: ClockText.DateForm
  /// The sign before the number of entries that a row stands for.
  let times: String

  /// - Parameters:
  ///   - tagWidth: 0 in a pane of one task.
  ///   - isColumn: whether panes stand beside it, so that severities are letters where it is narrow.
  init(
    width: Int, timestamps: TimestampMode, tagWidth: Int, wraps: Bool, isColumn: Bool = false,
    dates: ClockText.DateForm = .none,
    times: String = Glyphs.unicode.times
  ) {
    self.width = width
    self.times = times
    self.timestamps = timestamps
    self.tagWidth = width >= 30 ? tagWidth : 0
    self.wraps = wraps
    self.dates = dates
    gap = width >= 60 ? 2 : 1
    severityWidth = isColumn && width < Self.minWordWidth ? 1 : width >= 40 ? 7 : width >= 24 ? 4 : 1
    timeWidth =
      switch timestamps {
      case .off: 0
      case .relative: width >= 30 ? 6 : 0
      case .local: Self.timeWidth(width, dates)
      case .utc: Self.timeWidth(width, dates).advanced(by: width >= 34 ? 1 : 0)
      }
  }

  /// Columns at least so wide have the words of severities.
  private static let minWordWidth = 90

  /// The width of `14:05:12.345`, `11 Sep 14:05:12` or `11 Sep 2024 14:05:12`, or of a shorter form of it.
  private static func timeWidth(_ width: Int, _ dates: ClockText.DateForm) -> Int {
    if width < 34 { return 0 }
    return switch dates {
    case .none: width >= 70 ? 12 : 8
    case .day: width >= 70 ? 15 : 12
    case .year: width >= 70 ? 20 : 12
    }
  }

  /// Whether the time column has room for the seconds of another day.
  var showsSeconds: Bool { width >= 70 || dates == .none }

  /// One empty column at the left edge of wide panes.
  var margin: Int { width >= 34 ? 1 : 0 }
  var tagX: Int { margin + (timeWidth > 0 ? timeWidth + gap : 0) }
  var severityX: Int { tagX + (tagWidth > 0 ? tagWidth + 1 : 0) }
  var textX: Int { severityX + severityWidth + gap }
  var textWidth: Int { max(1, width - textX) }
}

extension RowFormat {
  /// The time column of an entry at `at`, at most `timeWidth` columns.
  func time(_ at: Timestamp, now: Timestamp, clock: ClockText) -> String {
    let mark = clock.zoneMark
    switch clock.dateForm(of: at, now: now) {
    case .none: return (width >= 70 ? clock.milliseconds(at) : clock.time(at)) + mark
    case .day where dates >= .day: return (showsSeconds ? clock.moment(at, now: now) : clock.dayAndTime(at)) + mark
    case .year where dates == .year:
      return showsSeconds ? clock.moment(at, now: now) + mark : "\(clock.day(at)) \(clock.year(at))"
    // The column was made for other entries: a date alone misleads less than a time alone.
    case .day, .year: return clock.day(at)
    }
  }
}
