import MonitorCore

/// The header of a task's pane: who, how it stands, how far, until when, and what is shown of what is held.
struct TaskHeader {
  private let id: String
  private let tag: String
  private let name: String
  private let status: StatusText
  private let eta: ETAText
  private let percent: Double?
  private let wentBack: Bool
  /// Whether the header has to say itself what is wrong with following.
  private let showsProblem: Bool
  private let role: Style.Role
  private let glyphs: Glyphs
  private let held: HeldSummary?

  /// - Parameters:
  ///   - task: one of the model's.
  ///   - held: what stands to the right of the second line, where there is one.
  init(model: borrowing Model, task: borrowing WatchedTask, isFocused: Bool, held: HeldSummary?) {
    (id, tag, name) = (task.id.text, task.tag, SafeText.line(task.snapshot?.name ?? ""))
    status = StatusText(model: model, task: task)
    eta = ETAText(model: model, task: task)
    (percent, wentBack) = (task.progress.percent, task.progress.wentBack)
    showsProblem = model.tasks.count > 1
    role = isFocused && model.panes.count > 1 && !model.isMerged ? .headerFocused : .header
    glyphs = model.glyphs
    self.held = held
  }

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
    var right = status.segments(background: role)
    if right.columns + 8 > rect.width { right = [Segment(status.word, status.role)] }
    if withProgress, let percent {
      right.insert(Segment("\(SpanText.percent(percent)) % \(glyphs.dot) ", role), at: 0)
    }
    if showsProblem, let problem = status.problem { right.insert(Segment(problem + "  ", .stale), at: 0) }
    right.append(Segment(" ", role))
    if role == .headerFocused { right = right.map { $0.on(.onHeader) } }
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX)
    pen.write(rect.width < 30 ? "" : " ", Style(role), on: &frame)
    let rightWidth = right.columns
    let room = pen.room - rightWidth - 1
    let shownID = room >= id.count ? id : tag
    if room >= shownID.columns { pen.write(shownID, Style(role, .bold), on: &frame) }
    let nameRoom = rect.maxX - pen.x - rightWidth - 3
    if nameRoom >= 8, !name.isEmpty {
      pen.write("  " + name.clipped(to: nameRoom, glyphs.ellipsis), Style(role), on: &frame)
    }
    pen.advance(to: rect.maxX - rightWidth)
    pen.write(right, on: &frame)
  }

  private func drawSecond(_ rect: Rect, on frame: inout Frame) {
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(.text))
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX)
    pen.write(" ", Style(.text), on: &frame)
    let (left, eta, right) = parts(width: rect.width)
    let bar = max(0, min(36, Self.barRoom(rect.width, left, eta, right)))
    pen.write(ProgressBar.segments(percent: percent, width: bar, glyphs: glyphs), on: &frame)
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
  private func parts(width: Int) -> (left: [Segment], eta: [Segment], right: [Segment]) {
    var left: [Segment] = []
    if let percent {
      left.append(Segment("  \(SpanText.percent(percent).leftPadded(to: 5)) %", .text))
    } else {
      left.append(Segment("      \(glyphs.none)  ", .secondary))
    }
    if wentBack { left.append(Segment(" \(glyphs.down)", .stale)) }
    for length in [ETAText.Length.full, .short, nil] {
      let eta = length.map { self.eta.segments($0) } ?? []
      for right in [held?.long ?? [], held?.short ?? [], []] where Self.barRoom(width, left, eta, right) >= 8 {
        return (left, eta, right)
      }
    }
    return (left, [], [])
  }

  /// What the texts of the second line leave for its bar.
  private static func barRoom(_ width: Int, _ left: [Segment], _ eta: [Segment], _ right: [Segment]) -> Int {
    width - 1 - left.columns - (eta.isEmpty ? 0 : eta.columns + 3) - (right.isEmpty ? 0 : right.columns + 3)
  }

  /// What stands to the right of the second line of such a width.
  func right(width: Int) -> [Segment] { parts(width: width).right }
}
