import MonitorCore

/// The header of a task's pane: id, name and status; progress, ETA, filter and counts.
struct TaskHeader: PaneHeading {
  private let id: String
  private let tag: String
  private let name: String
  private let status: StatusText
  private let percent: Double?
  /// Whether the header itself has to name a problem of the source: the title names one for all tasks.
  private let showsProblem: Bool
  /// How many tasks have no line at all, where this header is the only one to say so.
  private let uncounted: Int
  private let role: Style.Role
  private let glyphs: Glyphs
  private let progress: ProgressLine
  private let counts: EntryCounts?

  /// - Parameters:
  ///   - task: one of the model's.
  ///   - held: the counts of the pane; `nil` where it has no rows of entries.
  init(model: borrowing Model, task: borrowing WatchedTask, isFocused: Bool, held: EntryCounts?) {
    (id, tag, name) = (task.id.text, task.tag, SafeText.line(task.snapshot?.name ?? ""))
    status = StatusText(model: model, task: task)
    percent = task.progress.percent
    showsProblem = model.tasks.count > 1
    uncounted = isFocused && model.panes.count > 1 ? model.layout.uncounted : 0
    role = isFocused && model.panes.count > 1 && !model.isMerged ? .headerFocused : .header
    glyphs = model.glyphs
    progress = ProgressLine(model: model, task: task, counts: held)
    counts = held
  }

  func drawSecond(_ rect: Rect, on frame: inout Frame) { progress.draw(rect, on: &frame) }

  /// The right end of the second line at a width.
  func right(width: Int) -> [Segment] { progress.right(width: width) }

  /// ` TSK-5498  Transferring the buyer        Processing · elapsed 11:54`. Where it does not fit, parts are left out in
  /// this order: the elapsed time, the whole id, the name, the status.
  func drawFirst(_ rect: Rect, isOnly: Bool, on frame: inout Frame) {
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(role))
    let margin = rect.width < 30 ? 0 : 1
    let rights = rights(isOnly: isOnly)
    let line = firstLine(rights, width: rect.width - margin)
    var pen = Pen(x: rect.x + margin, y: rect.y, end: rect.maxX)
    pen.write(line.id, Style(role, .bold), on: &frame)
    let right = line.right.map { $0.on(role == .headerFocused ? .focused : .header) }
    let nameWidth = pen.remaining - 2 - (right.isEmpty ? 0 : right.columns + 1)
    if line.hasName, nameWidth > 0 {
      pen.write("  " + name.clipped(to: nameWidth, glyphs.ellipsis), Style(role), on: &frame)
    }
    pen.advance(to: rect.maxX - right.columns)
    pen.write(right, on: &frame)
  }

  private struct FirstLine {
    var id: String
    var hasName = false
    var right: [Segment]
  }

  /// The first variant that fits, with enough of the name to recognize it.
  private func firstLine(_ rights: [[Segment]], width: Int) -> FirstLine {
    let nameWidth = name.isEmpty ? 0 : min(name.columns, Self.minName) + 2
    func fits(_ line: FirstLine) -> Bool {
      line.id.columns + (line.hasName ? nameWidth : 0) + 1 + line.right.columns <= width
    }
    var tries: [FirstLine] = []
    for id in [id, tag] {
      for right in rights.prefix(Self.wholeRights) { tries.append(FirstLine(id: id, hasName: true, right: right)) }
    }
    for right in rights {
      tries.append(FirstLine(id: tag, hasName: true, right: right))
      tries.append(FirstLine(id: tag, right: right))
    }
    return tries.first(where: fits) ?? FirstLine(id: tag, right: [])
  }

  private static let minName = 12
  /// How many of the variants of the right end name the status.
  private static let wholeRights = 3

  /// The variants of the right end, longest first: hidden tasks, problem, percentage where no other line has it, status.
  private func rights(isOnly: Bool) -> [[Segment]] {
    var before: [Segment] = []
    if uncounted > 0 { before.append(Segment("+\(uncounted)  ", role, .bold)) }
    if showsProblem, let problem = status.problem { before.append(Segment(problem + "  ", .stale)) }
    if isOnly, let filter = counts?.brief.first, let label = filter.first {
      before += [label, Segment("\(filter.dropFirst().map(\.text).joined()) ", .secondary)]
    }
    let percent = isOnly ? self.percent.map { "\(NumberText.percent($0)) %" } : nil
    let end = Segment(" ", role)
    var result = [StatusText.Length.full, .middle, .word].map { length in
      before + (percent.map { [Segment("\($0) \(glyphs.dot) ", role)] } ?? [])
        + status.segments(length, background: role) + [end]
    }
    result.append(before + (percent.map { [Segment($0, role)] } ?? []) + [end])
    if !before.isEmpty { result.append(before) }
    return result + [[]]
  }
}

/// A pane's header: one line, or two where the pane is tall enough.
protocol PaneHeading {
  /// - Parameter isOnly: whether there is no second line.
  func drawFirst(_ rect: Rect, isOnly: Bool, on frame: inout Frame)
  func drawSecond(_ rect: Rect, on frame: inout Frame)
}

extension PaneHeading {
  /// Draws what the area has lines for.
  func draw(_ area: PaneLayout.Area, on frame: inout Frame) {
    let rect = area.rect
    if area.headerHeight == 0 { return }
    drawFirst(rect, isOnly: area.headerHeight == 1, on: &frame)
    if area.headerHeight == 2 {
      drawSecond(Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: 1), on: &frame)
    }
  }
}
