import MonitorCore

/// The second line of a task's header: bar, percentage, countdown, and at the right end the filter and the counts.
///
/// As long as everything fits, positions depend on the width alone: the parts whose length changes all the time are at
/// the right end, and move nothing else.
struct ProgressLine {
  private let percent: Double?
  private let wentBack: Bool
  private let eta: ETAText
  /// Why the task is not followed any more, in place of bar and countdown, which mean nothing then; `nil` while it is.
  private let ending: String?
  private let isKnown: Bool
  private let isSaidBelow: Bool
  private let counts: EntryCounts?
  private let glyphs: Glyphs

  init(model: borrowing Model, task: borrowing WatchedTask, counts: EntryCounts?) {
    (percent, wentBack) = (task.progress.percent, task.progress.wentBack)
    eta = ETAText(model: model, task: task)
    ending = Self.ending(of: task.state)
    // A pane without rows has the sentence in full.
    isSaidBelow = counts?.total == 0
    isKnown = task.snapshot != nil
    glyphs = model.glyphs
    self.counts = counts
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

  /// The right end of a line of a width.
  func right(width: Int) -> [Segment] { parts(width: width).right }

  /// The width of the bar in a line of a width.
  static func barWidth(in width: Int) -> Int {
    width < narrow ? max(0, width / 2) : max(shortBar, min(longBar, width / 5, width - besideBar))
  }

  private static let narrow = 34
  private static let shortBar = 8
  /// The usual width of a countdown and a filter with its counts, beside the bar.
  private static let besideBar = 62
  private static let longBar = 34

  private struct Parts {
    var bar: Int
    var eta: [Segment] = []
    var right: [Segment] = []
  }

  /// Shortens the bar first, then the countdown, so that filter and counts fit; where not both fit, a filter stays and
  /// the countdown goes, and without a filter the counts go.
  private func parts(width: Int) -> Parts {
    let bar = Self.barWidth(in: width)
    let bars = bar > Self.shortBar ? [bar, Self.shortBar] : [bar]
    let (full, brief) = (counts?.full ?? [], counts?.brief ?? [])
    guard ending == nil else {
      // The task was never read: the pane says why.
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
      let remaining = width - 1 - attempt.bar - reading.columns - (attempt.eta.isEmpty ? 0 : attempt.eta.columns + 3)
      for right in attempt.rights where (right.isEmpty ? 0 : right.columns + 2) <= remaining {
        return Parts(bar: attempt.bar, eta: attempt.eta, right: right)
      }
    }
    return Parts(bar: 0, right: brief.last.map { $0.columns <= width ? $0 : [] } ?? [])
  }

  /// `   57.3 %`, of fixed width.
  private var reading: [Segment] {
    guard let percent else { return [Segment("      \(glyphs.none)  ", .secondary)] }
    return [
      Segment(wentBack ? " \(glyphs.down)" : "  ", .stale),
      Segment("\(NumberText.percent(percent).leftPadded(to: 5)) %", .text),
    ]
  }

  private func drawEnding(_ sentence: String, _ pen: inout Pen, end: Int, on frame: inout Frame) {
    guard isKnown, !isSaidBelow, end - pen.x > 12 else { return }
    pen.write(sentence.clipped(to: end - pen.x - 2, glyphs.ellipsis), Style(.refused), on: &frame)
  }

  private static func ending(of state: FollowState) -> String? {
    state.source.isOver ? state.reason : nil
  }
}

/// A bar in eighths of a cell.
enum ProgressBar {
  /// - Parameter percent: 0…100; an empty bar where nothing is known.
  static func segments(percent: Double?, width: Int, glyphs: Glyphs) -> [Segment] {
    guard width > 0 else { return [] }
    let percent = max(0, min(100, percent.map { $0.isNaN ? 0 : $0 } ?? 0))
    // Cut, not rounded: only 100 % fills the bar.
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
