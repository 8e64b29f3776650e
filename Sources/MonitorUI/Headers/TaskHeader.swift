import MonitorCore

/// The header of a task's pane: who, how it stands, how far, until when, and what is shown of what is held.
struct TaskHeader: PaneHeading {
  private let id: String
  private let tag: String
  private let name: String
  private let status: StatusText
  private let percent: Double?
  /// Whether the header has to say itself what is wrong with following.
  private let showsProblem: Bool
  private let role: Style.Role
  private let glyphs: Glyphs
  private let progress: ProgressLine
  private let held: EntryCounts?

  /// - Parameters:
  ///   - task: one of the model's.
  ///   - held: what is shown of what is held, where there are rows of logs.
  init(model: borrowing Model, task: borrowing WatchedTask, isFocused: Bool, held: EntryCounts?) {
    (id, tag, name) = (task.id.text, task.tag, SafeText.line(task.snapshot?.name ?? ""))
    status = StatusText(model: model, task: task)
    percent = task.progress.percent
    showsProblem = model.tasks.count > 1
    role = isFocused && model.panes.count > 1 && !model.isMerged ? .headerFocused : .header
    glyphs = model.glyphs
    progress = ProgressLine(model: model, task: task, held: held)
    self.held = held
  }

  func drawSecond(_ rect: Rect, on frame: inout Frame) { progress.draw(rect, on: &frame) }

  /// What stands to the right of the second line of such a width.
  func right(width: Int) -> [Segment] { progress.right(width: width) }

  /// ` TSK-5498  Transferring the buyer        Processing · elapsed 11:54`; what does not fit goes in this order: how
  /// long it takes, the whole id, the name, the status.
  func drawFirst(_ rect: Rect, isOnly: Bool, on frame: inout Frame) {
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(role))
    let margin = rect.width < 30 ? 0 : 1
    let rights = rights(isOnly: isOnly)
    let line = firstLine(rights, room: rect.width - margin)
    var pen = Pen(x: rect.x + margin, y: rect.y, end: rect.maxX)
    pen.write(line.who, Style(role, .bold), on: &frame)
    let right = role == .headerFocused ? line.right.map { $0.on(.onHeader) } : line.right
    let nameRoom = pen.remaining - 2 - (right.isEmpty ? 0 : right.columns + 1)
    if line.hasName, nameRoom > 0 {
      pen.write("  " + name.clipped(to: nameRoom, glyphs.ellipsis), Style(role), on: &frame)
    }
    pen.advance(to: rect.maxX - right.columns)
    pen.write(right, on: &frame)
  }

  private struct FirstLine {
    var who: String
    var hasName = false
    var right: [Segment]
  }

  /// The first that fits, with enough of the name to know it by.
  private func firstLine(_ rights: [[Segment]], room: Int) -> FirstLine {
    let nameWidth = name.isEmpty ? 0 : min(name.columns, Self.minName) + 2
    func fits(_ line: FirstLine) -> Bool {
      line.who.columns + (line.hasName ? nameWidth : 0) + 1 + line.right.columns <= room
    }
    var tries: [FirstLine] = []
    for who in [id, tag] {
      for right in rights.prefix(Self.wholeRights) { tries.append(FirstLine(who: who, hasName: true, right: right)) }
    }
    for right in rights {
      tries.append(FirstLine(who: tag, hasName: true, right: right))
      tries.append(FirstLine(who: tag, right: right))
    }
    return tries.first(where: fits) ?? FirstLine(who: tag, right: [])
  }

  private static let minName = 12
  /// How many of the texts at the right end have the status in them.
  private static let wholeRights = 3

  /// What stands at the right end: what is wrong, how far it is where nothing else says so, and how it stands.
  private func rights(isOnly: Bool) -> [[Segment]] {
    var before: [Segment] = []
    if showsProblem, let problem = status.problem { before.append(Segment(problem + "  ", .stale)) }
    if isOnly, let filter = held?.brief.first, let label = filter.first {
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

/// A pane's header: one line, or two where there is room.
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
