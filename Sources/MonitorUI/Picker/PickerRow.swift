import MonitorCore

/// One task in the picker, or in a list.
struct PickerRow {
  enum Sign {
    case none, marked, watched
  }

  let item: TaskListing.Item
  let columns: PickerColumns
  let glyphs: Glyphs
  let clock: ClockText
  let now: Timestamp
  var filter = TaskFilter("")
  var sign = Sign.none
  var isCurrent = false

  static func drawHeads(_ columns: PickerColumns, _ area: Rect, on frame: inout Frame) {
    frame.fill(y: area.y, from: area.x, to: area.maxX, Style(.header))
    // A head that is wider than its column needs the air behind it.
    let progress = area.width >= 60 ? "PROGRESS" : "DONE"
    let progressX =
      columns.barWidth > 0
      ? columns.barX : columns.percentX + (area.width >= 60 ? 0 : max(0, columns.percentWidth - progress.columns))
    let heads: [(text: String, x: Int, isShown: Bool)] = [
      ("STATUS", columns.statusX, columns.statusWidth > 0), (progress, progressX, columns.percentWidth > 0),
      ("AGE", columns.ageX + columns.ageWidth - 3, columns.ageWidth > 0), ("NAME", columns.nameX, true),
      ("CODE", columns.codeX, columns.codeWidth > 0), ("TASK", columns.idX, columns.idWidth > 0),
    ]
    for head in heads where head.isShown {
      var pen = Pen(x: area.x + head.x, y: area.y, end: area.maxX)
      pen.write(head.text, Style(.header), on: &frame)
    }
  }

  func draw(_ area: Rect, on frame: inout Frame) {
    if isCurrent { frame.fill(y: area.y, from: area.x, to: area.maxX, Style(.selection)) }
    let task = item.task
    if isCurrent { write(glyphs.pointer, columns.markX, 1, .selection, area, on: &frame) }
    let isMarked = sign == .marked
    if sign != .none {
      // Behind the sign of the current row.
      let x = columns.markX + (area.width >= 30 ? 2 : 1)
      write(isMarked ? glyphs.mark : glyphs.live, x, 1, isMarked ? .notice : .live, area, on: &frame)
    }
    let word = SafeText.line(task.status.word)
    let role = Style.Role.status(task.status)
    let status = [Segment(glyphs.sign(of: task.status) + " ", role)] + found(word.isEmpty ? "Unknown" : word, role)
    write(status, columns.statusX, columns.statusWidth, area, on: &frame)
    drawProgress(area, on: &frame)
    if let created = task.created {
      let age = DurationText.short(max(0, now.seconds(since: created)))
      write(age.leftPadded(to: columns.ageWidth), columns.ageX, columns.ageWidth, .secondary, area, on: &frame)
    }
    let name = SafeText.line(task.name)
    let text = name.isEmpty ? SafeText.line(task.code) : name
    let nameRole: Style.Role = text.isEmpty || task.status.isFinal ? .secondary : .text
    let nameOrID = text.isEmpty ? (columns.idWidth > 0 ? "without a name" : item.id.text) : text
    write(
      found(nameOrID, nameRole, isMarked ? .bold : []), columns.nameX, columns.nameWidth, area, on: &frame)
    write(found(SafeText.line(task.code), .secondary), columns.codeX, columns.codeWidth, area, on: &frame)
    write(found(shownID, .secondary), columns.idX, columns.idWidth, area, on: &frame)
  }

  /// A bar while it means something; of a task that has ended, when and after how long it did.
  private func drawProgress(_ area: Rect, on frame: inout Frame) {
    let task = item.task
    if task.status.isFinal, let took = task.took {
      let width = columns.percentX + columns.percentWidth - columns.barX
      let time = DurationText.clock(took)
      guard columns.barWidth > 0, let at = task.endedAt else {
        let text = time.leftPadded(to: columns.percentWidth)
        return write(text, columns.percentX, columns.percentWidth, .secondary, area, on: &frame)
      }
      let moment = clock.isSameDay(at, now) ? String(clock.time(at).prefix(5)) : clock.day(at)
      let text = "\(moment) \(glyphs.dot) took \(time)"
      return write(text, columns.barX, width, .secondary, area, on: &frame)
    }
    if columns.barWidth > 0, !task.status.isFinal, !task.status.isWaiting || task.progress ?? 0 > 0 {
      write(
        ProgressBar.segments(percent: task.progress, width: columns.barWidth, glyphs: glyphs), columns.barX,
        columns.barWidth, area, on: &frame)
    }
    guard let percent = task.progress, task.status != .completed || percent < 100 else { return }
    let text = "\(NumberText.percent(percent)) %".leftPadded(to: columns.percentWidth)
    write(
      text, columns.percentX, columns.percentWidth, task.status.isFinal ? .secondary : .text, area, on: &frame)
  }

  /// The id, or its end where all of it does not fit.
  private var shownID: String {
    let id = item.id.text
    guard columns.idWidth > 1, id.utf8.count > columns.idWidth else { return id }
    return String(Character(glyphs.ellipsis)) + id.suffix(columns.idWidth - 1)
  }

  private func found(_ text: String, _ role: Style.Role, _ emphasis: Style.Emphasis = []) -> [Segment] {
    filter.highlight(text, Style(role, emphasis), found: Style(.match))
  }

  private func write(_ text: String, _ x: Int, _ width: Int, _ role: Style.Role, _ area: Rect, on frame: inout Frame) {
    write([Segment(text, role)], x, width, area, on: &frame)
  }

  private func write(_ segments: [Segment], _ x: Int, _ width: Int, _ area: Rect, on frame: inout Frame) {
    guard width > 0 else { return }
    var pen = Pen(x: area.x + x, y: area.y, end: min(area.maxX, area.x + x + width))
    for segment in segments {
      let isFound = segment.style.role == .match
      let style = isCurrent && !isFound ? Style(.selection, segment.style.emphasis) : segment.style
      pen.write(segment.text, style, on: &frame)
    }
    pen.markCut(glyphs.ellipsis, Style(isCurrent ? .selection : .secondary), on: &frame)
  }
}

extension TaskSnapshot {
  /// When it ended; `nil` while it has not, or where nothing said so.
  var endedAt: Timestamp? { status.isFinal ? completed ?? updated : nil }

  /// How long it ran until its end, in seconds.
  var took: Double? {
    guard let end = endedAt, let start = started ?? created else { return nil }
    return max(0, end.seconds(since: start))
  }
}

extension Glyphs {
  /// The sign of the current row.
  var pointer: String { self == .ascii ? ">" : "▸" }
}
