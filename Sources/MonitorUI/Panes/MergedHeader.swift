import MonitorCore

/// The header of the pane of all tasks: how they stand, how far each is, and what is shown of what is held.
struct MergedHeader {
  private struct Line {
    let tag: Segment
    let percent: Double?
    let status: String
  }

  private let tasks: [Line]
  private let glyphs: Glyphs
  private let held: HeldSummary?

  /// `held` is what stands to the right of the second line, where there is one.
  init(model: borrowing Model, held: HeldSummary?) {
    var lines: [Line] = []
    for number in model.openTasks {
      let task = model.tasks[number]
      let tag = Segment(task.tag, model.tagRole(of: number))
      lines.append(
        Line(tag: tag, percent: task.progress.percent, status: StatusText(model: model, task: task).word))
    }
    tasks = lines
    glyphs = model.glyphs
    self.held = held
  }

  func draw(_ area: ScreenLayout.Area, on frame: inout Frame) {
    let rect = area.rect
    if area.headerHeight == 0 { return }
    drawFirst(rect, on: &frame)
    if area.headerHeight == 2 {
      drawSecond(Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: 1), on: &frame)
    }
  }

  /// ` all 3 tasks   2 Processing · 1 Failed`
  private func drawFirst(_ rect: Rect, on frame: inout Frame) {
    let role = Style.Role.header
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(role))
    var words: [String] = []
    for task in tasks where !words.contains(task.status) { words.append(task.status) }
    let counts = words.map { word in "\(tasks.count { $0.status == word }) \(word)" }
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX - 1)
    pen.write(" all \(tasks.count) tasks", Style(role, .bold), on: &frame)
    let text = counts.joined(separator: " \(glyphs.dot) ")
    if pen.room >= text.columns + 2 {
      pen.advance(to: rect.maxX - 1 - text.columns)
      pen.write(text, Style(role), on: &frame)
    }
  }

  private func drawSecond(_ rect: Rect, on frame: inout Frame) {
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(.text))
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX)
    pen.write(" ", Style(.text), on: &frame)
    let right = held?.long ?? []
    drawTasks(&pen, room: rect.width - 3 - right.columns, on: &frame)
    if rect.maxX - right.columns > pen.x {
      pen.advance(to: rect.maxX - right.columns)
      pen.write(right, on: &frame)
    }
  }

  /// The tasks with their tags, as many as fit.
  private func drawTasks(_ pen: inout Pen, room: Int, on frame: inout Frame) {
    var used = 0
    for task in tasks {
      let percent = task.percent.map { "\(SpanText.percent($0)) %" } ?? glyphs.none
      let segments = [task.tag, Segment(" \(percent)   ", .secondary)]
      guard used + segments.columns <= room else { return }
      used += segments.columns
      pen.write(segments, on: &frame)
    }
  }
}
