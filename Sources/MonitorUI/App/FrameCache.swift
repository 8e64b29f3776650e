import MonitorCore

/// Keeps the last frame. Where the clock alone moved on since, only what counts time is drawn anew: the title and the
/// headers; and the footer, where what it said is over.
package struct FrameCache: Sendable {
  private var last: Frame?
  private var shownMinute: Int64 = 0
  private var footer = Footer.Passing()
  private var held: [EntryCounts?] = []
  private var heights = PaneHeights()

  package init() {}

  /// The model's frame, the same as `view` would draw; entries that become twelve hours old may show so up to a minute
  /// later.
  ///
  /// - Parameter isIdle: whether nothing but ticks, and states that differ in times only, came since the last frame.
  package mutating func frame(of model: Model, isIdle: Bool) -> Frame {
    let minute = Self.minute(of: model)
    let footer = model.footerPassing
    defer { (shownMinute, self.footer, heights) = (minute, footer, model.heights) }
    let model = model.shown
    var frame: Frame
    // Taken out, and so drawn on without a copy.
    if isIdle, minute == shownMinute, model.heights == heights, model.hasStillRows, var over = last.take(),
      over.size == model.size
    {
      model.drawTimes(on: &over, withFooter: footer != self.footer, held: &held)
      frame = over
    } else {
      frame = view(model)
      held = []
    }
    frame.settle()
    last = frame
    return frame
  }

  /// Whether the last frame is still the one to show, where nothing ticks and the clock alone moved on since.
  package func isCurrent(for model: Model) -> Bool {
    model.isCalm && last?.size == model.size && Self.minute(of: model) == shownMinute && model.footerPassing == footer
      && model.heights == heights
  }

  /// A time of an entry changes its form where it comes to be of another day, or twelve hours old.
  private static func minute(of model: Model) -> Int64 { model.now.ticks / Self.minute }
  static let minute = 60 * Timestamp.ticksPerSecond
}

extension Model {
  /// Whether what stands in the log rows is the same at another moment.
  fileprivate var hasStillRows: Bool {
    // A pane without rows counts the time until the next poll.
    boxes.isEmpty && (timestamps != .relative || showsElapsed) && !PaneLayout.isTiny(size) && !hasEmptyPane
  }

  private var hasEmptyPane: Bool {
    mergedPane.map { $0.index.count == 0 } ?? panes.contains { $0.index.count == 0 }
  }
}
