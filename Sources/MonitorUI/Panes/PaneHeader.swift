import MonitorCore

/// The header of a pane: who, how it stands, how far, until when, and what is shown of what is held.
struct PaneHeader {
  let model: Model
  let pane: Pane
  let isFocused: Bool

  private var role: Style.Role { isFocused && model.panes.count > 1 && !model.isMerged ? .headerFocused : .header }

  func draw(_ area: ScreenLayout.Area, on frame: inout Frame) {
    let rect = area.rect
    if area.headerHeight == 0 { return }
    drawFirst(rect, withProgress: area.headerHeight == 1, on: &frame)
    if area.headerHeight == 2 {
      drawSecond(Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: 1), on: &frame)
    }
  }

  /// ` TSK-5498  Transferring the buyer        Processing · elapsed 11:54`
  private func drawFirst(_ rect: Rect, withProgress: Bool, on frame: inout Frame) {
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(role))
    guard let number = pane.task else {
      drawMerged(rect, on: &frame)
      return
    }
    let task = model.tasks[number]
    let status = StatusText(model: model, task: task)
    var right = status.segments(background: role)
    if right.columns + 8 > rect.width { right = [Segment(status.word, status.role)] }
    if withProgress, let percent = task.progress.percent {
      right.insert(Segment("\(SpanText.percent(percent)) % \(model.glyphs.dot) ", role), at: 0)
    }
    if model.tasks.count > 1, let problem = status.problem { right.insert(Segment(problem + "  ", .stale), at: 0) }
    right.append(Segment(" ", role))
    if role == .headerFocused { right = right.map { $0.on(.onHeader) } }
    let name = SafeText.line(task.snapshot?.name ?? "")
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX)
    pen.write(rect.width < 30 ? "" : " ", Style(role), on: &frame)
    let room = pen.room - right.columns - 1
    let showsID = room >= task.id.text.count
    let id = showsID ? task.id.text : task.tag
    if room >= id.columns { pen.write(id, Style(role, .bold), on: &frame) }
    let nameRoom = rect.maxX - pen.x - right.columns - 3
    if nameRoom >= 8, !name.isEmpty {
      pen.write("  " + name.clipped(to: nameRoom, model.glyphs.ellipsis), Style(role), on: &frame)
    }
    pen.advance(to: rect.maxX - right.columns)
    pen.write(right, on: &frame)
  }

  /// ` all tasks   2 Processing · 1 Failed`
  private func drawMerged(_ rect: Rect, on frame: inout Frame) {
    var counts: [String] = []
    let tasks = model.openTasks.map { model.tasks[$0] }
    for task in tasks {
      let word = StatusText(model: model, task: task).word
      if !counts.contains(word) { counts.append(word) }
    }
    let words = counts.map { word in
      let number = tasks.filter { StatusText(model: model, task: $0).word == word }.count
      return "\(number) \(word)"
    }
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX - 1)
    pen.write(" all \(tasks.count) tasks", Style(role, .bold), on: &frame)
    let text = words.joined(separator: " \(model.glyphs.dot) ")
    if pen.room >= text.columns + 2 {
      pen.advance(to: rect.maxX - 1 - text.columns)
      pen.write(text, Style(role), on: &frame)
    }
  }

  private func drawSecond(_ rect: Rect, on frame: inout Frame) {
    let glyphs = model.glyphs
    let counts = Counts(model: model, pane: pane)
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(.text))
    var right = [Segment(model.filterLabel(of: pane), !pane.isFiltered ? .secondary : .severityWarning)]
    right.append(Segment("   " + counts.text, .secondary))
    right.append(Segment(" ", .text))
    var left: [Segment] = []
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX)
    pen.write(" ", Style(.text), on: &frame)
    guard let number = pane.task else {
      drawTasks(&pen, room: rect.width - 3 - right.columns, on: &frame)
      if rect.maxX - right.columns > pen.x {
        pen.advance(to: rect.maxX - right.columns)
        pen.write(right, on: &frame)
      }
      return
    }
    let task = model.tasks[number]
    let eta = ETAText(model: model, task: task)
    if let percent = task.progress.percent {
      left.append(Segment("  \(SpanText.percent(percent).leftPadded(to: 5)) %", .text))
    } else {
      left.append(Segment("      \(glyphs.none)  ", .secondary))
    }
    if task.progress.wentBack { left.append(Segment(" \(glyphs.down)", .stale)) }
    var short = [Segment(counts.shortest + " ", .secondary)]
    if pane.isFiltered { short.insert(Segment(model.filterLabel(of: pane) + "  ", .severityWarning), at: 0) }
    let choices = [eta.segments(.full), eta.segments(.short), []].flatMap { eta in
      [right, short, []].map { (eta, $0) }
    }
    // The most that leaves a bar worth looking at; the countdown goes before the counts do.
    let fitting = choices.first { eta, right in
      rect.width - 1 - left.columns - (eta.isEmpty ? 0 : eta.columns + 3) - (right.isEmpty ? 0 : right.columns + 3) >= 8
    }
    let (etaSegments, rightSegments) = fitting ?? ([], [])
    let taken =
      left.columns + (etaSegments.isEmpty ? 0 : etaSegments.columns + 3)
      + (rightSegments.isEmpty ? 0 : rightSegments.columns + 3)
    let bar = max(0, min(36, rect.width - 1 - taken))
    pen.write(ProgressBar.segments(percent: task.progress.percent, width: bar, glyphs: glyphs), on: &frame)
    pen.write(left, on: &frame)
    if !etaSegments.isEmpty {
      pen.write("   ", Style(.text), on: &frame)
      pen.write(etaSegments, on: &frame)
    }
    if !rightSegments.isEmpty {
      pen.advance(to: rect.maxX - rightSegments.columns)
      pen.write(rightSegments, on: &frame)
    }
  }

  /// The tasks of the merged pane with their tags, as many as fit.
  private func drawTasks(_ pen: inout Pen, room: Int, on frame: inout Frame) {
    var used = 0
    for number in model.openTasks {
      let task = model.tasks[number]
      let percent = task.progress.percent.map { "\(SpanText.percent($0)) %" } ?? model.glyphs.none
      let segments = [Segment(task.tag, model.tagRole(of: number)), Segment(" \(percent)   ", .secondary)]
      guard used + segments.columns <= room else { return }
      used += segments.columns
      pen.write(segments, on: &frame)
    }
  }
}
