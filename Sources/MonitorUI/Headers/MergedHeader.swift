import MonitorCore

/// The header of the merged pane: the statuses, the progress of each task, filter and counts.
struct MergedHeader: PaneHeading {
  private struct Line {
    let sign: StateSign
    let tag: Segment
    let percent: Double?
    let status: String
  }

  private let tasks: [Line]
  private let glyphs: Glyphs
  private let entryCounts: EntryCounts?

  /// - Parameter held: the counts of the pane; `nil` where it has no rows of entries.
  init(model: borrowing Model, held: EntryCounts?) {
    var lines: [Line] = []
    // What needs a person comes first: it is not among those that are only counted.
    let numbers = model.openTasks.map { [tasks = model.tasks, glyphs = model.glyphs] in
      (number: $0, sign: StateSign(of: tasks[$0], glyphs))
    }
    for (number, sign) in numbers.sorted(by: { ($0.sign.urgency, $0.number) < ($1.sign.urgency, $1.number) }) {
      let task = model.tasks[number]
      let tag = Segment(task.label, .tag(of: number))
      lines.append(
        Line(
          sign: sign, tag: tag, percent: task.isFinal ? nil : task.progress.percent,
          status: StatusText(model: model, task: task).word))
    }
    tasks = lines
    glyphs = model.glyphs
    entryCounts = held
  }

  /// ` all 3 tasks   2 Processing · 1 Failed`
  func drawFirst(_ rect: Rect, isOnly: Bool, on frame: inout Frame) {
    let role = Style.Role.header
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(role))
    let counts = NumberText.tally(tasks.map(\.status))
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX - 1)
    pen.write(" all \(tasks.count) tasks", Style(role, .bold), on: &frame)
    let filter = isOnly ? entryCounts?.brief ?? [] : []
    let text = [Segment(counts.joined(separator: " \(glyphs.dot) "), role)]
    if let right = ([text] + filter).dropFirst(filter.isEmpty ? 0 : 1).first(where: { pen.remaining >= $0.columns + 2 })
    {
      pen.advance(to: rect.maxX - 1 - right.columns)
      pen.write(right, on: &frame)
    }
  }

  func drawSecond(_ rect: Rect, on frame: inout Frame) {
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(.header))
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX)
    pen.write(" ", Style(.header), on: &frame)
    let right = right(width: rect.width)
    drawTasks(&pen, width: rect.width - 3 - right.columns, on: &frame)
    if rect.maxX - right.columns > pen.x {
      pen.advance(to: rect.maxX - right.columns)
      pen.write(right.map { $0.on(.header) }, on: &frame)
    }
  }

  /// The right end of the second line at a width: the longest variant beside which all tasks fit; where they do not, the
  /// shortest.
  func right(width: Int) -> [Segment] {
    guard let counts = entryCounts else { return [] }
    let tasks = tasks.reduce(0) { $0 + segments(of: $1).columns }
    let short = counts.variants.last ?? []
    if let right = counts.variants.first(where: { $0.columns + 3 + tasks <= width }) { return right }
    if short.columns + 3 + (self.tasks.first.map { segments(of: $0).columns } ?? 0) <= width { return short }
    return (counts.variants.suffix(1) + counts.brief).first { $0.columns + 3 <= width } ?? []
  }

  private func segments(of task: Line) -> [Segment] {
    let percent = task.percent.map { " \(NumberText.percent($0)) %" } ?? ""
    return [Segment(task.sign.text + " ", task.sign.role, .bold), task.tag, Segment(percent + Self.gap, .secondary)]
  }

  /// The tasks with their tags, as many as fit, and the number of the others: `✖ 1266   ◐ 5440 57.3 %   +15`.
  private func drawTasks(_ pen: inout Pen, width: Int, on frame: inout Frame) {
    var used = 0
    for (index, task) in tasks.enumerated() {
      let segments = segments(of: task)
      let rest = tasks.count - index
      let more = "+\(rest)"
      let reserved = rest > 1 ? "+\(rest - 1)".columns : 0
      guard used + segments.columns + reserved <= width else {
        if used + more.columns <= width { pen.write(more, Style(.secondary, on: .header), on: &frame) }
        return
      }
      used += segments.columns
      pen.write(segments.map { $0.on(.header) }, on: &frame)
    }
  }

  private static let gap = "   "
}
