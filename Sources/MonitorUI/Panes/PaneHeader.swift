import MonitorCore

/// The header of a pane: who, how it stands, how far, until when, and what is shown of what is held.
struct PaneHeader {
  let model: Model
  let pane: Pane
  let isFocused: Bool
  /// What stands to the right of the second line, where that is known.
  var known: Right?

  /// What is shown of what is held, long and short; the filters come first. No time is in it.
  struct Right: Sendable {
    let long: [Segment]
    let short: [Segment]
  }

  private var right: Right { known ?? Right(model: model, pane: pane) }

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
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(.text))
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX)
    pen.write(" ", Style(.text), on: &frame)
    guard let number = pane.task else {
      let right = right.long
      drawTasks(&pen, room: rect.width - 3 - right.columns, on: &frame)
      if rect.maxX - right.columns > pen.x {
        pen.advance(to: rect.maxX - right.columns)
        pen.write(right, on: &frame)
      }
      return
    }
    let (left, eta, right) = parts(of: model.tasks[number], width: rect.width)
    let bar = max(0, min(36, Self.barRoom(rect.width, left, eta, right)))
    let percent = model.tasks[number].progress.percent
    pen.write(ProgressBar.segments(percent: percent, width: bar, glyphs: model.glyphs), on: &frame)
    pen.write(left, on: &frame)
    if !eta.isEmpty {
      pen.write("   ", Style(.text), on: &frame)
      pen.write(eta, on: &frame)
    }
    if !right.isEmpty {
      pen.advance(to: rect.maxX - right.columns)
      pen.write(right, on: &frame)
    }
  }

  /// Percentage, countdown and counts, as much of them as leaves a bar worth looking at; the counts go before the
  /// countdown does.
  private func parts(of task: WatchedTask, width: Int) -> (left: [Segment], eta: [Segment], right: [Segment]) {
    let eta = ETAText(model: model, task: task)
    var left: [Segment] = []
    if let percent = task.progress.percent {
      left.append(Segment("  \(SpanText.percent(percent).leftPadded(to: 5)) %", .text))
    } else {
      left.append(Segment("      \(model.glyphs.none)  ", .secondary))
    }
    if task.progress.wentBack { left.append(Segment(" \(model.glyphs.down)", .stale)) }
    let right = right
    for length in [ETAText.Length.full, .short, nil] {
      let eta = length.map(eta.segments) ?? []
      for right in [right.long, right.short, []] where Self.barRoom(width, left, eta, right) >= 8 {
        return (left, eta, right)
      }
    }
    return (left, [], [])
  }

  /// What the texts of the second line leave for its bar.
  private static func barRoom(_ width: Int, _ left: [Segment], _ eta: [Segment], _ right: [Segment]) -> Int {
    width - 1 - left.columns - (eta.isEmpty ? 0 : eta.columns + 3) - (right.isEmpty ? 0 : right.columns + 3)
  }

  /// The pattern whose chip is drawn at a cell.
  func chip(x: Int, y: Int, in area: ScreenLayout.Area) -> TextPattern? {
    guard area.headerHeight == 2, y == area.rect.y + 1 else { return nil }
    let right = pane.task.map { parts(of: model.tasks[$0], width: area.rect.width).right } ?? right.long
    guard right.first?.text == model.filterLabel(of: pane) else { return nil }
    guard area.rect.width - right.columns > 1 else { return nil }
    var start = area.rect.maxX - right.columns
    for part in model.filterParts(of: pane) {
      if let pattern = part.pattern, (start..<start + part.text.columns).contains(x) { return pattern }
      start += part.text.columns + 1
    }
    return nil
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

extension PaneHeader.Right {
  init(model: Model, pane: Pane) {
    let counts = Counts(model: model, pane: pane)
    let label = Segment(model.filterLabel(of: pane), pane.isFiltered ? .severityWarning : .secondary)
    long = [label, Segment("   " + counts.text, .secondary), Segment(" ", .text)]
    short = (pane.isFiltered ? [label, Segment("  ", .text)] : []) + [Segment(counts.shortest + " ", .secondary)]
  }
}
