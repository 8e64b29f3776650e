import MonitorCore

/// The second line of a task's header: bar, percentage, countdown, and at the right end what is shown of what is held.
///
/// What stands where depends on the line's width alone, as long as everything fits: what changes its length all the
/// time stands at the right end, and nothing else moves with it.
struct ProgressLine {
  private let percent: Double?
  private let wentBack: Bool
  private let eta: ETAText
  /// Why following the task is over, and so no bar and no countdown tell anything; `nil` where it goes on.
  private let ending: String?
  private let isKnown: Bool
  private let held: EntryCounts?
  private let glyphs: Glyphs

  init(model: borrowing Model, task: borrowing WatchedTask, held: EntryCounts?) {
    (percent, wentBack) = (task.progress.percent, task.progress.wentBack)
    eta = ETAText(model: model, task: task)
    ending = Self.ending(of: task.state)
    isKnown = task.snapshot != nil
    glyphs = model.glyphs
    self.held = held
  }

  func draw(_ rect: Rect, on frame: inout Frame) {
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(.text))
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX)
    pen.write(" ", Style(.text), on: &frame)
    let parts = parts(width: rect.width)
    if let ending {
      drawEnding(ending, &pen, end: rect.maxX - parts.right.columns, on: &frame)
    } else {
      pen.write(ProgressBar.segments(percent: percent, width: parts.bar, glyphs: glyphs), on: &frame)
      pen.write(reading, on: &frame)
      if !parts.eta.isEmpty { pen.write([Segment("   ", .text)] + parts.eta, on: &frame) }
    }
    if !parts.right.isEmpty {
      pen.advance(to: rect.maxX - parts.right.columns)
      pen.write(parts.right, on: &frame)
    }
  }

  /// What stands to the right in a line of such a width.
  func right(width: Int) -> [Segment] { parts(width: width).right }

  /// The bar's share of a line, whatever else is in it.
  static func barWidth(in width: Int) -> Int {
    width < narrow ? max(0, width / 2) : max(shortBar, min(longBar, width / 5, width - besideBar))
  }

  private static let narrow = 34
  private static let shortBar = 8
  /// What a countdown and a filter with its counts commonly take beside the bar.
  private static let besideBar = 62
  private static let longBar = 34

  private struct Parts {
    var bar: Int
    var eta: [Segment] = []
    var right: [Segment] = []
  }

  /// The bar gives way first, then the countdown is shortened, so that filter and counts can be seen; where there is no
  /// room for both, a filter stays and the countdown goes, and without a filter the counts go.
  private func parts(width: Int) -> Parts {
    let bar = Self.barWidth(in: width)
    let bars = bar > Self.shortBar ? [bar, Self.shortBar] : [bar]
    let (full, brief) = (held?.full ?? [], held?.brief ?? [])
    guard ending == nil else {
      // Nothing was ever known of it, and the pane says why.
      guard isKnown else { return Parts(bar: 0) }
      return Parts(bar: 0, right: (full + brief).first { $0.columns + 1 <= width } ?? [])
    }
    let (long, short) = (eta.segments(.full), eta.segments(.short))
    var tries: [(bar: Int, eta: [Segment], rights: [[Segment]])] = bars.map { ($0, long, full) }
    tries.append((bars[bars.count - 1], short, full))
    if brief.isEmpty {
      for eta in [long, short, []] { for bar in bars { tries.append((bar, eta, [[]])) } }
    } else {
      tries.append((bars[bars.count - 1], short, Array(brief.prefix(2))))
      tries += bars.map { ($0, [], full + brief) }
      tries.append((0, [], brief))
    }
    for attempt in tries {
      let room = width - 1 - attempt.bar - reading.columns - (attempt.eta.isEmpty ? 0 : attempt.eta.columns + 3)
      for right in attempt.rights where (right.isEmpty ? 0 : right.columns + 2) <= room {
        return Parts(bar: attempt.bar, eta: attempt.eta, right: right)
      }
    }
    return Parts(bar: 0, right: brief.last.map { $0.columns <= width ? $0 : [] } ?? [])
  }

  /// `   57.3 %`, always as wide.
  private var reading: [Segment] {
    guard let percent else { return [Segment("      \(glyphs.none)  ", .secondary)] }
    return [
      Segment(wentBack ? " \(glyphs.down)" : "  ", .stale),
      Segment("\(NumberText.percent(percent).leftPadded(to: 5)) %", .text),
    ]
  }

  private func drawEnding(_ sentence: String, _ pen: inout Pen, end: Int, on frame: inout Frame) {
    guard isKnown, end - pen.x > 12 else { return }
    pen.write(sentence.clipped(to: end - pen.x - 2, glyphs.ellipsis), Style(.refused), on: &frame)
  }

  private static func ending(of state: FollowState) -> String? {
    switch state.source {
    case .gone, .gaveUp, .refused(logsOnly: false): state.problem
    case .refused, .connecting, .live, .stale, .ended: nil
    }
  }
}

/// A bar in eighths of a cell.
enum ProgressBar {
  /// `percent` of nil draws an empty bar.
  static func segments(percent: Double?, width: Int, glyphs: Glyphs) -> [Segment] {
    guard width > 0 else { return [] }
    let percent = max(0, min(100, percent.map { $0.isNaN ? 0 : $0 } ?? 0))
    // Cut, not rounded: a bar is full when all is done.
    let eighths = Int((percent / 100 * Double(width * 8) + 1e-9).rounded(.down))
    var filled = String(repeating: Character(glyphs.eighths[7]), count: eighths / 8)
    if eighths % 8 > 0 { filled.unicodeScalars.append(glyphs.eighths[eighths % 8 - 1]) }
    let empty = width - eighths / 8 - (eighths % 8 > 0 ? 1 : 0)
    return [
      Segment(filled, .progressFilled),
      Segment(String(repeating: Character(glyphs.empty), count: max(0, empty)), .progressEmpty),
    ]
  }
}
