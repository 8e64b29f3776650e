import MonitorCore

/// The header of the pane of all tasks: how they stand, how far each is, and what is shown of what is held.
struct MergedHeader: PaneHeading {
  private struct Line {
    let tag: Segment
    let percent: Double?
    let status: String
  }

  private let tasks: [Line]
  private let glyphs: Glyphs
  private let held: EntryCounts?

  /// `held` is what stands to the right of the second line, where there is one.
  init(model: borrowing Model, held: EntryCounts?) {
    var lines: [Line] = []
    for number in model.openTasks {
      let task = model.tasks[number]
      let tag = Segment(task.tag, .tag(of: number))
      lines.append(
        Line(tag: tag, percent: task.progress.percent, status: StatusText(model: model, task: task).word))
    }
    tasks = lines
    glyphs = model.glyphs
    self.held = held
  }

  /// ` all 3 tasks   2 Processing · 1 Failed`
  func drawFirst(_ rect: Rect, isOnly: Bool, on frame: inout Frame) {
    let role = Style.Role.header
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(role))
    let counts = NumberText.tally(tasks.map(\.status))
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX - 1)
    pen.write(" all \(tasks.count) tasks", Style(role, .bold), on: &frame)
    let filter = isOnly ? held?.brief ?? [] : []
    let text = [Segment(counts.joined(separator: " \(glyphs.dot) "), role)]
    if let right = ([text] + filter).dropFirst(filter.isEmpty ? 0 : 1).first(where: { pen.remaining >= $0.columns + 2 })
    {
      pen.advance(to: rect.maxX - 1 - right.columns)
      pen.write(right, on: &frame)
    }
  }

  func drawSecond(_ rect: Rect, on frame: inout Frame) {
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(.text))
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX)
    pen.write(" ", Style(.text), on: &frame)
    let right = right(width: rect.width)
    drawTasks(&pen, room: rect.width - 3 - right.columns, on: &frame)
    if rect.maxX - right.columns > pen.x {
      pen.advance(to: rect.maxX - right.columns)
      pen.write(right, on: &frame)
    }
  }

  /// What stands to the right of the second line of such a width: as much as leaves room for all tasks, and where that
  /// cannot be, the least that says what is shown.
  func right(width: Int) -> [Segment] {
    guard let held else { return [] }
    let tasks = tasks.reduce(0) { $0 + segments(of: $1).columns }
    let short = held.full.last ?? []
    if let right = held.full.first(where: { $0.columns + 3 + tasks <= width }) { return right }
    if short.columns + 3 + (self.tasks.first.map { segments(of: $0).columns } ?? 0) <= width { return short }
    return (held.full.suffix(1) + held.brief).first { $0.columns + 3 <= width } ?? []
  }

  private func segments(of task: Line) -> [Segment] {
    let percent = task.percent.map { "\(NumberText.percent($0)) %" } ?? glyphs.none
    return [task.tag, Segment(" \(percent)   ", .secondary)]
  }

  /// The tasks with their tags, as many as fit.
  private func drawTasks(_ pen: inout Pen, room: Int, on frame: inout Frame) {
    var used = 0
    for task in tasks {
      let segments = segments(of: task)
      guard used + segments.columns <= room else { return }
      used += segments.columns
      pen.write(segments, on: &frame)
    }
  }
}
