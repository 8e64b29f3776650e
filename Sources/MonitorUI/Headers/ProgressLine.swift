import MonitorCore

/// The second line of a task's header: the bar over the width that is free, percentage, countdown, rate. A task that does not
/// run says in words how it is.
///
/// As long as everything fits, positions depend on the width alone.
struct ProgressLine {
  private let sign: StateSign
  private let percent: Double?
  private let wentBack: Bool
  /// The part of the usual duration that is over, where nothing but earlier runs says how far it is.
  private let usualShare: Double?
  private let eta: ETAText
  /// What stands in place of bar and countdown; empty while the task runs.
  private let sentence: [Segment]
  private let idle: [Segment]
  private let rate: [Segment]
  private let band: Band
  private let glyphs: Glyphs

  init(model: borrowing Model, task: borrowing WatchedTask, counts: EntryCounts?, band: Band) {
    sign = StateSign(task.status, model.glyphs)
    (percent, wentBack) = (task.progress.percent, task.progress.wentBack)
    usualShare = Self.usualShare(task.progress.reading)
    eta = ETAText(model: model, task: task)
    let status = StatusText(model: model, task: task)
    // A pane without rows has the reason in full.
    sentence = Self.sentence(model: model, task: task, status, isSaidBelow: counts?.total == 0)
    idle = status.idleSegments
    rate = task.isFinal ? [] : task.rate.segments(at: model.now, model.glyphs)
    (self.band, glyphs) = (band, model.glyphs)
  }

  func draw(_ rect: Rect, on frame: inout Frame) {
    var pen = band.begin(rect, on: &frame)
    func write(_ segments: [Segment]) { pen.write(segments.map { $0.on(band.ground) }, on: &frame) }
    guard sentence.isEmpty else {
      let indent = rect.width < 30 ? "" : String(repeating: " ", count: sign.text.columns + 1)
      write([Segment(indent, band.role)] + sentence)
      pen.markCut(glyphs.ellipsis, Style(.secondary, on: band.ground), on: &frame)
      return
    }
    let bar = Self.barWidth(in: rect.width)
    if let usualShare {
      pen.write(ProgressBar.hatched(share: usualShare, width: bar, glyphs: glyphs), on: &frame)
    } else {
      pen.write(ProgressBar.segments(percent: percent, width: bar, role: sign.role, glyphs: glyphs), on: &frame)
    }
    write(reading)
    let remaining = rect.maxX - pen.x - 1
    let right = rate.columns + 2 <= remaining - (eta.segments(.short).columns + 3) ? rate : []
    let space = remaining - (right.isEmpty ? 0 : right.columns + 2)
    for length in ETAText.Length.allCases {
      for extra in idle.isEmpty ? [[]] : [[Segment("  ", band.role)] + idle, []] {
        let text = eta.segments(length) + extra
        guard text.columns + 3 <= space else { continue }
        write([Segment("   ", band.role)] + text)
        pen.advance(to: rect.maxX - 1 - right.columns)
        return write(right)
      }
    }
  }

  /// The part of the usual duration that is over: a run without reports that has begun.
  static func usualShare(_ reading: ProgressReading) -> Double? {
    guard reading.fraction ?? 0 == 0, let usual = reading.usualDuration, let elapsed = reading.elapsed, usual > 0 else {
      return nil
    }
    return min(1, elapsed / usual)
  }

  /// The width of the bar in a line of a width: what the usual text beside it leaves.
  static func barWidth(in width: Int) -> Int {
    let beside = width >= 110 ? 72 : width >= 90 ? 56 : width >= 64 ? 46 : 30
    return width < narrow ? max(0, width / 2) : max(minBar, width - beside)
  }

  private static let narrow = 34
  private static let minBar = 8

  /// `   57.3 %`, of fixed width.
  private var reading: [Segment] {
    guard let percent else { return [Segment("      \(glyphs.none)  ", .secondary)] }
    return [
      Segment(wentBack ? " \(glyphs.down)" : "  ", .stale),
      Segment("\(NumberText.percent(percent).leftPadded(to: 5)) %", band.role, .bold),
    ]
  }

  private static func sentence(
    model: borrowing Model, task: borrowing WatchedTask, _ status: StatusText, isSaidBelow: Bool
  ) -> [Segment] {
    if task.state.source.isOver {
      return isSaidBelow ? [Segment(" ", .secondary)] : [Segment(task.state.reason, .refused)]
    }
    // A task that was never read: the pane says what is awaited.
    guard task.snapshot != nil else { return [Segment(" ", .secondary)] }
    let dot = " \(model.glyphs.dot) "
    if task.isFinal {
      var ended = status.ended
      if task.status != .completed, let number = model.number(of: task.id),
        let failure = model.newestFailure(of: number)
      {
        ended.append(Segment(dot + failure, .secondary))
      }
      return ended
    }
    guard task.status != .processing else { return [] }
    // For how long it waits stands in the middle of a pane without rows.
    let number = model.number(of: task.id)
    var isWaitSaid = false
    if isSaidBelow, let pane = model.panes.first(where: { $0.task == number }) {
      isWaitSaid = EmptyPane(model: copy model, pane: pane).saysWaiting
    }
    var segments = isWaitSaid ? [] : status.segments(.full, background: .secondary)
    if let percent = task.progress.percent {
      let text = "at \(NumberText.percent(percent)) %"
      segments.append(Segment(segments.isEmpty ? text : dot + text, .secondary))
    }
    return segments.isEmpty ? [Segment(" ", .secondary)] : segments
  }
}

/// A bar in eighths of a cell, on a track.
enum ProgressBar {
  /// A bar of time and not of work: the share of the usual duration that is over, 0…1.
  static func hatched(share: Double, width: Int, glyphs: Glyphs) -> [Segment] {
    guard width > 0 else { return [] }
    let filled = max(0, min(width, Int((share * Double(width)).rounded(.down))))
    return [
      Segment(String(repeating: glyphs.hatch, count: filled), .secondary).on(.track),
      Segment(String(repeating: " ", count: width - filled), .progressEmpty),
    ]
  }

  /// - Parameters:
  ///   - percent: 0…100; an empty bar where nothing is known.
  ///   - role: the colour of what is filled: the state's.
  static func segments(
    percent: Double?, width: Int, role: Style.Role = .progressFilled, glyphs: Glyphs
  ) -> [Segment] {
    guard width > 0 else { return [] }
    let percent = max(0, min(100, percent.map { $0.isNaN ? 0 : $0 } ?? 0))
    // Cut, not rounded: only 100 % fills the bar.
    let eighths = Int((percent / 100 * Double(width * 8) + 1e-9).rounded(.down))
    var filled = String(repeating: Character(glyphs.eighths[7]), count: eighths / 8)
    if eighths % 8 > 0 { filled.unicodeScalars.append(glyphs.eighths[eighths % 8 - 1]) }
    let empty = width - eighths / 8 - (eighths % 8 > 0 ? 1 : 0)
    return [
      Segment(filled, role).on(.track),
      Segment(String(repeating: " ", count: max(0, empty)), .progressEmpty),
    ]
  }
}
