import MonitorCore

/// The header of a task's pane, on a band of its own: state, name and id, filter and counts; below it `ProgressLine`.
///
/// ```
/// ▌◐ Transferring the buyer to a different account   TSK-5498-1544-6054-5440    ≥Info   E 4  W 26   1 482 entries
/// ▌███████████████████████████████▌                      57.3 %   in 13:05 · ≈14:05 (13:58–14:20)  ▁▂▅▇▃ 12/min
/// ```
struct TaskHeader: PaneHeading {
  private let sign: StateSign
  private let id: String
  private let tag: String
  private let name: String
  /// Whether the header itself has to name a problem of the source: the title names one for all tasks.
  private let problem: String?
  /// How many tasks have no line at all, and the worst of them, where this header is the only one to say so.
  private let hidden: [Segment]
  private let band: Band
  private let glyphs: Glyphs
  private let progress: ProgressLine
  private let counts: EntryCounts?
  private let line: TaskLine

  /// - Parameters:
  ///   - task: one of the model's.
  ///   - held: the counts of the pane.
  ///   - isFolded: whether it has no rows of entries.
  ///   - longestName: of the tasks that have one line.
  init(
    model: borrowing Model, task: borrowing WatchedTask, isFocused: Bool, held: EntryCounts?, isFolded: Bool = false,
    longestName: Int = 0
  ) {
    sign = StateSign(of: task, model.glyphs)
    let name = SafeText.line(task.snapshot?.name ?? "")
    (id, tag, self.name) = (task.id.text, task.tag, name)
    problem = model.tasks.count > 1 ? StatusText(model: model, task: task).problem : nil
    hidden = isFocused && model.panes.count > 1 ? model.uncountedTasks : []
    band = Band(isFocused: isFocused && model.panes.count > 1 && !model.isMerged, glyphs: model.glyphs)
    glyphs = model.glyphs
    progress = ProgressLine(model: model, task: task, counts: held, band: band)
    counts = held
    line = TaskLine(
      model: model, task: task, held: held, isFolded: isFolded, band: band, hidden: hidden, longestName: longestName)
  }

  func drawSecond(_ rect: Rect, on frame: inout Frame) { progress.draw(rect, on: &frame) }

  /// Where the parts of the filter begin in the first line at a width; `nil` where they are not whole.
  func filterStart(width: Int) -> Int? {
    guard let counts, counts.isFiltered else { return nil }
    let right = firstLine(width: width - band.margin(in: width)).right
    let skipped = right.prefix { $0.text != counts.label }
    return skipped.count < right.count ? width - right.columns + Array(skipped).columns : nil
  }

  func drawFirst(_ rect: Rect, isOnly: Bool, on frame: inout Frame) {
    if isOnly { return line.draw(rect, on: &frame) }
    var pen = band.begin(rect, on: &frame)
    let parts = firstLine(width: rect.maxX - pen.x)
    pen.write([Segment(sign.text + " ", sign.role, .bold).on(band.ground)], on: &frame)
    let nameWidth =
      rect.maxX - pen.x - parts.right.columns - (parts.right.isEmpty ? 0 : 2)
      - (parts.id.isEmpty ? 0 : parts.id.columns + 3)
    if nameWidth > 0, !name.isEmpty {
      pen.write(name.clipped(to: nameWidth, glyphs.ellipsis), Style(band.role, .bold), on: &frame)
      if !parts.id.isEmpty { pen.write("   ", Style(band.role), on: &frame) }
    }
    pen.write([Segment(parts.id, .secondary).on(band.ground)], on: &frame)
    pen.advance(to: rect.maxX - parts.right.columns)
    pen.write(parts.right.map { $0.on(band.ground) }, on: &frame)
  }

  private struct Parts {
    var id: String
    var right: [Segment]
  }

  /// The first variant that leaves the whole name, or else enough of it to recognize it: a person knows a task by its name.
  /// What is lost first are the rarer counts, then the id, then the end of the name, then the counts.
  private func firstLine(width: Int) -> Parts {
    let least = name.isEmpty ? 0 : min(name.columns, Self.minName) + 3
    let whole = name.isEmpty ? 0 : min(name.columns, Self.maxName) + 3
    let fixed = sign.text.columns + 2
    var before: [Segment] = []
    if !hidden.isEmpty { before += hidden + [Segment("  ", band.role)] }
    if let problem { before.append(Segment(problem + "  ", .stale)) }
    let filtered = counts?.brief ?? []
    let rights = ((counts?.variants ?? []) + filtered).map { before + $0 } + [before]
    let telling = rights.prefix(counts?.tellingCount ?? 1)
    let named = telling.map { Parts(id: id, right: $0) } + telling.map { Parts(id: tag, right: $0) }
    let tries =
      named.map { ($0, whole) } + telling.map { (Parts(id: "", right: $0), whole) }
      + (telling.suffix(1) + rights).map { (Parts(id: "", right: $0), least) }
    // A filter is worth more than a name.
    let last =
      filtered.isEmpty
      ? [Parts(id: before.isEmpty ? tag : "", right: before)] : filtered.map { Parts(id: "", right: $0) }
    let fitting = tries.first { parts, nameWidth in
      fixed + nameWidth + parts.id.columns + (parts.right.isEmpty ? 0 : parts.right.columns + 2) <= width
        && (filtered.isEmpty || !parts.right.isEmpty)
    }
    return fitting?.0
      ?? last.first { fixed + $0.right.columns <= width } ?? Parts(id: "", right: [])
  }

  private static let (minName, maxName) = (12, 60)
}

/// The ground of a header, and the bar left of the focused one.
struct Band {
  let isFocused: Bool
  let glyphs: Glyphs

  var role: Style.Role { isFocused ? .headerFocused : .header }
  var ground: Style.Ground { isFocused ? .focused : .header }

  /// The columns left of the text.
  func margin(in width: Int) -> Int { width < 30 ? 0 : 1 }

  /// Fills a line, and begins its text.
  func begin(_ rect: Rect, on frame: inout Frame) -> Pen {
    frame.fill(y: rect.y, from: rect.x, to: rect.maxX, Style(role))
    var pen = Pen(x: rect.x, y: rect.y, end: rect.maxX)
    guard margin(in: rect.width) > 0 else { return pen }
    pen.write(isFocused ? glyphs.accentBar : " ", isFocused ? Style(.accent, on: ground) : Style(role), on: &frame)
    return pen
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
